"""Which saved views a person sees, and what of a URL is kept in one."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject
from django.http import QueryDict
from django.shortcuts import get_object_or_404

from cases.models import SavedView
from igu.web.logs import TEN_DIGITS

KEPT = ("visning", "fase", "koordinator", "virksomhed", "gruppe", "slutter", "sorter", "uden")
LONGEST_VALUE = 100


@dataclass(frozen=True, slots=True)
class SavedTab:
    """A saved view beside the ready ones: id, name and the query that it stands for."""

    id: str
    name: str
    query: str
    is_own: bool
    is_start: bool


def kept(query) -> str:
    """What of a list's URL makes the view: no place in the list, no search words, nothing like a CPR number."""
    chosen = QueryDict(mutable=True)
    for name in KEPT:
        value = query.get(name, "")
        if value and len(value) <= LONGEST_VALUE and not TEN_DIGITS.search(value):
            chosen[name] = value
    return chosen.urlencode()


def views_for(actor):
    """The own ones, and what colleagues have shared."""
    return SavedView.objects.filter(
        Q(owner_id=actor.membership_id) | Q(is_shared=True), municipality_id=actor.municipality_id
    )


def own_view_for(actor, view_id) -> SavedView:
    """One of the actor's own, to be changed; 404 if it is somebody else's."""
    return get_object_or_404(SavedView, id=view_id, owner_id=actor.membership_id)


def as_column(actor) -> ArraySubquery:
    """Those views as a column of another query: the list has no query to spare. `tabs` reads it."""
    one = JSONObject(id="id", name="name", query="query", owner="owner_id", start="is_start")
    return ArraySubquery(views_for(actor).filter(municipality_id=OuterRef("id")).values(one=one))


def tabs(actor, column: Iterable[dict]) -> list[SavedTab]:
    """The own views first, then the team's."""
    own = str(actor.membership_id)
    found = [
        SavedTab(row["id"], row["name"], row["query"], row["owner"] == own, row["start"] and row["owner"] == own)
        for row in column
    ]
    return sorted(found, key=lambda tab: not tab.is_own)
