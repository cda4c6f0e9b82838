"""Closed lists of words about a citizen and a case, with the codes that imports and rule tables use."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy


class Sex(models.TextChoices):
    MAN = "mand", _("Man")
    WOMAN = "kvinde", _("Woman")


class Basis(models.TextChoices):
    """Residence basis; the law behind each code: IGU act § 2."""

    P7 = "7", _("Refugee, Aliens Act § 7")
    P8 = "8", _("Refugee, Aliens Act § 8")
    P9B = "9b", _("Humanitarian residence permit, Aliens Act § 9 b")
    P9C = "9c", _("Aliens Act § 9 c")
    UKRAINE = "ukraine", _("Ukraine act")
    AFGHANISTAN = "afghanistan", _("Afghanistan act")
    FAMILY = "family", _("Family reunification")
    P9E = "9e", _("Aliens Act § 9 e")
    OTHER = "other", _("Other basis")
    NONE = "none", _("No residence permit")


class FamilyTo(models.TextChoices):
    REFUGEE = "refugee", _("A refugee")
    OTHER = "other", _("Another person")


class DanishEducation(models.TextChoices):
    DU1 = "DU1", _("Danish education 1")
    DU2 = "DU2", _("Danish education 2")
    DU3 = "DU3", _("Danish education 3")


class DanishTest(models.TextChoices):
    PD1 = "PD1", _("Danish test 1 (PD1)")
    PD2 = "PD2", _("Danish test 2 (PD2)")
    PD3 = "PD3", _("Danish test 3 (PD3)")


class Literacy(models.TextChoices):
    NONE = "none", _("Does not read")
    SOME = "some", _("Reads a little")
    WELL = "well", _("Reads well")


class Family(models.TextChoices):
    SINGLE = "single", _("Single")
    SINGLE_PARENT = "single_parent", _("Single parent")
    COUPLE = "couple", _("Couple")
    COUPLE_CHILDREN = "couple_children", _("Couple with children")


class Group(models.TextChoices):
    UKRAINE = "ukraine", _("Ukraine act")
    PROGRAMME = "programme", _("Introduction programme")
    LONG_UNEMPLOYED = "long_unemployed", _("Long unemployed")
    OTHER = "other", _("Other")


class Stage(models.TextChoices):
    RUN_UP = "run_up", _("Run-up")
    BEFORE_START = "before_start", _("Before start")
    RUNNING = "running", _("Running")
    PAUSED = "paused", _("Paused")
    FINAL = "final", _("Final phase")
    AFTERCARE = "aftercare", _("Aftercare")
    CLOSED = "closed", _("Closed")


class WageScheme(models.TextChoices):
    EGU = "egu", _("EGU rates of the collective agreement")
    PUPIL = "pupil", _("Pupil rates, first and second year")
    SMOOTHED = "29/8", _("29/8: the same wage every month")
    OTHER = "other", _("Other")


class Ending(models.TextChoices):
    COMPLETED = "completed", _("Completed")
    POSITIVE_JOB = "positive_job", _("Positive drop-out: job")
    POSITIVE_EDUCATION = "positive_education", _("Positive drop-out: education")
    NEGATIVE = "negative", _("Negative drop-out")
    NEVER_STARTED = "never_started", _("Never started")
    MOVED = "moved", _("Moved to another municipality")


class Outcome(models.TextChoices):
    JOB = "job", _("Job")
    SMALL_JOB = "small_job", _("Job under 18.5 hours")
    EDUCATION = "education", _("Education")
    UNEMPLOYED = "unemployed", _("Unemployed")
    UNKNOWN = "unknown", _("Unknown")


class Decision(models.TextChoices):
    ELIGIBLE = "eligible", _("In the target group")
    NOT_ELIGIBLE = "not_eligible", _("Not in the target group")
    MANUAL = "manual", _("To be judged by a person")


class Presence(models.TextChoices):
    PRESENT = "present", _("Present")
    ABSENT = "absent", _("Absent")
    CANCELLED = "cancelled", _("Not held")


class HoursGround(models.TextChoices):
    """Why so many hours are required (AAR-03)."""

    JOB_READY = "job_ready", _("Job-ready: 37 hours")
    ACTIVITY_READY = "activity_ready", _("Activity-ready: 25 hours")
    INDIVIDUAL = "individual", _("Agreed for this citizen")


class Cause(models.TextChoices):
    """Why somebody was away. Never shown to the firm."""

    SICKNESS = "sickness", _("Sickness")
    CHILD_SICK = "child_sick", _("Child's sickness")
    MATERNITY = "maternity", _("Pregnancy or birth")
    ADOPTION = "adoption", _("Adoption")
    BEREAVEMENT = "bereavement", _("Bereavement")
    HOLIDAY = "holiday", _("Holiday")
    LAWFUL = "lawful", _("Other agreed absence")
    UNEXPLAINED = "unexplained", _("Did not come")


class Watch(models.TextChoices):
    """What is decided about a case on the watch list (SIL-07)."""

    SUPPORT = "support", _("Hold on and support")
    STOP = "stop", _("Stop the course")
    CALM = "calm", _("Going well again")


class WatchCause(models.TextChoices):
    BAD_MATCH = "bad_match", _("The match is bad")
    NO_PROGRESS = "no_progress", _("No progress")
    TASKS = "tasks", _("Tasks are not solved")
    ABSENCE = "absence", _("Much absence")
    OTHER = "other", _("Something else")


class HandoverReason(models.TextChoices):
    """Why a case went from one person to another (ODE-10, SIL-02)."""

    IGU_TEAM = "igu_team", _("Handed to the IGU team before the agreement")
    LEFT = "left", _("The colleague has left or has other work")
    LOAD = "load", _("To share the cases evenly")
    HOLIDAY = "holiday", _("Holiday or illness")
    WISH = "wish", _("The citizen's wish")
    TAKEN_BACK = "taken_back", _("A handover was taken back")
    OTHER = "other", _("Something else")


REASONS_TO_CHOOSE = [choice for choice in HandoverReason.choices if choice[0] != HandoverReason.TAKEN_BACK]


class IssueState(models.TextChoices):
    OPEN = "open", _("Open")
    AT_WORK = "at_work", _("Being worked on")
    SOLVED = "solved", _("Solved")
    DROPPED = "dropped", _("No longer of matter")


class Track(models.TextChoices):
    """The way that is tried, in the order in which they are asked (AAR-01)."""

    JOB = "job", _("Ordinary job")
    IGU = "igu", _("IGU")
    JOB_PACKAGE = "job_package", _("Job package")


class DanishLevel(models.TextChoices):
    """What somebody can in Danish, as it was judged in a talk (AAR-11). A passed test stands on the citizen."""

    NONE = "none", _("Hardly any")
    A1 = "A1", "A1"
    A2 = "A2", "A2"
    B1 = "B1", "B1"
    B2 = "B2", "B2"
    C1 = "C1", "C1"


class ClosedWhy(models.TextChoices):
    """Why a case was closed by hand. A closing that a person did not explain has none."""

    DONE = "done", _("The programme and the aftercare are over")
    OTHER_TRACK = "other_track", _("Another track than IGU")
    NOT_ELIGIBLE = "not_eligible", _("Not in the target group")
    MOVED = "moved", _("Moved to another municipality")
    WITHDREW = "withdrew", _("The citizen does not want to")
    OTHER = "other", _("Something else")
    MERGED = "merged", _("The same citizen has another case")


# A view of the case list and of the watch list; how many weeks is a setting of the municipality.
NO_CONTACT = ngettext_lazy("No contact for %(weeks)d week", "No contact for %(weeks)d weeks", "weeks")


def said_view(view, weeks: int) -> str:
    """The label of a view, which may name the weeks."""
    return view.label % {"weeks": weeks}
