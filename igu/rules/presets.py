"""The five follow-up rhythms that a new municipality starts from. Each rule is data, the municipality's to change."""

from dataclasses import replace
from enum import StrEnum

from igu.rules import deadlines
from igu.rules.deadlines import Deadline
from igu.rules.schedule import Anchor, Kind, Party, Rule, Source, Step, Unit, When
from igu.rules.words import gettext_noop as _


class Preset(StrEnum):
    AALBORG = "aalborg"
    ODENSE = "odense"
    FREDERIKSBERG = "frederiksberg"
    SILKEBORG = "silkeborg"
    HILLEROED = "hilleroed"


LAW, SEED, OURS = Source.LAW, Source.SEED, Source.OURS
EMPLOYER, CITIZEN, BOTH, TEAM = Party.EMPLOYER, Party.CITIZEN, Party.BOTH, Party.TEAM


def _months(anchor: Anchor, *counts: int, every: int | None = None, may_waive_from: int | None = None) -> When:
    return When(anchor, (Step(Unit.MONTHS, counts, every),), may_waive_from)


def _days(anchor: Anchor, *counts: int) -> When:
    return When(anchor, (Step(Unit.DAYS, counts),))


def _deadline(key: str, party: Party, what: str, when: When, source: Source, ground: str) -> Rule:
    return Rule(key, party, Kind.DEADLINE, when, what, source, ground)


def _contact(key: str, party: Party, what: str, when: When, source: Source, ground: str) -> Rule:
    return Rule(key, party, Kind.CONTACT, when, what, source, ground)


def _law(deadline: Deadline, party: Party, what: str, practice: str) -> Rule:
    return _deadline(deadline.key, party, what, deadline.when, LAW, f"{deadline.ground} · {practice}")


QUARTERLY = _months(Anchor.START, 3, every=3)
MONTHLY_AT_FIRST = _months(Anchor.START, 1, 2, 3, 4, 5, 6, may_waive_from=4)  # "up to" monthly for 3-6 months
CLOSE_THEN_RARER = When(
    Anchor.START,
    (
        Step(Unit.DAYS, (7, 14, 21, 28)),
        Step(Unit.MONTHS, (2, 3, 4, 5, 6)),
        Step(Unit.MONTHS, (9,), every=3),
    ),
)
THREE_MONTHS_THEN_QUARTERLY = _months(Anchor.START, 1, 2, 3, every=3)

START_MEETING = _deadline(
    "start_meeting",
    BOTH,
    _("Start meeting: length, deadlines, content, language buddy"),
    _days(Anchor.START, 0),
    OURS,
    "AAL-11",
)
PRE_END_CALL = _contact(
    "pre_end_call",
    EMPLOYER,
    _("Call before the end: missing hours, and who writes the certificate"),
    deadlines.PRE_END_CALL.when,
    OURS,
    "AAL-20",
)

IN_EVERY_PRESET = (
    START_MEETING,
    _law(deadlines.VITAS_AGREEMENT, EMPLOYER, _("Agreement typed into VITAS"), "X-07"),
    _law(deadlines.VITAS_PLAN, EMPLOYER, _("Education plan typed into VITAS"), "X-07"),
    PRE_END_CALL,
    _contact(
        "akasse_prepare",
        CITIZEN,
        _("Talk: unemployment fund, next job or education"),
        deadlines.AKASSE_PREPARE.when,
        OURS,
        "ODE-16, AAL-22",
    ),
    _deadline(
        "certificate", EMPLOYER, _("Certificate handed over"), deadlines.CERTIFICATE.when, OURS, "SIR-07"
    ),  # the law names no day
    _deadline("evaluation", BOTH, _("Closing evaluation filled in"), _days(Anchor.END, 0), OURS, "X-14"),
    _law(deadlines.AKASSE, CITIZEN, _("The unemployment fund has the written request"), "ODE-16"),
    _contact(
        "outcome_6", CITIZEN, _("Where is the person after 6 months"), _months(Anchor.END, 6), OURS, "SIL-04, FRB-10"
    ),
    _contact(
        "outcome_12", CITIZEN, _("Where is the person after 12 months"), _months(Anchor.END, 12), OURS, "SIL-04, FRB-10"
    ),
)

