"""The two years as a drawing: where things stand, and that no words lie upon others."""

import datetime as dt
from itertools import pairwise

from cases import picture
from cases.timeline import Item, Lane, Look

TODAY = dt.date(2027, 1, 7)
WORK = Item(Lane.WORK, Look.WORK, dt.date(2026, 3, 2), "Work at Klintholm", "Klintholm", dt.date(2028, 3, 1))


def draw(*items):
    return picture.picture_of([WORK, *items], TODAY)


def test_without_work_there_is_no_picture():
    assert picture.picture_of([Item(Lane.DEADLINE, Look.DEADLINE_COMING, TODAY, "Sign")], TODAY) is None


def test_the_picture_reaches_from_the_first_month_to_two_months_past_the_end():
    drawn = draw(Item(Lane.WORK, Look.RUN_UP, dt.date(2026, 2, 2), "Run-up", "", dt.date(2026, 2, 27)))

    assert (drawn.first_on, drawn.last_on) == (dt.date(2026, 2, 1), dt.date(2028, 5, 31))
    assert [month.label for month in drawn.months][:3] == ["feb 2026", "", "apr"]
    assert [month.label for month in drawn.months if month.is_january] == ["feb 2026", "jan 2027", "jan 2028"]


def test_a_december_leaves_the_room_to_the_year_that_follows():
    drawn = draw(Item(Lane.WORK, Look.RUN_UP, dt.date(2025, 12, 2), "Run-up", "", dt.date(2026, 2, 27)))

    assert [month.label for month in drawn.months][:4] == ["dec", "jan 2026", "", "mar"]


def test_places_are_days_in_per_cent():
    drawn = draw()
    [work] = drawn.bars["work"]
    days = (drawn.last_on - drawn.first_on).days + 1

    assert work.x == round(100 / days, 2)
    assert work.width == round(100 * 731 / days, 2)
    assert drawn.today == round(100 * (TODAY - drawn.first_on).days / days, 2)


def test_what_lies_far_beyond_stands_in_the_table_alone():
    far = Item(Lane.FOLLOW_UP, Look.COMING, dt.date(2029, 3, 1), "Where is the person now?")

    drawn = draw(far)

    assert drawn.bars["follow_up"] == []
    assert [line.title for line in drawn.lines] == ["Work at Klintholm", "Where is the person now?"]


def test_words_stand_beside_a_mark_where_there_is_room():
    near = [
        Item(Lane.DEADLINE, Look.DEADLINE_COMING, dt.date(2028, 3, day), "Certificate", "Certificate")
        for day in (1, 15)
    ]
    alone = Item(Lane.DEADLINE, Look.DEADLINE_DONE, dt.date(2026, 6, 1), "Plan", "Plan in VITAS")

    placed = draw(alone, *near).bars["deadline"]

    assert [(mark.label_at is not None, mark.label_class) for mark in placed] == [
        (True, ""),  # to the right of the mark
        (True, "end"),  # to the left: the next mark is too near
        (placed[2].x < 92, ""),
    ]


def test_no_words_lie_upon_others():
    weekly = [
        Item(Lane.FOLLOW_UP, Look.GOOD, dt.date(2026, 3, 2) + dt.timedelta(days=7 * n), "Call", "Call to the firm")
        for n in range(40)
    ]
    courses = [
        Item(Lane.SCHOOL, Look.SCHOOL_DONE, day, "AMU", "AMU 74", day + dt.timedelta(days=4))
        for day in (dt.date(2026, 4, 6) + dt.timedelta(days=7 * n) for n in range(20))
    ]

    for lane in (draw(*weekly).bars["follow_up"], draw(*courses).bars["school"]):
        spans = sorted(_span(mark) for mark in lane if mark.label_at is not None)
        assert all(left[1] <= right[0] for left, right in pairwise(spans))


def _span(mark):
    room = picture.LETTER * len(mark.label)
    if mark.label_class == "mid":
        return max(mark.middle - room / 2, 0), mark.middle + room / 2
    return (mark.x - room, mark.x) if mark.label_class == "end" else (mark.right, mark.right + room)


def test_every_look_and_lane_has_its_words():
    assert set(picture.SAID) == set(Look)
    assert set(picture.LANES) == set(Lane)
