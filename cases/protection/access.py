"""The managers' view of protected cases, and of those who have reached for one."""

from django.db.models import F
from django.shortcuts import get_object_or_404

from cases import access, models
from igu.audit.models import Look

MOST = 200


def protected_cases(request) -> list[models.Case]:
    """Every protected case, the one whose protection lapses first on top. The read is in the log."""
    rows = access.cases_for(request.actor).filter(is_protected=True).with_header().order_by("protected_on", "number")
    cases = list(rows[:MOST])
    access.note(request, [case.citizen_id for case in cases], kind=Look.LIST)
    return cases


def tries(actor) -> list[models.ProtectedTry]:
    """The newest tries, those that no manager has looked at first."""
    rows = models.ProtectedTry.objects.filter(municipality_id=actor.municipality_id)
    rows = rows.select_related("case", "membership__user", "seen_by__user")
    return list(rows.order_by(F("seen_at").desc(nulls_first=True), "-at", "id")[:MOST])


def new_tries(actor) -> int:
    return models.ProtectedTry.objects.filter(municipality_id=actor.municipality_id, seen_at=None).count()


def try_for(actor, try_id) -> models.ProtectedTry:
    tries = models.ProtectedTry.objects.select_related("case")
    return get_object_or_404(tries, municipality_id=actor.municipality_id, id=try_id)
