"""A case is protected, or is no longer; and a manager has looked at who reached for one."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from cases import hooks, models
from cases.models import ProtectedTry
from igu.accounts.saving import save_version
from igu.rules.words import gettext_noop as _

LAPSES = _("Name-and-address protection lapses: ask whether it is renewed")
REGISTERED = _("a year after it was registered, CPR act § 28")


@transaction.atomic
def protect_case(actor, *, case: models.Case, version: int, protected_on: dt.date, second_id) -> None:
    """Hide a case from all but its coordinator, its second person and the managers, and ask when it lapses.

    Raises Outdated.
    """
    save_version(case, version, is_protected=True, protected_on=protected_on, second_id=second_id)
    lapses = hooks.DueDate("address_protection", case.protection_lapses_on, LAPSES, kind="deadline", why=REGISTERED)
    hooks.dates_changed(actor, case, f"protection:{case.id}", [lapses])


@transaction.atomic
def lift_protection(actor, *, case: models.Case, version: int) -> None:
    """Show the case to the whole team again. Raises Outdated."""
    save_version(case, version, is_protected=False, protected_on=None)
    hooks.dates_changed(actor, case, f"protection:{case.id}", [])


@transaction.atomic
def mark_seen(actor, *, protected_try: ProtectedTry) -> None:
    """A manager has looked at it. The first one counts."""
    rows = ProtectedTry.objects.filter(id=protected_try.id, seen_at=None)
    rows.update(seen_at=timezone.now(), seen_by_id=actor.membership_id)
