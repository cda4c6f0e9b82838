"""Days on which a municipality is closed, and the nearest working day before or after one of them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import holidays

ONE_DAY = dt.timedelta(days=1)
SATURDAY = 5
FIRST_DAY, LAST_DAY = dt.date(1900, 1, 1), dt.date(2090, 12, 31)  # dates to count from: holidays are known to 2100

CONSTITUTION_DAY, CHRISTMAS_EVE, NEW_YEARS_EVE = (6, 5), (12, 24), (12, 31)
CLOSING_DAYS = frozenset({CONSTITUTION_DAY, CHRISTMAS_EVE, NEW_YEARS_EVE})  # (month, day)


@lru_cache(maxsize=256)
def public_holidays(year: int) -> Mapping[dt.date, str]:
    """Denmark's public holidays with their Danish names; Store Bededag to 2023."""
    return dict(holidays.country_holidays("DK", years=year, expand=False, language="da"))


@dataclass(frozen=True, slots=True)
class ClosedDays:
    """Weekends, public holidays, the closing days that the municipality keeps, and single days of its own."""

    closing_days: frozenset[tuple[int, int]] = CLOSING_DAYS
    extra: frozenset[dt.date] = frozenset()

    def __contains__(self, day: dt.date) -> bool:
        return (
            day.weekday() >= SATURDAY
            or (day.month, day.day) in self.closing_days
            or day in self.extra
            or day in public_holidays(day.year)
        )

    def working_day_before(self, day: dt.date) -> dt.date:
        """The day itself when it is open, else the nearest open day before it."""
        while day in self:
            day -= ONE_DAY
        return day

    def working_day_after(self, day: dt.date) -> dt.date:
        """The day itself when it is open, else the nearest open day after it."""
        while day in self:
            day += ONE_DAY
        return day
