import datetime as dt

import pytest

from igu.rules.presets import PRESETS
from igu.rules.schedule import follow_ups

pytestmark = pytest.mark.dates


@pytest.mark.parametrize(
    ("model", "rows"), [("aalborg", 21), ("odense", 48), ("frederiksberg", 27), ("silkeborg", 17), ("hilleroed", 24)]
)
def test_an_ordinary_course_has_as_many_follow_ups_as_its_preset_says(model, rows):
    assert len(follow_ups(PRESETS[model], start_on=dt.date(2026, 12, 15))) == rows
