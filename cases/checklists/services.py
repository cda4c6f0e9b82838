"""Ticking points and taking a tick back."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from cases.checklists.content import Points
from cases.definitions.access import Offer, content_of
from cases.definitions.services import pin
from cases.models import Case, Checklist, Tick
from igu.accounts.errors import Outdated, RuleBroken
from igu.accounts.saving import save_version

SINCE = dt.date(2010, 1, 1)


def begin(actor, *, case: Case, template: Offer) -> tuple[Checklist, bool]:
    """The case's list of this template, and whether it is new: from its first tick on it keeps its points."""
    return Checklist.objects.get_or_create(
        municipality_id=actor.municipality_id,
        case=case,
        key=template.key,
        replaced_at=None,
        defaults={"definition": pin(actor, template), "made_by_id": actor.membership_id},
    )


@transaction.atomic
def tick(actor, *, case: Case, template: Offer, point: str, party: str, ticked_on: dt.date, today: dt.date) -> Tick:
    """Tick a point; ticked already (a double click, a colleague) it stays as it is.

    Raises RuleBroken: `point_unknown`, `day_ahead`, `day_long_ago`.
    """
    if ticked_on > today:
        raise RuleBroken("day_ahead")
    if ticked_on < SINCE:
        raise RuleBroken("day_long_ago")
    checklist, _new = begin(actor, case=case, template=template)
    _check_point(checklist, point, party)
    row, _made = Tick.objects.get_or_create(
        municipality_id=actor.municipality_id,
        checklist=checklist,
        point=point,
        party=party,
        undone_at=None,
        defaults={"case": case, "ticked_on": ticked_on, "made_by_id": actor.membership_id},
    )
    return row


@transaction.atomic
def take_back(actor, *, case: Case, template: Offer, point: str, party: str) -> None:
    """Take a tick back: it stays in the list's history, with who took it back. Raises RuleBroken: `point_unknown`."""
    checklist, _new = begin(actor, case=case, template=template)
    _check_point(checklist, point, party)
    rows = Tick.objects.filter(municipality_id=actor.municipality_id, checklist=checklist, undone_at=None)
    rows.filter(point=point, party=party).update(undone_at=timezone.now(), undone_by_id=actor.membership_id)


@transaction.atomic
def note_on_checklist(actor, *, case: Case, template: Offer, version: int, participants: str, note: str) -> Checklist:
    """Note who took part and what was said. version: 0 where the list was not begun. Raises Outdated."""
    checklist, is_new = begin(actor, case=case, template=template)
    if not is_new and not version and (checklist.participants or checklist.note):
        raise Outdated
    seen = checklist.version if is_new or not version else version
    save_version(checklist, seen, participants=participants, note=note)
    return checklist


def _check_point(checklist: Checklist, point: str, party: str) -> None:
    points: Points = content_of(checklist.definition)
    if (point, party) not in points.keys:
        raise RuleBroken("point_unknown")
