"""What an employer user can answer."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from followup.models import Answer, FollowUp
from followup.services import refresh_cases


@transaction.atomic
def say_it_goes_well(actor, *, follow_up_id: UUID, today: dt.date) -> None:
    """The call of the month is answered by the firm itself. A second time changes nothing."""
    _change(
        actor, follow_up_id, answer=Answer.GOOD, done_at=timezone.now(), done_on=today, done_by_id=actor.membership_id
    )


@transaction.atomic
def ask_for_a_call(actor, *, follow_up_id: UUID, today: dt.date) -> None:
    """The call of the month stands on the coordinator's list today, with the firm's wish beside it."""
    _change(actor, follow_up_id, due_on=today, is_agreed=True, moved_why=_("The firm asks for a call"))


def _change(actor, follow_up_id, **fields) -> None:
    rows = FollowUp.objects.filter(municipality_id=actor.municipality_id, id=follow_up_id, done_at=None)
    if rows.update(version=F("version") + 1, **fields):
        case_id = FollowUp.objects.values_list("case_id", flat=True).get(id=follow_up_id)
        refresh_cases(actor.municipality_id, [case_id])
