"""Which cases an actor may not know of: for telling that somebody reached for one, never for showing it."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from cases import identity, models
from igu.accounts.models import Membership, Role


def hidden_from(actor) -> QuerySet:
    """The cases that this actor may not know of. The command line and workers without a role know of none."""
    protected = models.Case.objects.filter(municipality_id=actor.municipality_id, is_protected=True)
    if _is_manager(actor):
        return protected.none()
    me = actor.membership_id
    return protected.exclude(Q(coordinator_id=me) | Q(second_id=me)) if me else protected


def hidden_by_cpr(actor, numbers: Iterable[str]) -> dict[str, UUID]:
    """Which of these CPR numbers belong to a case that the actor may not know of, and to which.

    From the few hidden cases to their numbers: right after a large sheet the planner knows nothing of the new rows
    yet, and a join from the many numbers to the few cases could take longer than a statement may. Whom of them the
    numbers do not name, nobody is told of.
    """
    hidden = hidden_from(actor)
    owned = models.Identity.objects.filter(municipality_id=actor.municipality_id)
    guarded = owned.filter(citizen_id__in=hidden.values("citizen_id")).values_list("search_key", flat=True)
    if not (guarded := {bytes(key) for key in guarded}):
        return {}
    keys = {identity.search_key(actor.municipality_id, digits): digits for digits in numbers}
    named = dict(owned.filter(search_key__in=guarded & keys.keys()).values_list("search_key", "citizen_id"))
    cases = dict(hidden.filter(citizen_id__in=named.values()).values_list("citizen_id", "id"))
    return {keys[bytes(key)]: cases[citizen_id] for key, citizen_id in named.items()}


def _is_manager(actor) -> bool:
    """A worker acts for a membership and does not bring its role along."""
    if hasattr(actor, "is_manager"):
        return actor.is_manager
    managers = Membership.objects.filter(municipality_id=actor.municipality_id, role=Role.MANAGER)
    return bool(actor.membership_id) and managers.filter(id=actor.membership_id).exists()
