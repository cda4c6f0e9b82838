"""Education allowance for lessons: counted hours x the rate of the lesson's calendar year."""

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from igu.rules.months import add_months
from igu.rules.statute import ALLOWANCE_RATES, FACTORS_2019, Category, EducationType

CLAIM_MONTHS = 2  # BEK 1825/2023 § 9, stk. 6: later hours may not be paid
ORE = Decimal("0.01")


class NoRate(LookupError):
    """No hourly rate is known for that year."""


@dataclass(frozen=True, slots=True)
class Amount:
    """DKK before tax; `is_computed` where the rate was computed rather than published."""

    counted_hours: Decimal
    rate: Decimal
    amount: Decimal
    claim_by: dt.date
    is_computed: bool


def allowance(lesson_on: dt.date, type: EducationType, hours: Decimal, category: Category) -> Amount:
    """What teaching hours on a day give; raises NoRate for a year without an hourly rate in the statute."""
    rates = ALLOWANCE_RATES.get(lesson_on.year)
    if rates is None:
        raise NoRate(lesson_on.year)
    counted_hours, rate = hours * FACTORS_2019[type], rates.of(category)
    amount = (counted_hours * rate).quantize(ORE, ROUND_HALF_UP)
    return Amount(counted_hours, rate, amount, add_months(lesson_on, CLAIM_MONTHS), rates.is_computed)
