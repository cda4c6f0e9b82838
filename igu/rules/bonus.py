"""The state's bonus to private employers: which instalments can be reached, and by when they are claimed."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from igu.rules.months import add_months, add_years
from igu.rules.statute import ONE_DAY, Statute, ordinary_end


class State(StrEnum):
    AHEAD = "ahead"  # before the milestone
    EARNED = "earned"  # from the milestone to the last day of claiming
    LOST = "lost"  # after it


@dataclass(frozen=True, slots=True)
class Claim:
    """An instalment in DKK. Reminders aim at the milestone; `claim_by` is the last day SIRI may have the claim."""

    number: int
    amount: Decimal
    milestone_on: dt.date
    claim_by: dt.date
    state: State


def is_private(*, private: bool, public_funding_share: Decimal, law: Statute) -> bool:
    """Private is an employer outside the public sector with less than half of its costs covered by public grants."""
    return private and public_funding_share < law.bonus.public_funding_from


def claims(start_on: dt.date, ended_on: dt.date | None, law: Statute, *, on: dt.date) -> Iterator[Claim]:
    """The instalments of a private employer that are reached or can still be; `ended_on` None = it runs.

    An instalment is reachable when the employment lasted to the day before its milestone, so the ordinary end earns
    the last one.
    """
    claim_by = law.bonus.claim_by or add_years(ended_on or ordinary_end(start_on), law.bonus.claim_years)
    for instalment in law.bonus.instalments:
        milestone_on = add_months(start_on, instalment.months)
        if ended_on is None or ended_on >= milestone_on - ONE_DAY:
            state = _state(milestone_on, claim_by, on)
            yield Claim(instalment.number, Decimal(instalment.amount), milestone_on, claim_by, state)


def _state(milestone_on: dt.date, claim_by: dt.date, on: dt.date) -> State:
    if on < milestone_on:
        return State.AHEAD
    return State.EARNED if on <= claim_by else State.LOST
