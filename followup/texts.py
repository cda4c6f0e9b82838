"""Words for the follow-ups of the five presets, beside those that the rules bring themselves."""

import datetime as dt

from igu.rules.presets import NAMES
from igu.rules.words import gettext_noop as _

# Which preset a municipality starts with: its own where it is one of the five, else Aalborg's.
FIRST_PRESET = {"0851": "aalborg", "0461": "odense", "0147": "frederiksberg", "0740": "silkeborg", "0219": "hilleroed"}
OTHERWISE = "aalborg"
PRESET_NAMES = NAMES

# One text for both parties reads badly in a list of people to call.
WHAT = {
    "call_employer": _("Call to the employer: does it go as planned?"),
    "call_citizen": _("Call to the citizen: does it go as planned?"),
    "followup_employer": _("Call or visit to the employer"),
    "followup_citizen": _("Call or visit to the citizen"),
}

# Two follow-ups of one day that differ in nothing but the party are one line in a list.
BOTH_PARTIES = {
    "call": _("Call to citizen and employer: does it go as planned?"),
    "followup": _("Call or visit to citizen and employer"),
}

# For the list of cases, where a column is all there is.
SHORT = {
    "start_meeting": _("Start meeting"),
    "vitas_agreement": _("Agreement in VITAS"),
    "vitas_plan": _("Plan in VITAS"),
    "pre_end_call": _("Call: hours and certificate"),
    "akasse_prepare": _("Unemployment fund and next job"),
    "certificate": _("Certificate"),
    "evaluation": _("Closing evaluation"),
    "akasse": _("Unemployment fund"),
    "outcome_6": _("After 6 months: where now?"),
    "outcome_12": _("After 12 months: where now?"),
    "call_employer": _("Call"),
    "call_citizen": _("Call"),
    "followup_employer": _("Call or visit"),
    "followup_citizen": _("Call or visit"),
    "language_assessment": _("Language assessment"),
    "goal_review": _("Development goals"),
    "job_search": _("Job search"),
    "aftercare": _("Aftercare"),
    "runup_followup": _("Call or visit in the run-up"),
    "runup_decision": _("Go or no-go"),
    "goal_set": _("Goal: job or education"),
    "progress_q": _("Progress"),
    "progress_scale": _("The five statements"),
    "target_group": _("Target group"),
}

# Where the work of a follow-up is done: a page of its case, and which one of several.
OPENS = {
    "goal_review": ("goal_panel",),
    "target_group": ("case_detail",),
    "goal_set": ("goal_new", "job_or_education"),
    "progress_scale": ("measurement_new", "five_statements"),
    "language_assessment": ("measurement_new", "danish_skills"),
    "runup_decision": ("measurement_new", "match_factors"),
    "evaluation": ("measurement_new", "closing_evaluation"),
    "start_meeting": ("checklist_detail", "start_meeting"),
    "pre_end_call": ("checklist_detail", "pre_end"),
}

# What an activity asks for as well, where the trial internship is noted as one: the rule of a rhythm, and its
# turn. Further apart than the four weeks, it is another internship.
ALSO_ASKED = {
    "runup_1": ("runup_followup", 1),
    "runup_2": ("runup_followup", 2),
    "runup_3": ("runup_followup", 3),
    "runup_decision": ("runup_decision", 1),
}
SAME_WITHIN = dt.timedelta(days=27)

# Only somebody who completes the programme gets a certificate and can be a graduate in an unemployment fund.
ONLY_BEFORE_COMPLETION = frozenset({"pre_end_call", "akasse_prepare", "certificate", "akasse", "job_search"})

# Their answer is where the person is now, which stands on the agreement.
ASKS_OUTCOME = ("outcome_6", "outcome_12")
