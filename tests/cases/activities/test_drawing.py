import datetime as dt
from decimal import Decimal

import pytest

from cases.activities.drawing import hours_of
from cases.activities.rules import WeekHours

TODAY = dt.date(2026, 11, 27)


def week(on: dt.date, paid: int) -> WeekHours:
    ten = Decimal(10)
    return WeekHours(on, planned=ten, done=ten, counted=ten, paid=Decimal(paid), by_type={})


@pytest.mark.parametrize(
    ("behind", "ahead", "paid"),
    [(0, 0, []), (5, 0, ["f-3"]), (0, 5, ["f-5"]), (5, 5, ["f-3", "f-5"])],
)
def test_the_legend_of_the_hours_names_each_colour_of_paid_hours_that_is_drawn(behind, ahead, paid):
    weeks = [week(dt.date(2026, 11, 16), behind), week(dt.date(2026, 11, 30), ahead)]

    legend = [entry.look for entry in hours_of(weeks, [], TODAY).chart.legend]

    assert legend == ["f-1", "f-2", *paid, "swatch-plan"]
