"""Follow-ups for the dates of other records: the review of a goal, the last day of a mentor.

Each record says all of its dates (cases.hooks.dates_changed). Here its open follow-ups are made, moved and removed to
match; what is answered stays as it is, and a date that has been answered is not asked for again.
"""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import F

from cases.hooks import DueDate
from followup.models import FollowUp
from followup.services.cases import refresh_cases
from igu.accounts.closed_days import closed_days
from igu.accounts.models import Municipality
from igu.rules.schedule import Kind as RuleKind
from igu.rules.schedule import moved
from igu.rules.workdays import ClosedDays

WORDS = ("kind", "what", "why")


@transaction.atomic
def follow_dates(actor, case, subject: str, due_dates: Sequence[DueDate]) -> None:
    """Match the follow-ups of `subject` to its dates of now. The same dates again change nothing.

    A date that a person has agreed for the follow-up stays until the record itself gets another.
    """
    standing = list(_of(case.municipality_id, subject).select_for_update().order_by("raw_on"))
    answered = {(row.key, row.party, row.raw_on) for row in standing if row.done_at}
    waiting = {(row.key, row.party): row for row in standing if not row.done_at}
    wanted = {(due.key, due.party): due for due in due_dates if (due.key, due.party, due.due_on) not in answered}
    kept = {row.id for name, row in waiting.items() if name in wanted}
    gone = [row.id for row in standing if not row.done_at and row.id not in kept]
    if not wanted and not gone:
        return
    FollowUp.objects.filter(id__in=gone).delete()
    closed = closed_days(Municipality.objects.get(id=case.municipality_id))
    for name, due in wanted.items():
        if name in waiting:
            _match(waiting[name], due, closed)
        else:
            _make(actor, case, subject, due, closed)
    refresh_cases(case.municipality_id, [case.id])


@transaction.atomic
def move_dates(municipality: Municipality, *, today: dt.date) -> None:
    """Other closing days: move what lies on one, and back what lay on one before. Agreed dates stay."""
    closed = closed_days(municipality)
    rows = FollowUp.objects.filter(municipality=municipality, done_at=None, is_agreed=False).exclude(subject="")
    changed = [row for row in rows if row.due_on != _open_day(row.raw_on, row.kind, closed)]
    for row in changed:
        row.due_on = _open_day(row.raw_on, row.kind, closed)
        row.version += 1
    FollowUp.objects.bulk_update(changed, ["due_on", "version"], batch_size=500)
    refresh_cases(municipality.id, {row.case_id for row in changed})


def _of(municipality_id, subject):
    return FollowUp.objects.filter(municipality_id=municipality_id, subject=subject)


def _match(row: FollowUp, due: DueDate, closed: ClosedDays) -> None:
    if (row.raw_on, *(getattr(row, name) for name in WORDS)) == (due.due_on, *(getattr(due, name) for name in WORDS)):
        return
    fields = {name: getattr(due, name) for name in WORDS}
    if row.raw_on != due.due_on:
        fields |= {"raw_on": due.due_on, "due_on": _open_day(due.due_on, due.kind, closed), "is_agreed": False}
    FollowUp.objects.filter(id=row.id).update(**fields, version=F("version") + 1)


def _make(actor, case, subject, due: DueDate, closed: ClosedDays) -> None:
    FollowUp.objects.create(
        municipality_id=case.municipality_id,
        case_id=case.id,
        subject=subject,
        key=due.key,
        party=due.party,
        raw_on=due.due_on,
        due_on=_open_day(due.due_on, due.kind, closed),
        made_by_id=actor.membership_id,
        **{name: getattr(due, name) for name in WORDS},
    )


def _open_day(day: dt.date, kind: str, closed: ClosedDays) -> dt.date:
    return moved(day, RuleKind(kind), closed)
