"""Which cases may be the same citizen's."""

import datetime as dt

from django.shortcuts import get_object_or_404

from cases import access, models, names, search
from igu.audit.models import Look

MOST = 5


def look_alikes(actor, first_name: str, last_name: str, birth_on: dt.date) -> list[models.Case]:
    """Cases that the actor may see, of citizens born that day with the same words in the name."""
    words = set(names.tokens(first_name, last_name))
    rows = search.by_words(actor, f"{first_name} {last_name}").filter(citizen__birth_on=birth_on)
    found = rows.select_related("citizen").order_by("number")[:MOST]
    return [case for case in found if set(names.tokens(case.citizen.first_name, case.citizen.last_name)) == words]


def other_case(request, case: models.Case, number: str) -> models.Case | None:
    """The case with that number that is to be put into this one; nothing where there is none to see."""
    others = access.cases_for(request.actor).with_header().exclude(id=case.id)
    other = others.filter(number=number.strip()).first()
    if other:
        access.note(request, [other.citizen_id], kind=Look.READ)
    return other


def merges_of(request, case: models.Case) -> list[models.Merge]:
    """What was put into this case and is still in it."""
    rows = models.Merge.objects.filter(municipality_id=case.municipality_id, kept=case, undone_at=None)
    merges = list(rows.select_related("gone", "made_by__user"))
    access.note(request, [merge.gone.citizen_id for merge in merges], kind=Look.LIST)
    return merges


def merge_for(request, case: models.Case, merge_id) -> models.Merge:
    rows = models.Merge.objects.filter(municipality_id=case.municipality_id, kept=case, undone_at=None)
    merge = get_object_or_404(rows.select_related("gone__citizen", "kept__citizen"), id=merge_id)
    access.note(request, [merge.gone.citizen_id], kind=Look.READ)
    return merge
