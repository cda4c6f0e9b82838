"""The door to activities: through the case they belong to, where the read is logged."""

import datetime as dt
from decimal import Decimal
from functools import cache
from uuid import UUID

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce, TruncWeek
from django.shortcuts import get_object_or_404
from django.utils import timezone

from cases import access as case_access
from cases.access import CASE
from cases.activities import steps
from cases.activities.kinds import KEY, ActivityKind, Due
from cases.activities.rules import CountsAs, Effort, Step
from cases.definitions.access import content_of, offers_of
from cases.models import Absence, Activity, Attendance, RequiredHours
from cases.words import Ending, Presence
from employers.access import employers_for
from employers.models import Workplace
from igu.web.statements import Instances

ZERO = Decimal(0)
WITH = ("definition", "employer", "workplace")
ORDER = ("start_on", "made_at", "id")  # said again: Django leaves the model's own out where it groups


def kinds_of(actor):
    """What can be started: the municipality's kinds of activity and the presets."""
    return offers_of(actor.municipality_id, KEY)


def activities_of(case) -> list[Activity]:
    """Every activity of a case with `used_hours`, the hours noted so far; the oldest first."""
    used = Coalesce(Sum("attendances__hours", filter=Q(attendances__presence=Presence.PRESENT)), ZERO)
    return list(Activity.objects.filter(case=case).select_related(*WITH).annotate(used_hours=used).order_by(*ORDER))


def with_kind(case) -> list[Activity]:
    """When each activity of a case is, and its kind; the oldest first."""
    return _activities().rows({CASE: case.id})


@cache
def _activities() -> Instances:
    kind = ("definition__kind", "definition__title", "definition__body")
    activities = Activity.objects.filter(case_id=CASE).select_related("definition")
    return Instances(activities.only("definition", "start_on", "end_on", *kind))


def activity_for(request, case_id, activity_id) -> tuple:
    """A case and one of its activities. 404 if either is not the actor's to see."""
    case = case_access.case_for(request, case_id)
    return case, get_object_or_404(Activity.objects.select_related(*WITH), id=activity_id, case=case)


def kind_of(activity: Activity) -> ActivityKind:
    """The kind in the edition that the activity was made with."""
    return content_of(activity.definition)


def due_of(activity: Activity) -> list[tuple[Due, dt.date]]:
    """The dates of its kind; what lay behind when it was entered is nobody's duty."""
    kind, made_on = kind_of(activity), timezone.localtime(activity.made_at).date()
    days = ((due, due.day(kind.limits, activity.start_on, activity.end_on)) for due in kind.due)
    return [(due, day) for due, day in days if day and (activity.outcome or day >= made_on)]


def asked_of(case_ids) -> dict[UUID, list[tuple[str, dt.date]]]:
    """Keys and days of what the activities of these cases ask for themselves, or have, by case. Nothing: no query."""
    found: dict = {}
    for activity in Activity.objects.filter(case_id__in=case_ids).select_related("definition").order_by(*ORDER):
        found.setdefault(activity.case_id, []).extend((due.key, day) for due, day in due_of(activity))
    return found


def attendance_of(activity: Activity) -> list[Attendance]:
    """The days of an activity, the newest first."""
    return list(Attendance.objects.filter(activity=activity).order_by("-held_on"))


def attended_by_week(case) -> dict:
    """Hours there by activity and Monday; a week in which nobody came counts 0 hours."""
    rows = Attendance.objects.filter(activity__case=case).exclude(presence=Presence.CANCELLED)
    rows = rows.annotate(monday=TruncWeek("held_on")).values("activity_id", "monday").order_by("activity_id", "monday")
    there = Coalesce(Sum("hours", filter=Q(presence=Presence.PRESENT)), ZERO)
    found: dict = {}
    for activity_id, monday, hours in rows.annotate(there=there).values_list("activity_id", "monday", "there"):
        found.setdefault(activity_id, {})[monday] = hours
    return found


def efforts_of(activities: list[Activity], attended: dict) -> list[Effort]:
    """Activities as the sums of a week need them."""
    return [
        Effort(
            activity.start_on,
            activity.end_on,
            kind_of(activity).counts_as,
            steps.steps_of(activity.planned),
            steps.steps_of(activity.actual),
            attended.get(activity.id, {}),
        )
        for activity in activities
    ]


def work_of(case) -> list[Effort]:
    """The hours of the agreements themselves: those of an IGU count and are paid as those of any job."""
    begun = case.agreements.exclude(hours_per_week=None).exclude(ending=Ending.NEVER_STARTED)
    return [
        Effort(one.start_on, one.last_day, CountsAs.WORK, [Step(one.start_on, one.hours_per_week, one.hours_per_week)])
        for one in begun
    ]


def required_of(case) -> list[RequiredHours]:
    return list(RequiredHours.objects.filter(case=case))


def required_steps(rows: list[RequiredHours]) -> list[Step]:
    return [Step(row.from_on, row.hours) for row in rows]


def places_of(actor) -> list:
    """Where an activity can take place, for a list to choose from: firms with their workplaces below them."""
    workplaces: dict = {}
    for id_, employer_id, name, p_number in Workplace.objects.filter(municipality_id=actor.municipality_id).values_list(
        "id", "employer_id", "name", "p_number"
    ):
        workplaces.setdefault(employer_id, []).append((f"{employer_id}:{id_}", name or f"P {p_number}"))
    return [
        (name, [(f"{id_}:", name), *((value, f"{name}, {place}") for value, place in workplaces.get(id_, ()))])
        for id_, name in employers_for(actor).values_list("id", "name")
    ]


def absences_of(case) -> list[Absence]:
    """Every spell of absence, the newest first."""
    return _absences().rows({CASE: case.id})


@cache
def _absences() -> Instances:
    return Instances(Absence.objects.filter(case_id=CASE))


def absence_for(request, case_id, absence_id) -> tuple:
    case = case_access.case_for(request, case_id)
    return case, get_object_or_404(Absence, id=absence_id, case=case)
