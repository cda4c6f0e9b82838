"""Calendar arithmetic. Months are counted from the day itself and clipped once to the month's last day."""

import calendar
import datetime as dt


def add_months(day: dt.date, months: int) -> dt.date:
    """31 January + 1 month is 28 (29) February, + 2 months 31 March. Negative months count back."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month0 + 1, min(day.day, calendar.monthrange(year, month0 + 1)[1]))


def add_years(day: dt.date, years: int) -> dt.date:
    return add_months(day, 12 * years)


def last_day_of_month(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def whole_months(since: dt.date, until: dt.date) -> int:
    """Full months from one day to a later one; negative when `until` lies before `since`."""
    months = (until.year - since.year) * 12 + until.month - since.month
    return months if add_months(since, months) <= until else months - 1


def age_on(birth_on: dt.date, day: dt.date) -> int:
    """Full years. Who is born on 29 February has the birthday on 28 February in a common year."""
    return whole_months(birth_on, day) // 12
