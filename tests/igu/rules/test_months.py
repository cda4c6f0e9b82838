import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igu.rules.months import add_months, add_years, age_on, last_day_of_month, whole_months
from igu.rules.statute import ordinary_end

pytestmark = pytest.mark.dates

days = st.dates(dt.date(1900, 1, 1), dt.date(2090, 12, 31))
months = st.integers(-600, 600)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (dt.date(2027, 1, 31), 1, dt.date(2027, 2, 28)),
        (dt.date(2028, 1, 31), 1, dt.date(2028, 2, 29)),
        (dt.date(2027, 1, 31), 2, dt.date(2027, 3, 31)),
        (dt.date(2027, 1, 31), 3, dt.date(2027, 4, 30)),
        (dt.date(2026, 8, 31), 6, dt.date(2027, 2, 28)),
        (dt.date(2024, 2, 29), 24, dt.date(2026, 2, 28)),
        (dt.date(2026, 12, 31), -10, dt.date(2026, 2, 28)),
        (dt.date(2026, 1, 15), -1, dt.date(2025, 12, 15)),
        (dt.date(2026, 12, 1), 1, dt.date(2027, 1, 1)),
    ],
)
def test_months_are_clipped_to_the_months_last_day(day, count, expected):
    assert add_months(day, count) == expected


@given(days, months)
def test_a_date_keeps_its_day_unless_the_month_is_too_short(day, count):
    moved = add_months(day, count)

    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == count
    assert moved.day == min(day.day, calendar.monthrange(moved.year, moved.month)[1])


@given(days, st.lists(st.integers(0, 60), min_size=1, max_size=20))
def test_counting_from_the_anchor_never_drifts(anchor, counts):
    in_order = [add_months(anchor, count) for count in sorted(counts)]
    assert in_order == sorted(in_order)
    assert all(day.day == anchor.day for day in in_order if day != last_day_of_month(day))


@given(days, days)
def test_whole_months_are_the_most_that_fit(since, until):
    count = whole_months(since, until)
    assert add_months(since, count) <= until < add_months(since, count + 1)


@given(days, st.integers(0, 100))
def test_an_age_is_reached_on_the_birthday(birth_on, age):
    birthday = add_years(birth_on, age)
    assert age_on(birth_on, birthday) == age
    assert age_on(birth_on, birthday - dt.timedelta(days=1)) == age - 1


@pytest.mark.parametrize(
    ("day", "age"),
    [
        (dt.date(2026, 2, 27), 17),
        (dt.date(2026, 2, 28), 18),
        (dt.date(2028, 2, 28), 19),
        (dt.date(2028, 2, 29), 20),
    ],
)
def test_who_is_born_on_29_february_has_the_birthday_on_28_february_in_a_common_year(day, age):
    assert age_on(dt.date(2008, 2, 29), day) == age


@pytest.mark.parametrize(
    ("start_on", "end_on"),
    [
        (dt.date(2026, 12, 15), dt.date(2028, 12, 14)),
        (dt.date(2024, 2, 29), dt.date(2026, 2, 27)),
        (dt.date(2026, 3, 1), dt.date(2028, 2, 29)),
        (dt.date(2027, 1, 1), dt.date(2028, 12, 31)),
    ],
)
def test_the_two_years_end_the_day_before_their_anniversary(start_on, end_on):
    assert ordinary_end(start_on) == end_on
