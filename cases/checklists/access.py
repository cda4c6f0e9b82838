"""The checklists of a case. The case itself is opened, and logged, by `cases.access`."""

from cases.checklists.content import KIND
from cases.definitions.access import Offer, offer_for, offers_of
from cases.models import Case, Checklist, Tick


def checklists_of(case: Case) -> dict[str, Checklist]:
    """What has been begun, by the key of its definition."""
    return {row.key: row for row in case.checklists.select_related("definition")}


def checklist_of(case: Case, key: str) -> Checklist | None:
    return case.checklists.select_related("definition").filter(key=key).first()


def ticks_of(case: Case, checklist: Checklist | None = None) -> list[Tick]:
    """Every tick of the case or of one list, also those taken back, the oldest first."""
    rows = Tick.objects.filter(case=case).select_related("made_by__user", "undone_by__user")
    return list(rows.filter(checklist=checklist) if checklist else rows)


def templates_of(actor) -> list[Offer]:
    return offers_of(actor.municipality_id, KIND, all_of_them=True)


def template_for(actor, key: str) -> Offer:
    """One checklist of the municipality, put away or not; 404 where there is none."""
    return offer_for(actor.municipality_id, KIND, key)
