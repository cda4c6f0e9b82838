"""Follow-ups for the dates of other records: the review of a goal, the last day of a mentor.

Each record says all of its dates (cases.hooks.dates_changed). Here its open follow-ups are made, moved and removed to
match; what is answered stays as it is, and a date that has been answered is not asked for again.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import F

from cases.hooks import Dated, DueDate
from followup.models import FollowUp
from followup.services.cases import refresh_cases
from followup.texts import ALSO_ASKED, SAME_WITHIN
from igu.accounts.closed_days import closed_days
from igu.accounts.models import Municipality
from igu.rules.schedule import Kind as RuleKind
from igu.rules.schedule import moved
from igu.rules.workdays import ClosedDays

WORDS = ("kind", "what", "why")


@dataclass(frozen=True, slots=True)
class Match:
    """What one record's follow-ups need to match its dates."""

    record: Dated
    gone: list[UUID]
    kept: list[tuple[FollowUp, DueDate]]
    new: list[DueDate]


@transaction.atomic
def follow_dates(actor, records: Sequence[Dated]) -> None:
    """Match the follow-ups of these records to their dates of now. The same dates again change nothing.

    A date that a person has agreed for a follow-up stays until the record itself gets another.
    """
    records = [_take_over(actor.municipality_id, record) for record in records]
    standing = _standing(actor.municipality_id, records)
    matches = [_match(record, standing.get(record.subject, [])) for record in records]
    matches = [match for match in matches if match.gone or match.kept or match.new]
    if not matches:
        return
    closed = closed_days(Municipality.objects.get(id=actor.municipality_id))
    FollowUp.objects.filter(id__in=[row_id for match in matches for row_id in match.gone]).delete()
    for row, due in (pair for match in matches for pair in match.kept):
        _change(row, due, closed)
    FollowUp.objects.bulk_create(_row(actor, match.record, due, closed) for match in matches for due in match.new)
    refresh_cases(actor.municipality_id, {match.record.case_id for match in matches})


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


def _take_over(municipality_id, record: Dated) -> Dated:
    """Find what a rhythm asks for already: open, it becomes this record's; answered, it is not asked for again."""
    left = []
    for due in record.due_dates:
        twin = _twin(municipality_id, record.case_id, due)
        if twin is None or not twin.done_at:
            left.append(due)
        if twin and not twin.done_at:
            _make_its_own(twin, record, due)
    return record._replace(due_dates=left)


def _twin(municipality_id, case_id, due: DueDate) -> FollowUp | None:
    if due.key not in ALSO_ASKED:
        return None
    key, turn = ALSO_ASKED[due.key]
    near = (due.due_on - SAME_WITHIN, due.due_on + SAME_WITHIN)
    rows = FollowUp.objects.filter(municipality_id=municipality_id, case_id=case_id, raw_on__range=near)
    return rows.filter(key=key, turn=turn).exclude(agreement=None).select_for_update().first()


def _make_its_own(twin: FollowUp, record: Dated, due: DueDate) -> None:
    named = {"subject": record.subject, "key": due.key, "party": due.party}
    if FollowUp.objects.filter(municipality_id=twin.municipality_id, **named).exists():
        twin.delete()  # both were made before one of them knew of the other
    else:
        FollowUp.objects.filter(id=twin.id).update(**named, agreement=None, turn=0, version=F("version") + 1)


def _standing(municipality_id, records) -> dict[str, list[FollowUp]]:
    """The follow-ups of these records by subject, locked, in the order of their dates."""
    subjects = [record.subject for record in records]
    rows = FollowUp.objects.filter(municipality_id=municipality_id, subject__in=subjects)
    found: dict[str, list[FollowUp]] = {}
    for row in rows.select_for_update().order_by("raw_on"):
        found.setdefault(row.subject, []).append(row)
    return found


def _match(record: Dated, standing: Sequence[FollowUp]) -> Match:
    answered = {(row.key, row.party, row.raw_on) for row in standing if row.done_at}
    waiting = {(row.key, row.party): row for row in standing if not row.done_at}
    wanted = [due for due in record.due_dates if (due.key, due.party, due.due_on) not in answered]
    kept = [(waiting[due.key, due.party], due) for due in wanted if (due.key, due.party) in waiting]
    kept_ids = {row.id for row, _due in kept}
    gone = [row.id for row in standing if not row.done_at and row.id not in kept_ids]
    return Match(record, gone, kept, [due for due in wanted if (due.key, due.party) not in waiting])


def _change(row: FollowUp, due: DueDate, closed: ClosedDays) -> None:
    if (row.raw_on, *(getattr(row, name) for name in WORDS)) == (due.due_on, *(getattr(due, name) for name in WORDS)):
        return
    fields = {name: getattr(due, name) for name in WORDS}
    if row.raw_on != due.due_on:
        fields |= {"raw_on": due.due_on, "due_on": _open_day(due.due_on, due.kind, closed), "is_agreed": False}
    FollowUp.objects.filter(id=row.id).update(**fields, version=F("version") + 1)


def _row(actor, record: Dated, due: DueDate, closed: ClosedDays) -> FollowUp:
    return FollowUp(
        municipality_id=actor.municipality_id,
        case_id=record.case_id,
        subject=record.subject,
        key=due.key,
        party=due.party,
        raw_on=due.due_on,
        due_on=_open_day(due.due_on, due.kind, closed),
        made_by_id=actor.membership_id,
        **{name: getattr(due, name) for name in WORDS},
    )


def _open_day(day: dt.date, kind: str, closed: ClosedDays) -> dt.date:
    return moved(day, RuleKind(kind), closed)
