import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igu.rules.workdays import FIRST_DAY, LAST_DAY, ClosedDays, public_holidays
from tests.igu.rules.test_schedule import easter_sunday, is_closed

pytestmark = pytest.mark.dates

days = st.dates(FIRST_DAY, LAST_DAY)


@given(days)
def test_closed_days_are_those_that_easter_and_the_calendar_give(day):
    assert (day in ClosedDays()) == is_closed(day)


@pytest.mark.parametrize(
    ("day", "closed"),
    [
        (dt.date(2026, 5, 1), False),
        (dt.date(2023, 5, 5), True),
        (dt.date(2024, 4, 26), False),
        (dt.date(2026, 6, 5), True),
        (dt.date(2026, 12, 24), True),
        (dt.date(2026, 12, 31), True),
        (dt.date(2026, 5, 14), True),
        (dt.date(2026, 5, 15), False),
        (dt.date(2027, 3, 29), True),
    ],
)
def test_known_days(day, closed):
    assert (day in ClosedDays()) is closed


def test_a_municipality_may_open_a_closing_day_and_close_one_of_its_own():
    own = ClosedDays(closing_days=frozenset({(12, 24)}), extra=frozenset({dt.date(2026, 5, 15)}))

    assert dt.date(2026, 6, 5) not in own
    assert dt.date(2026, 12, 24) in own
    assert own.working_day_after(dt.date(2026, 5, 14)) == dt.date(2026, 5, 18)
    assert own.working_day_before(dt.date(2026, 5, 15)) == dt.date(2026, 5, 13)


def test_an_open_day_stays():
    assert ClosedDays().working_day_before(dt.date(2026, 11, 25)) == dt.date(2026, 11, 25)
    assert ClosedDays().working_day_after(dt.date(2026, 11, 25)) == dt.date(2026, 11, 25)


@given(days)
def test_the_nearest_working_day_has_only_closed_days_before_it(day):
    closed = ClosedDays()
    after, before = closed.working_day_after(day), closed.working_day_before(day)

    assert before <= day <= after
    assert before not in closed
    assert after not in closed
    between = (before + dt.timedelta(days=n) for n in range(1, (after - before).days))
    assert all(one in closed for one in between)


def test_holidays_have_danish_names():
    assert public_holidays(2026)[easter_sunday(2026)] == "Påskedag"
