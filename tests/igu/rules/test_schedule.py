"""The schedule against the hand-made tables, and against a slow second reading of the rule text."""

import calendar
import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igu.rules.presets import PRESETS, Preset
from igu.rules.schedule import Anchor, Kind, Rule, Step, Unit, When, follow_ups
from igu.rules.workdays import ClosedDays
from tests.igu.rules.example_tables import example

pytestmark = pytest.mark.dates

START = dt.date(2026, 12, 15)
starts = st.dates(dt.date(2016, 7, 1), dt.date(2040, 12, 31))
models = st.sampled_from(Preset)


def test_the_example_courses_are_scheduled_as_worked_out_by_hand(check_groups):
    check_groups("schedule")


def test_the_examples_show_every_preset():
    assert {row["model"].lower() for row in example("schedule")} >= set(Preset)


@pytest.mark.parametrize(
    ("model", "rows"), [("aalborg", 21), ("odense", 48), ("frederiksberg", 27), ("silkeborg", 17), ("hilleroed", 24)]
)
def test_an_ordinary_course_has_as_many_follow_ups_as_its_preset_says(model, rows):
    assert len(follow_ups(PRESETS[model], start_on=START)) == rows


def test_optional_dates_add_their_rules():
    ordinary = follow_ups(PRESETS["frederiksberg"], start_on=START)
    full = follow_ups(
        PRESETS["frederiksberg"], start_on=START, signed_on=dt.date(2026, 12, 1), runup_on=dt.date(2026, 11, 2)
    )
    assert sorted({one.key for one in full} - {one.key for one in ordinary}) == [
        "runup_decision",
        "runup_followup",
        "vitas_agreement",
    ]
    assert len(full) == len(ordinary) + 5


def test_a_day_that_the_municipality_keeps_open_is_no_closing_day():
    keys = {one.key: one.due_on for one in follow_ups(PRESETS["silkeborg"], start_on=START)}
    opened = follow_ups(PRESETS["silkeborg"], start_on=START, closed=ClosedDays(closing_days=frozenset()))

    assert keys["vitas_plan"] == dt.date(2026, 12, 30)
    assert {one.key: one.due_on for one in opened}["vitas_plan"] == dt.date(2026, 12, 31)


def test_calls_from_the_fourth_month_may_be_waived():
    calls = [rule for rule in PRESETS["aalborg"] if rule.key.startswith("call_")]
    assert [rule.when.may_waive_from for rule in calls] == [4, 4]


@pytest.mark.parametrize("model", Preset)
def test_rules_survive_json(model):
    rules = PRESETS[model]
    stored = json.loads(json.dumps([rule.to_data() for rule in rules]))
    assert tuple(Rule.from_data(data) for data in stored) == rules


@pytest.mark.parametrize("model", Preset)
def test_key_and_party_name_a_rule(model):
    names = [(rule.key, rule.party) for rule in PRESETS[model]]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("model", Preset)
def test_every_rule_says_where_its_number_stands(model):
    assert all(rule.ground and rule.what for rule in PRESETS[model])
    laws = [rule.key for rule in PRESETS[model] if rule.source == "L"]
    assert laws == ["vitas_agreement", "vitas_plan", "akasse"]


def test_aalborgs_own_numbers_are_marked_as_practice_and_elsewhere_as_ours():
    source = {model: {rule.key: rule.source for rule in rules} for model, rules in PRESETS.items()}
    assert (source["aalborg"]["start_meeting"], source["aalborg"]["pre_end_call"]) == ("S", "S")
    assert (source["odense"]["start_meeting"], source["odense"]["pre_end_call"]) == ("O", "O")


@pytest.mark.parametrize(
    ("anchor", "steps"),
    [
        (Anchor.START, ()),
        (Anchor.END, (Step(Unit.MONTHS, (1,), every=3),)),
        (Anchor.START, (Step(Unit.DAYS, (7,), every=7), Step(Unit.MONTHS, (2,)))),
    ],
)
def test_a_rule_without_an_end_is_refused(anchor, steps):
    with pytest.raises(ValueError):
        When(anchor, steps)


@pytest.mark.parametrize(("counts", "every"), [((), None), ((3, 1), None), ((1, 1), None), ((1,), 0)])
def test_a_step_that_makes_no_sense_is_refused(counts, every):
    with pytest.raises(ValueError):
        Step(Unit.MONTHS, counts, every)


@given(models, starts, st.integers(0, 900), st.none() | starts, st.none() | starts)
def test_the_schedule_is_what_a_slow_reading_of_the_rules_gives(model, start_on, days, signed_on, runup_on):
    end_on = start_on + dt.timedelta(days=days)
    made = follow_ups(PRESETS[model], start_on=start_on, end_on=end_on, signed_on=signed_on, runup_on=runup_on)
    anchors = {"start_on": start_on, "end_on": end_on, "signed_on": signed_on, "runup_on": runup_on}
    assert [(one.due_on, one.key, str(one.party)) for one in made] == slow_reading(model, anchors)


@given(models, starts, st.integers(0, 900))
def test_a_move_never_drops_or_merges(model, start_on, days):
    end_on = start_on + dt.timedelta(days=days)
    nothing_closed = OnlyOpen()
    moved = follow_ups(PRESETS[model], start_on=start_on, end_on=end_on)
    unmoved = follow_ups(PRESETS[model], start_on=start_on, end_on=end_on, closed=nothing_closed)

    assert sorted((one.key, one.turn, one.raw_on) for one in moved) == sorted(
        (one.key, one.turn, one.due_on) for one in unmoved
    )


