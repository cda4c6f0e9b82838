"""What people do with activities: start, change and end them, note hours and attendance. Dates that matter are told."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from cases import hooks
from cases.activities import access, steps
from cases.activities.rules import Slot, Step
from cases.definitions.access import Offer
from cases.definitions.services import pin
from cases.definitions.texts import DANISH, said
from cases.models import Absence, Activity, Attendance, RequiredHours
from cases.words import Presence
from igu.accounts.errors import RuleBroken
from igu.accounts.saving import delete_version, held_by_the_database, make_once, save_version

HELD = {"activity_ends_after_it_starts": "ends_before_it_starts"}
FIELDS = ("employer_id", "workplace_id", "place", "area", "contact", "contact_phone", "start_on", "end_on", "facts")


@transaction.atomic
def start_activity(actor, *, case, offer: Offer, hours: Decimal | None = None, token: UUID | None = None, **fields):
    """Start an activity of this kind; `hours` is its first planned step. Its dates make follow-ups.

    Raises RuleBroken: `ends_before_it_starts`.
    """
    planned = []
    if hours:
        planned = steps.kept_steps([Step(fields["start_on"], hours, hours if offer.content.is_paid else Decimal(0))])
    definition = pin(actor, offer)
    with held_by_the_database(**HELD):
        activity, is_new = make_once(
            Activity,
            actor,
            token,
            case=case,
            definition=definition,
            planned=planned,
            made_by_id=actor.membership_id,
            **fields,
        )
    if is_new:
        _tell_dates(actor, case, activity)
    return activity


@transaction.atomic
def change_activity(actor, *, case, activity: Activity, version: int, today: dt.date, **fields) -> None:
    """Save these fields of an activity. Its agreement's rhythm is computed again: it may no longer be the same run-up.

    Raises RuleBroken: `ends_before_it_starts`; Outdated.
    """
    with held_by_the_database(**HELD):
        save_version(activity, version, **fields)
    _tell_dates(actor, case, activity)
    if begun := list(case.agreements.exclude(runup_on=None)):
        hooks.agreements_changed(actor, begun, today=today)


@transaction.atomic
def end_activity(
    actor, *, case, activity: Activity, version: int, outcome: str, end_on: dt.date, conclusion: str, facts: dict
) -> None:
    """Note how an activity ended. Its open follow-ups go. An empty outcome takes the ending back.

    Raises RuleBroken: `ends_before_it_starts`; Outdated.
    """
    with held_by_the_database(**HELD):
        save_version(
            activity,
            version,
            outcome=outcome,
            end_on=end_on,
            conclusion=conclusion,
            facts=activity.facts | facts,
        )
    _tell_dates(actor, case, activity)


def _tell_dates(actor, case, activity: Activity) -> None:
    """Say the dates of the kind, such as the mentor's last day; none once the activity has an outcome."""
    name = said(activity.definition.title, DANISH)
    dates = [
        hooks.DueDate(
            due.key,
            day,
            said(due.text, DANISH)[:120],
            due.party,
            "deadline" if due.is_deadline else "contact",
            name[:160],
        )
        for due, day in access.due_of(activity)
    ]
    hooks.dates_changed(actor, case, f"activity:{activity.id}", [] if activity.outcome else dates)


# --- hours a week ---------------------------------------------------------------------------------------------------


def _locked(activity: Activity) -> Activity:
    return Activity.objects.select_for_update().get(id=activity.id)


@transaction.atomic
def note_steps(actor, *, activity: Activity, is_planned: bool, noted: Iterable[Step]) -> None:
    """Add steps to the plan, or to what was really done; one from the same day takes the place of the old one.

    Two people who add different steps both keep theirs: the row is locked, the steps are merged.
    """
    row, name = _locked(activity), "planned" if is_planned else "actual"
    merged = steps.kept_steps([*steps.steps_of(getattr(row, name)), *noted])
    Activity.objects.filter(id=row.id).update(**{name: merged})


