import datetime as dt

import pytest

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
