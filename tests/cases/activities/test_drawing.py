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


def test_a_window_that_is_too_small_for_the_hours_begins_at_this_week():
    weeks = [week(dt.date(2026, 11, 16) + dt.timedelta(weeks=number), 0) for number in range(4)]

    assert 25 < float(hours_of(weeks, [], TODAY).chart.now) < 30
    assert hours_of(weeks[:1], [], TODAY).chart.now == ""
