"""Noting what somebody answered on a scale."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from cases.definitions.access import Offer
from cases.definitions.services import pin
from cases.models import Case, Measurement
from cases.signals.services import look_again
from igu.accounts.errors import RuleBroken
from igu.accounts.saving import make_once, save_version

SINCE = dt.date(2010, 1, 1)  # before the first programme began: a slip of the keys


@transaction.atomic
def measure(
    actor,
    *,
    case: Case,
    scale: Offer,
    measured_on: dt.date,
    respondent: str,
    answers: dict,
    note: str = "",
    today: dt.date,
    token: UUID | None = None,
) -> Measurement:
    """Note a set of answers with the edition of today. What has no key in `answers` was not answered.

    Raises RuleBroken: `nothing_answered`, `day_ahead`, `day_long_ago`.
    """
    _check(measured_on, answers, note, today)
    row, _made = make_once(
        Measurement,
        actor,
        token,
        case=case,
        definition=pin(actor, scale),
        measured_on=measured_on,
        respondent=respondent,
        answers=answers,
        note=note,
        made_by_id=actor.membership_id,
    )
    look_again(case.municipality_id, today, [case.id], "low_answers")
    return row


def change_measurement(
    actor,
    *,
    measurement: Measurement,
    version: int,
    measured_on: dt.date,
    respondent: str,
    answers: dict,
    note: str,
    today: dt.date,
) -> None:
    """Put right what was noted; the edition stays. Raises Outdated, and what `measure` raises."""
    _check(measured_on, answers, note, today)
    save_version(measurement, version, measured_on=measured_on, respondent=respondent, answers=answers, note=note)
    look_again(measurement.municipality_id, today, [measurement.case_id], "low_answers")


def _check(measured_on, answers, note, today):
    if not answers and not note:
        raise RuleBroken("nothing_answered")
    if measured_on > today:
        raise RuleBroken("day_ahead")
    if measured_on < SINCE:
        raise RuleBroken("day_long_ago")
