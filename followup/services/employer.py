"""The one question a month to the firm: does it go well? A yes answers the open call; »call me« makes one."""

import calendar
import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.models import Agreement
from followup.models import Answer, FollowUp, Kind, Party
from followup.services.cases import refresh_cases
from igu.accounts.closed_days import closed_days
from igu.accounts.models import Municipality
from igu.rules.words import gettext_noop as _

PORTAL_MONTH = "portal_month"  # one row an agreement and month: the database lets no second answer in
CALLS = ("call_employer", "followup_employer")
ASKED = _("Does it go well? The firm's answer of the month")
CALL_BACK = _("Call the employer: they ask you to")
CALL_BACK_WHY = _("The firm pressed »Call me«")


def month_number(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


@transaction.atomic
def answer_from_employer(actor, *, agreement: Agreement, is_well: bool, today: dt.date) -> bool:
    """Note the firm's answer of this month. False, and nothing is changed, when the month has one already.

    Yes: the open call to the firm of this month, or an earlier one, is answered with it. Otherwise the coordinator
    gets a call to make today, or on the next open day.
    """
    try:
        with transaction.atomic():
            _note_month(actor, agreement, Answer.GOOD if is_well else Answer.ISSUE, today)
    except IntegrityError:
        return False
    if is_well:
        _answer_open_call(actor, agreement, today)
    else:
        _ask_for_call(actor, agreement, today)
    refresh_cases(agreement.municipality_id, [agreement.case_id])
    return True


def _note_month(actor, agreement, answer, today):
    FollowUp.objects.create(
        municipality_id=agreement.municipality_id,
        case_id=agreement.case_id,
        agreement=agreement,
        key=PORTAL_MONTH,
        turn=month_number(today),
        party=Party.EMPLOYER,
        kind=Kind.CONTACT,
        raw_on=today,
        due_on=today,
        what=ASKED,
        answer=answer,
        done_at=timezone.now(),
        done_on=today,
        done_by_id=actor.membership_id,
        made_by_id=actor.membership_id,
    )


def _answer_open_call(actor, agreement, today):
    last = today.replace(day=calendar.monthrange(today.year, today.month)[1])
    waiting = FollowUp.objects.filter(
        municipality_id=agreement.municipality_id, agreement=agreement, key__in=CALLS, done_at=None, due_on__lte=last
    )
    call = waiting.select_for_update().first()
    if call:
        call.answer, call.done_at, call.done_on = Answer.GOOD, timezone.now(), today
        call.done_by_id, call.version = actor.membership_id, call.version + 1
        call.save(update_fields=["answer", "done_at", "done_on", "done_by", "version"])


def _ask_for_call(actor, agreement, today):
    open_day = closed_days(Municipality.objects.get(id=agreement.municipality_id)).working_day_after(today)
    FollowUp.objects.create(
        municipality_id=agreement.municipality_id,
        case_id=agreement.case_id,
        party=Party.EMPLOYER,
        kind=Kind.CONTACT,
        raw_on=open_day,
        due_on=open_day,
        what=CALL_BACK,
        why=CALL_BACK_WHY,
        made_by_id=actor.membership_id,
    )
