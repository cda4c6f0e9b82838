"""What the follow-ups show early: contacts that were not reached, or not made."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db.models import F, Q
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.signals.own import days_from_epoch
from cases.signals.sources import Found, Source
from followup.models import Answer, FollowUp, Kind

WINDOW, GRACE, MISSED = dt.timedelta(days=60), dt.timedelta(days=7), 2
KINDS = ("missed", "no_contact")


def find_missed(municipality_id: UUID, today: dt.date, case_ids: Sequence[UUID] | None) -> list[Found]:
    """Two contacts within 60 days that were not reached, or are a week late. What lay before the case is none."""
    late = Q(done_at=None, due_on__lt=today - GRACE) & ~Q(may_waive=True, due_on__lt=TruncDate("made_at"))
    rows = FollowUp.objects.filter(
        municipality_id=municipality_id,
        kind=Kind.CONTACT,
        due_on__range=(today - WINDOW, today),
        case__closed_on=None,
    )
    rows = rows.filter(late | Q(answer=Answer.NOT_REACHED))
    rows = rows if case_ids is None else rows.filter(case_id__in=case_ids)
    by_case: dict[UUID, list] = {}
    for case_id, due_on, answer in rows.order_by("due_on", "id").values_list("case_id", F("due_on"), "answer"):
        by_case.setdefault(case_id, []).append((due_on, answer))
    return [_found(case_id, missed) for case_id, missed in sorted(by_case.items()) if len(missed) >= MISSED]


def _found(case_id, missed) -> Found:
    newest = missed[-1][0]
    not_reached = sum(answer == Answer.NOT_REACHED for _day, answer in missed)
    facts = {"not_reached": not_reached, "late": len(missed) - not_reached}
    return Found(case_id, days_from_epoch(newest), newest, facts)


def say_missed(facts: dict) -> str:
    reached, late = facts.get("not_reached", 0), facts.get("late", 0)
    if reached and late:
        return _("Contacts in 60 days: %(reached)s not reached, %(late)s not made.") % {
            "reached": reached,
            "late": late,
        }
    if reached:
        return _("%(reached)s contacts in 60 days were not reached.") % {"reached": reached}
    return _("%(late)s contacts in 60 days were not made.") % {"late": late}


SOURCES = (Source("missed", gettext_lazy("Missed contacts"), find_missed, say_missed, "follow_up_panel", 45),)
