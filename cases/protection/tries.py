"""The log of those who reached for a protected case, and the mail to the managers that says so."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from cases import models
from cases.models import ProtectedTry
from cases.protection.hidden import hidden_from
from igu.accounts.models import Membership, Role
from igu.outbox.services import queue_many

MAIL = "protected_tries"
How = ProtectedTry.How


def note_tries(actor, case_ids: Iterable[UUID], *, how: str, today: dt.date) -> None:
    """Keep that somebody reached for these protected cases, and tell the managers by mail, once a day each."""
    rows = [
        ProtectedTry(municipality_id=actor.municipality_id, case_id=case_id, membership_id=actor.membership_id, how=how)
        for case_id in case_ids
    ]
    if rows:
        _keep_and_tell(actor, rows, today)


def note_opened_by_manager(actor, case: models.Case) -> None:
    """A manager who does not follow a protected case has opened it: the other managers are told, once a day."""
    how, today = How.MANAGER, timezone.localdate()
    known = ProtectedTry.objects.filter(case=case, membership_id=actor.membership_id, how=how)
    if not known.filter(at__date=today).exists():
        note_tries(actor, [case.id], how=how, today=today)


def note_refused(actor, ids: Iterable[UUID]) -> None:
    """What a refused page was about: called with the ids that stood in its address."""
    ids = list(ids)
    hidden = hidden_from(actor)
    asked = hidden.filter(id__in=ids) | hidden.filter(agreements__id__in=ids) | hidden.filter(follow_ups__id__in=ids)
    found = list(asked.distinct().values_list("id", flat=True)) if ids else []
    note_tries(actor, found, how=How.OPENED, today=timezone.localdate())


@transaction.atomic
def _keep_and_tell(actor, rows, today):
    ProtectedTry.objects.bulk_create(rows)
    managers = Membership.objects.current(today).filter(municipality_id=actor.municipality_id, role=Role.MANAGER)
    told = managers.exclude(id=actor.membership_id).order_by("id").values_list("id", flat=True)
    wanted = [(manager, f"{manager}:{today}") for manager in told]
    queue_many(municipality_id=actor.municipality_id, kind=MAIL, wanted=wanted)