@given(models, starts)
def test_nothing_falls_on_a_closed_day_and_moves_go_the_right_way(model, start_on):
    closed = ClosedDays()
    for one in follow_ups(PRESETS[model], start_on=start_on, signed_on=start_on, runup_on=start_on):
        assert one.due_on not in closed
        assert one.due_on <= one.raw_on if one.kind is Kind.DEADLINE else one.due_on >= one.raw_on
        assert abs(one.due_on - one.raw_on) <= dt.timedelta(days=5)


@given(models, starts, st.integers(0, 700), st.integers(0, 700))
def test_a_later_end_keeps_every_turn_from_the_start(model, start_on, days, more):
    def from_start(days):
        end_on = start_on + dt.timedelta(days=days)
        made = follow_ups(PRESETS[model], start_on=start_on, end_on=end_on)
        return {(one.key, one.party, one.turn, one.due_on) for one in made if one.rule.when.anchor is Anchor.START}

    assert from_start(days) <= from_start(days + more)


class OnlyOpen(ClosedDays):
    def __contains__(self, day):
        return False


# --- the second reading: plain tables and loops, nothing shared with the code under test -----------------

DAYS, MONTHS, MONTH_END = "days", "months", "month end"
COMMON = [
    ("start_meeting", "both", "before", "start_on", DAYS, [0]),
    ("vitas_agreement", "employer", "before", "signed_on", MONTHS, [1]),
    ("vitas_plan", "employer", "before", "start_on", MONTH_END, [0]),
    ("pre_end_call", "employer", "after", "end_on", MONTHS, [-3]),
    ("akasse_prepare", "citizen", "after", "end_on", MONTHS, [-2]),
    ("certificate", "employer", "before", "end_on", DAYS, [0]),
    ("evaluation", "both", "before", "end_on", DAYS, [0]),
    ("akasse", "citizen", "before", "end_on", DAYS, [14]),
    ("outcome_6", "citizen", "after", "end_on", MONTHS, [6]),
    ("outcome_12", "citizen", "after", "end_on", MONTHS, [12]),
]
EVERY_THIRD = list(range(3, 60, 3))
OWN = {
    "aalborg": [
        ("call_employer", "employer", "after", "start_on", MONTHS, [1, 2, 3, 4, 5, 6]),
        ("call_citizen", "citizen", "after", "start_on", MONTHS, [1, 2, 3, 4, 5, 6]),
    ],
    "odense": [
        ("followup_employer", "employer", "after", "start_on", DAYS, [7, 14, 21, 28]),
        ("followup_citizen", "citizen", "after", "start_on", DAYS, [7, 14, 21, 28]),
        ("followup_employer", "employer", "after", "start_on", MONTHS, [2, 3, 4, 5, *EVERY_THIRD[1:]]),
        ("followup_citizen", "citizen", "after", "start_on", MONTHS, [2, 3, 4, 5, *EVERY_THIRD[1:]]),
        ("language_assessment", "citizen", "after", "start_on", MONTHS, [1]),
        ("goal_review", "both", "after", "start_on", MONTHS, EVERY_THIRD),
        ("job_search", "citizen", "after", "end_on", MONTHS, [-3]),
        ("aftercare", "citizen", "after", "end_on", MONTHS, [1, 3]),
    ],
    "frederiksberg": [
        ("runup_followup", "both", "after", "runup_on", DAYS, [7, 14, 21]),
        ("runup_decision", "team", "before", "runup_on", DAYS, [27]),
        ("followup_employer", "employer", "after", "start_on", MONTHS, [1, 2, *EVERY_THIRD]),
        ("followup_citizen", "citizen", "after", "start_on", MONTHS, [1, 2, *EVERY_THIRD]),
    ],
    "silkeborg": [
        ("goal_set", "employer", "after", "start_on", MONTHS, [1]),
        ("progress_q", "both", "after", "start_on", MONTHS, EVERY_THIRD),
    ],
    "hilleroed": [
        ("progress_scale", "citizen", "after", "start_on", MONTHS, [0, *EVERY_THIRD]),
        ("followup_employer", "employer", "after", "start_on", MONTHS, EVERY_THIRD),
    ],
}


def slow_reading(model, anchors):
    rows = []
    for key, party, direction, anchor, unit, offsets in COMMON + OWN[model]:
        if anchors[anchor] is None:
            continue
        for offset in offsets:
            day = counted_from(anchors[anchor], unit, offset)
            if anchor == "start_on" and len(offsets) > 1 and day > anchors["end_on"]:
                continue
            if anchor == "end_on" and offset < 0 and day < anchors["start_on"]:
                continue
            rows.append((walk_off(day, -1 if direction == "before" else 1), key, party))
    return sorted(rows)


def counted_from(anchor, unit, offset):
    if unit == DAYS:
        return anchor + dt.timedelta(offset)
    year, month = anchor.year, anchor.month + offset
    while month > 12:
        year, month = year + 1, month - 12
    while month < 1:
        year, month = year - 1, month + 12
    last = calendar.monthrange(year, month)[1]
    return dt.date(year, month, last if unit == MONTH_END else min(anchor.day, last))


def walk_off(day, step):
    while is_closed(day):
        day += dt.timedelta(step)
    return day


def is_closed(day):
    from_easter = (day - easter_sunday(day.year)).days
    return (
        day.isoweekday() in (6, 7)
        or (day.day, day.month) in {(1, 1), (5, 6), (24, 12), (25, 12), (26, 12), (31, 12)}
        or from_easter in {-3, -2, 0, 1, 39, 49, 50}
        or (from_easter == 26 and day.year <= 2023)
    )


def easter_sunday(year):
    """Gauss, in the anonymous Gregorian form."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)
