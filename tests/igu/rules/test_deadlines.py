import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igu.rules.deadlines import due_dates
from igu.rules.months import add_months

pytestmark = pytest.mark.dates


def test_the_example_deadlines_are_as_worked_out_by_hand(check_groups):
    check_groups("deadlines")


@given(st.dates(dt.date(2016, 7, 1), dt.date(2050, 12, 31)), st.integers(0, 900))
def test_deadlines_stand_in_order_and_name_their_ground(start_on, days):
    dates = due_dates(start_on=start_on, end_on=start_on + dt.timedelta(days=days), signed_on=start_on)

    assert [(one.due_on, one.key) for one in dates] == sorted((one.due_on, one.key) for one in dates)
    assert all(one.ground for one in dates)


@given(st.dates(dt.date(2016, 7, 1), dt.date(2050, 12, 31)))
def test_the_calendar_months_end_is_never_later_than_a_month_of_employment(start_on):
    plan = next(one for one in due_dates(start_on=start_on) if one.key == "vitas_plan")
    assert plan.due_on <= add_months(start_on, 1) - dt.timedelta(days=1)