_WHAT_AALBORG = _("Call: does it go as planned?")
AALBORG = (
    _contact("call_employer", EMPLOYER, _WHAT_AALBORG, MONTHLY_AT_FIRST, SEED, "AAL-17"),
    _contact("call_citizen", CITIZEN, _WHAT_AALBORG, MONTHLY_AT_FIRST, SEED, "AAL-17"),
)

_CALL_OR_VISIT = _("Call or visit")
ODENSE = (
    _contact("followup_employer", EMPLOYER, _CALL_OR_VISIT, CLOSE_THEN_RARER, OURS, "ODE-15"),
    _contact("followup_citizen", CITIZEN, _CALL_OR_VISIT, CLOSE_THEN_RARER, OURS, "ODE-15"),
    _contact(
        "language_assessment",
        CITIZEN,
        _("Language assessment at the workplace"),
        _months(Anchor.START, 1),
        OURS,
        "ODE-18",
    ),
    _contact("goal_review", BOTH, _("Look at the development goals"), QUARTERLY, OURS, "ODE-13"),
    _contact(
        "job_search",
        CITIZEN,
        _("Job search begins, if there is no job at the workplace"),
        _months(Anchor.END, -3),
        OURS,
        "ODE-17",
    ),
    _contact("aftercare", CITIZEN, _("Call in aftercare"), _months(Anchor.END, 1, 3), OURS, "ODE-24"),
)

FREDERIKSBERG = (
    _contact(
        "runup_followup",
        BOTH,
        _("Call or visit in the trial internship"),
        _days(Anchor.RUNUP, 7, 14, 21),
        OURS,
        "FRB-03",
    ),
    _deadline(
        "runup_decision", TEAM, _("Go or no-go: the four factors"), _days(Anchor.RUNUP, 27), SEED, "FRB-02, FRB-04"
    ),  # last day of the four weeks
    _contact("followup_employer", EMPLOYER, _CALL_OR_VISIT, THREE_MONTHS_THEN_QUARTERLY, OURS, "FRB-01"),
    _contact("followup_citizen", CITIZEN, _CALL_OR_VISIT, THREE_MONTHS_THEN_QUARTERLY, OURS, "FRB-01"),
)

SILKEBORG = (
    _contact("goal_set", EMPLOYER, _("Settle the goal: job or education"), _months(Anchor.START, 1), OURS, "SIL-09"),
    _contact("progress_q", BOTH, _("Progress, and signs of an early exit (good or bad)"), QUARTERLY, SEED, "SIL-05"),
)

HILLEROED = (
    _contact(
        "progress_scale", CITIZEN, _("The five statements"), _months(Anchor.START, 0, every=3), SEED, "HIL-01"
    ),  # the first one, the baseline, is ours
    _contact("followup_employer", EMPLOYER, _("Call"), QUARTERLY, OURS, "X-10"),
)

# Aalborg's own practice has these two numbers.
_IN_AALBORG = tuple(
    replace(rule, source=SEED) if rule in (START_MEETING, PRE_END_CALL) else rule for rule in IN_EVERY_PRESET
)

PRESETS: dict[Preset, tuple[Rule, ...]] = {
    Preset.AALBORG: _IN_AALBORG + AALBORG,
    Preset.ODENSE: IN_EVERY_PRESET + ODENSE,
    Preset.FREDERIKSBERG: IN_EVERY_PRESET + FREDERIKSBERG,
    Preset.SILKEBORG: IN_EVERY_PRESET + SILKEBORG,
    Preset.HILLEROED: IN_EVERY_PRESET + HILLEROED,
}
NAMES = {
    Preset.AALBORG: "Aalborg",
    Preset.ODENSE: "Odense",
    Preset.FREDERIKSBERG: "Frederiksberg",
    Preset.SILKEBORG: "Silkeborg",
    Preset.HILLEROED: "Hillerød",
}