@transaction.atomic
def remove_step(actor, *, activity: Activity, is_planned: bool, from_on: dt.date) -> None:
    """Take a step away; one that is gone already is no fault."""
    row, name = _locked(activity), "planned" if is_planned else "actual"
    left = [step for step in steps.steps_of(getattr(row, name)) if step.from_on != from_on]
    Activity.objects.filter(id=row.id).update(**{name: steps.kept_steps(left)})


@transaction.atomic
def note_slots(actor, *, activity: Activity, slots: Iterable[Slot]) -> None:
    """Put hours in the timetable. Raises RuleBroken: `slot_ends_before_it_starts`."""
    slots = list(slots)
    if any(slot.to_at <= slot.from_at for slot in slots):
        raise RuleBroken("slot_ends_before_it_starts")
    row = _locked(activity)
    merged = steps.kept_slots([*steps.slots_of(row.timetable), *slots])
    Activity.objects.filter(id=row.id).update(timetable=merged)


@transaction.atomic
def remove_slot(actor, *, activity: Activity, day: int, from_at: int) -> None:
    row = _locked(activity)
    left = [slot for slot in steps.slots_of(row.timetable) if (slot.day, slot.from_at) != (day, from_at)]
    Activity.objects.filter(id=row.id).update(timetable=steps.kept_slots(left))


@transaction.atomic
def require_hours(actor, *, case, ground: str, note: str, noted: Iterable[Step]) -> None:
    """Require so many hours a week from these days on; one from the same day takes the place of the old one."""
    rows = [
        RequiredHours(
            municipality_id=actor.municipality_id,
            case=case,
            from_on=step.from_on,
            hours=step.hours,
            ground=ground,
            note=note,
            made_by_id=actor.membership_id,
        )
        for step in noted
    ]
    RequiredHours.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["municipality", "case", "from_on"],
        update_fields=["hours", "ground", "note", "made_by"],
    )


def remove_requirement(actor, *, case, from_on: dt.date) -> None:
    RequiredHours.objects.filter(case=case, from_on=from_on).delete()


# --- attendance ---------------------------------------------------------------------------------------------------


@transaction.atomic
def note_attendance(actor, *, activity: Activity, days: Iterable[dict]) -> None:
    """Note the days of a week: {held_on, presence, hours, about}; a day without presence is taken out again.

    A day exists once, so that noting it twice changes nothing. Who was not there has no hours.
    """
    days = list(days)
    gone = [day["held_on"] for day in days if not day["presence"]]
    Attendance.objects.filter(activity=activity, held_on__in=gone).delete()
    rows = [
        Attendance(
            municipality_id=actor.municipality_id,
            activity=activity,
            held_on=day["held_on"],
            presence=day["presence"],
            hours=day["hours"] if day["presence"] == Presence.PRESENT else 0,
            about=day["about"],
        )
        for day in days
        if day["presence"]
    ]
    Attendance.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["municipality", "activity", "held_on"],
        update_fields=["presence", "hours", "about"],
    )


# --- absence ------------------------------------------------------------------------------------------------------

ABSENCE_HELD = {"absence_ends_after_it_starts": "ends_before_it_starts"}


@transaction.atomic
def note_absence(actor, *, case, token: UUID | None = None, **fields) -> Absence:
    """Note a spell of absence. Raises RuleBroken: `ends_before_it_starts`."""
    with held_by_the_database(**ABSENCE_HELD):
        absence, _is_new = make_once(Absence, actor, token, case=case, made_by_id=actor.membership_id, **fields)
    return absence


@transaction.atomic
def change_absence(actor, *, absence: Absence, version: int, **fields) -> None:
    """Raises RuleBroken: `ends_before_it_starts`; Outdated."""
    with held_by_the_database(**ABSENCE_HELD):
        save_version(absence, version, **fields)


def remove_absence(actor, *, absence: Absence, version: int) -> None:
    """Take a spell out that was noted by mistake; its history stays. Raises Outdated."""
    delete_version(absence, version)
