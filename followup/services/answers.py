"""What a person does with a follow-up: answers it, takes the answer back, makes one by hand, agrees another date."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cases.hooks import date_answered
from cases.models import Agreement, Case
from cases.signals.services import look_again
from followup import signals
from followup.access import UNDO_FOR
from followup.models import Answer, FollowUp, Kind
from followup.services.cases import refresh_cases
from followup.texts import ASKS_OUTCOME
from igu.accounts.errors import Outdated, RuleBroken
from igu.accounts.saving import make_once

FAR = dt.timedelta(days=3 * 366)  # a date further away than a programme and its aftercare is a slip of the keys
TYPED_ON = {"vitas_agreement": "vitas_agreement_on", "vitas_plan": "vitas_plan_on"}
SAME = ("party", "kind", "what")  # what the next one takes over from the one that was answered


@transaction.atomic
def answer_follow_up(
    actor,
    *,
    follow_up_id,
    version: int,
    answer: str,
    today: dt.date,
    note: str = "",
    themes: Sequence[str] = (),
    next_on: dt.date | None = None,
    outcome: str = "",
) -> FollowUp:
    """Note how it went; `next_on` makes another follow-up of the same kind on that day.

    What stands on the agreement too (typed into VITAS on, where the person is now) is written there as well.
    The same answer by the same person a second time (a double click) changes nothing and is no error; with another
    note it is one.
    Raises Outdated (somebody else was first), RuleBroken: `issue_without_words`, `outcome_missing`,
    `not_to_be_waived`, `day_is_past`, `day_is_far`.
    """
    follow_up = _locked(actor, follow_up_id)
    is_same = (follow_up.done_by_id, follow_up.answer) == (actor.membership_id, answer)
    if follow_up.done_at and is_same and note in ("", follow_up.note):
        return follow_up
    if follow_up.done_at or follow_up.version != version:
        raise Outdated
    _check_answer(follow_up, answer, note, themes, outcome)
    _check_day(next_on, today)
    follow_up.answer, follow_up.note, follow_up.themes = answer, note, list(themes)
    follow_up.done_at, follow_up.done_on, follow_up.done_by_id = timezone.now(), today, actor.membership_id
    _save(follow_up, "answer", "note", "themes", "done_at", "done_on", "done_by")
    _note_on_agreement(follow_up, outcome)
    if answer in (Answer.GOOD, Answer.ISSUE):
        date_answered(actor, follow_up.subject, today)
    if next_on:
        _make(actor, follow_up.case, next_on, after=follow_up, **{name: getattr(follow_up, name) for name in SAME})
    refresh_cases(follow_up.municipality_id, [follow_up.case_id])
    look_again(follow_up.municipality_id, today, [follow_up.case_id], *signals.KINDS)
    return follow_up


@transaction.atomic
def undo_answer(actor, *, follow_up_id, today: dt.date) -> FollowUp:
    """Take one's own answer back within ten minutes, and with it the follow-up that it made.

    Raises RuleBroken: `not_yours_to_undo`, `too_late_to_undo`. One that is open already stays so: no error.
    """
    follow_up = _locked(actor, follow_up_id)
    if not follow_up.done_at:
        return follow_up
    if follow_up.done_by_id != actor.membership_id:
        raise RuleBroken("not_yours_to_undo")
    if timezone.now() - follow_up.done_at > UNDO_FOR:
        raise RuleBroken("too_late_to_undo")
    made = FollowUp.objects.filter(municipality_id=follow_up.municipality_id, after=follow_up)
    made.filter(done_at=None).delete()
    made.update(after=None)
    _forget_on_agreement(follow_up)
    follow_up.answer, follow_up.note, follow_up.themes = "", "", []
    follow_up.done_at = follow_up.done_on = follow_up.done_by_id = None
    _save(follow_up, "answer", "note", "themes", "done_at", "done_on", "done_by")
    refresh_cases(follow_up.municipality_id, [follow_up.case_id])
    look_again(follow_up.municipality_id, today, [follow_up.case_id], *signals.KINDS)
    return follow_up


@transaction.atomic
def make_follow_up(
    actor,
    *,
    case: Case,
    due_on: dt.date,
    what: str,
    party: str,
    kind: str = Kind.CONTACT,
    today: dt.date,
    why: str = "",
    token: UUID | None = None,
) -> FollowUp:
    """Make a follow-up by hand. Raises RuleBroken: `day_is_past`, `day_is_far`."""
    _check_day(due_on, today)
    follow_up = _make(actor, case, due_on, token, what=what, party=party, kind=kind, why=why)
    refresh_cases(case.municipality_id, [case.id])
    return follow_up


@transaction.atomic
def move_follow_up(actor, *, follow_up_id, version: int, due_on: dt.date, why: str, today: dt.date) -> FollowUp:
    """Agree another date: computing the rhythm again leaves it alone from now on.

    Raises Outdated, RuleBroken: `day_is_past`, `day_is_far`.
    """
    follow_up = _locked(actor, follow_up_id)
    if follow_up.done_at or follow_up.version != version:
        raise Outdated
    _check_day(due_on, today)
    follow_up.due_on, follow_up.moved_why, follow_up.is_agreed = due_on, why, True
    _save(follow_up, "due_on", "moved_why", "is_agreed")
    refresh_cases(follow_up.municipality_id, [follow_up.case_id])
    return follow_up


@transaction.atomic
def waive_before_our_time(actor, *, coordinator_id, today: dt.date) -> int:
    """Leave out at once all that was due before its case was entered here. Returns how many."""
    rows = FollowUp.objects.visible_to(actor).before_our_time().filter(case__coordinator_id=coordinator_id)
    found = list(rows.values_list("id", "case_id"))
    FollowUp.objects.filter(id__in=[follow_up_id for follow_up_id, _case in found], done_at=None).update(
        answer=Answer.WAIVED,
        done_at=timezone.now(),
        done_on=today,
        done_by_id=actor.membership_id,
        version=F("version") + 1,
    )
    refresh_cases(actor.municipality_id, {case_id for _follow_up, case_id in found})
    return len(found)


def _locked(actor, follow_up_id) -> FollowUp:
    rows = FollowUp.objects.visible_to(actor).select_related("case")
    return rows.select_for_update(of=("self",)).get(id=follow_up_id)


def _check_answer(follow_up, answer, note, themes, outcome):
    if follow_up.key in ASKS_OUTCOME and answer == Answer.GOOD and not outcome:
        raise RuleBroken("outcome_missing")
    if answer == Answer.ISSUE and not note and not themes:
        raise RuleBroken("issue_without_words")
    if answer == Answer.WAIVED and not follow_up.may_waive:
        raise RuleBroken("not_to_be_waived")


def _check_day(day, today):
    if day and day < today:
        raise RuleBroken("day_is_past")
    if day and day > today + FAR:
        raise RuleBroken("day_is_far")


def _note_on_agreement(follow_up, outcome):
    if follow_up.answer not in (Answer.GOOD, Answer.ISSUE):
        return
    if name := TYPED_ON.get(follow_up.key):
        _change_agreement(follow_up, {name: None}, {name: follow_up.done_on})
    elif outcome and follow_up.key in ASKS_OUTCOME:
        _change_agreement(follow_up, {follow_up.key: ""}, {follow_up.key: outcome})


def _forget_on_agreement(follow_up):
    if name := TYPED_ON.get(follow_up.key):
        _change_agreement(follow_up, {name: follow_up.done_on}, {name: None})
    elif follow_up.key in ASKS_OUTCOME:
        _change_agreement(follow_up, {}, {follow_up.key: ""})


def _change_agreement(follow_up, where, fields):
    rows = Agreement.objects.filter(municipality_id=follow_up.municipality_id, id=follow_up.agreement_id, **where)
    rows.update(**fields, version=F("version") + 1)


def _make(actor, case, due_on, token=None, **fields) -> FollowUp:
    fields |= {"case": case, "raw_on": due_on, "due_on": due_on, "made_by_id": actor.membership_id}
    follow_up, _is_new = make_once(FollowUp, actor, token, **fields)
    return follow_up


def _save(follow_up, *names):
    follow_up.version += 1
    follow_up.save(update_fields=[*names, "version"])
