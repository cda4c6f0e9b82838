"""The checklists of a case. The case itself is opened, and logged, by `cases.access`."""

from cases.checklists.content import KIND
from cases.definitions.access import Offer, offer_for, offers_of
from cases.models import Case, Checklist, Tick


def checklists_of(case: Case) -> dict[str, Checklist]:
    """What has been begun, by the key of its definition."""
    return {row.key: row for row in case.checklists.filter(replaced_at=None).select_related("definition")}


def checklist_of(case: Case, key: str) -> Checklist | None:
    return case.checklists.filter(key=key, replaced_at=None).select_related("definition").first()


def former_checklists_of(case: Case, key: str) -> list[Checklist]:
    """What two cases that were put together both had begun, and what does not count any more of it."""
    return list(case.checklists.filter(key=key).exclude(replaced_at=None).select_related("definition"))


def ticks_of(case: Case) -> list[Tick]:
    """Every tick of the case, also those taken back, the oldest first."""
    return list(Tick.objects.filter(case=case).select_related("made_by__user", "undone_by__user"))


def templates_of(actor) -> list[Offer]:
    return offers_of(actor.municipality_id, KIND, all_of_them=True)


def template_for(actor, key: str) -> Offer:
    """One checklist of the municipality, put away or not; 404 where there is none."""
    return offer_for(actor.municipality_id, KIND, key)
