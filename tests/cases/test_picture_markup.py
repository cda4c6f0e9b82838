"""The picture as it stands in the page."""

import datetime as dt

import pytest
from django.template.loader import render_to_string

from cases.picture import picture_of
from cases.timeline import Item, Lane, Look

START, TODAY = dt.date(2026, 3, 2), dt.date(2026, 11, 25)
WORK = Item(Lane.WORK, Look.WORK, START, "Work", "Firm", dt.date(2028, 3, 1))
LANES = {
    Look.WORK: Lane.WORK,
    Look.RUN_UP: Lane.WORK,
    Look.SCHOOL_DONE: Lane.SCHOOL,
    Look.SCHOOL_PLANNED: Lane.SCHOOL,
    Look.SCHOOL_CANCELLED: Lane.SCHOOL,
    Look.ACTIVITY: Lane.ACTIVITY,
    Look.ABSENCE: Lane.ABSENCE,
    Look.GOOD: Lane.FOLLOW_UP,
    Look.ISSUE: Lane.FOLLOW_UP,
    Look.COMING: Lane.FOLLOW_UP,
    Look.DEADLINE_DONE: Lane.DEADLINE,
    Look.DEADLINE_COMING: Lane.DEADLINE,
}


def drawn(*items):
    return render_to_string("cases/_timeline.html", {"picture": picture_of([WORK, *items], TODAY)})


@pytest.mark.parametrize("look", Look)
def test_whatever_a_title_holds_is_words_in_the_picture_and_in_its_table(look):
    end_on = dt.date(2026, 9, 1) if LANES[look] not in (Lane.FOLLOW_UP, Lane.DEADLINE) else None

    page = drawn(Item(LANES[look], look, dt.date(2026, 8, 1), "<b>title</b>", "<i>", end_on))

    assert page.count("<title>&lt;b&gt;title&lt;/b&gt;</title>") == 1
    assert page.count("<td>&lt;b&gt;title&lt;/b&gt;</td>") == 1
    assert ">&lt;i&gt;</text>" in page
    assert "<b>" not in page
    assert "<i>" not in page


def test_every_look_is_drawn_in_its_own_way():
    signs = {
        look: drawn(Item(lane, look, dt.date(2026, 8, 1), "One", "", dt.date(2026, 9, 1))).replace("One", "")
        for look, lane in LANES.items()
        if lane != Lane.WORK
    }

    assert len(set(signs.values())) == len(signs)


def test_a_day_outside_the_picture_has_no_flag_in_it():
    inside, outside = (
        render_to_string("cases/_timeline.html", {"picture": picture_of([WORK], day)})
        for day in (TODAY, dt.date(2025, 1, 1))
    )

    assert 'class="tl-today"' in inside
    assert 'class="tl-past"' in inside
    assert "tl-today" not in outside
    assert "tl-past" not in outside
