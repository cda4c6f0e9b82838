import datetime as dt
import os

import pytest
from django.utils import timezone

from tests import clocks


@pytest.mark.parametrize(
    ("today", "days"),
    [
        ("2026-11-25", ["2026-12-31", "2028-02-29", "2027-11-25"]),
        ("2028-02-29", ["2028-12-31", "2032-02-29", "2029-02-28"]),
    ],
)
def test_the_days_when_calendars_trip(today, days):
    assert clocks.days(dt.date.fromisoformat(today)) == days


@pytest.mark.dates
def test_it_is_the_day_that_was_asked_for():
    day = os.environ.get("IGU_TEST_CLOCK")

    assert day is None or timezone.localdate() == dt.date.fromisoformat(day)
