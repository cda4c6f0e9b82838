"""Hours, limits and gaps: example tables that a case worker can open, and what holds for any of them."""

import csv
import datetime as dt
import itertools
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.activities import rules
from cases.activities.rules import CountsAs, Effort, Limits, Slot, Step

EXAMPLES = Path(__file__).parents[2] / "examples"
MONDAY = dt.date(2026, 3, 2)


def table(name):
    with (EXAMPLES / f"{name}.csv").open() as lines:
        return [pytest.param(row, id=row["what"]) for row in csv.DictReader(lines, delimiter=";")]


def day(text):
    return dt.date.fromisoformat(text) if text else None


def number(text, kind=Decimal):
    return kind(text) if text else None


def steps(text):
    cells = [cell.split(":") for cell in text.split()]
    return [Step(day(on), Decimal(hours), Decimal(paid)) for on, hours, paid in cells]


def slots(text):
    found = []
    for cell in filter(None, text.split(", ")):
        weekday, times, transport = cell.split()
        start, end = ((int(time[:2]) * 60 + int(time[2:])) for time in times.split("-"))
        found.append(Slot(int(weekday), start, end, int(transport)))
    return found


# --- tables ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", table("activity_weeks"))
def test_a_week_is_counted(row):
    attended = {day(on): Decimal(hours) for on, hours in (cell.split(":") for cell in row["attended"].split())}
    effort = Effort(
        day(row["starts"]), day(row["ends"]), CountsAs.WORK, steps(row["planned"]), steps(row["actual"]), attended
    )

    week = rules.week_of([effort], day(row["monday"]))

    expected = tuple(Decimal(row[name]) for name in ("planned_hours", "done_hours", "counted_hours", "paid_hours"))
    assert (week.planned, week.done, week.counted, week.paid) == expected


@pytest.mark.parametrize("row", table("activity_limits"))
def test_limits_are_told(row):
    limits = Limits(
        number(row["hours_a_week"]),
        number(row["hours_in_all"]),
        number(row["months"], int),
        number(row["weeks"], int),
    )
    start_on, end_on = day(row["starts"]), day(row["ends"])
    planned = [Step(start_on, Decimal(row["steps"]))]

    assert rules.last_day(limits, start_on) == day(row["last_day"])
    found = rules.passed(limits, start_on, end_on, planned, Decimal(row["used"]), day(row["today"]))
    assert [one.value for one in found] == row["passed"].split()


@pytest.mark.parametrize("row", table("activity_gaps"))
def test_gaps_of_a_week_are_found(row):
    found = [f"{gap.day} {gap.kind} {gap.minutes}" for gap in rules.gaps(slots(row["timetable"]))]

    assert found == [cell for cell in row["gaps"].split(", ") if cell]


def test_a_week_ahead_is_what_is_planned_whatever_was_worked_before():
    effort = Effort(MONDAY, None, CountsAs.WORK, [Step(MONDAY, Decimal(20))], [Step(MONDAY, Decimal(14))])

    before, ahead = rules.curve([effort], MONDAY, MONDAY + dt.timedelta(weeks=1), MONDAY)

    assert (before.counted, ahead.counted) == (14, 20)


def test_all_kinds_of_activity_count_and_are_kept_apart():
    efforts = [Effort(MONDAY, None, kind, [Step(MONDAY, Decimal(3))]) for kind in CountsAs]

    week = rules.week_of(efforts, MONDAY)

    assert week.counted == 3 * len(CountsAs)
    assert week.by_type == dict.fromkeys(CountsAs, Decimal(3))


def test_hours_rise_to_the_last_step_exactly():
    found = rules.rise(MONDAY, Decimal(10), Decimal(37), Decimal(10), 4)

    assert [(step.from_on, step.hours) for step in found] == [
        (MONDAY, 10),
        (dt.date(2026, 3, 30), 20),
        (dt.date(2026, 4, 27), 30),
        (dt.date(2026, 5, 25), 37),
    ]


def test_nothing_is_missing_before_something_is_required():
    assert rules.missing_hours(Decimal(5), None) == 0
    assert rules.missing_hours(Decimal(5), Step(MONDAY, Decimal(25))) == 20
    assert rules.missing_hours(Decimal(30), Step(MONDAY, Decimal(25))) == 0


# --- what holds for any of them ---------------------------------------------------------------------------------

days = st.dates(dt.date(2024, 1, 1), dt.date(2030, 12, 31))
hours = st.decimals(0, 37, places=1)
any_steps = st.lists(st.builds(Step, days, hours, hours), max_size=5)


@st.composite
def efforts(draw):
    start_on = draw(days)
    end_on = draw(st.none() | st.integers(0, 400).map(lambda n: start_on + dt.timedelta(days=n)))
    attended = draw(st.dictionaries(days.map(rules.monday_of), st.decimals(0, 60, places=2), max_size=4))
    return Effort(start_on, end_on, draw(st.sampled_from(CountsAs)), draw(any_steps), draw(any_steps), attended)


@given(st.lists(efforts(), max_size=4), days.map(rules.monday_of))
def test_the_types_of_a_week_add_up_and_no_more_is_paid_than_counted(some, monday):
    week = rules.week_of(some, monday)

    assert sum(week.by_type.values(), Decimal(0)) == week.counted
    assert 0 <= week.paid <= week.counted
    assert week.done <= week.counted


@given(st.lists(efforts(), max_size=4), days.map(rules.monday_of), st.randoms())
def test_the_order_of_activities_changes_nothing(some, monday, random):
    shuffled = random.sample(some, len(some))

    assert rules.week_of(some, monday) == rules.week_of(shuffled, monday)


@given(efforts(), days.map(rules.monday_of))
def test_no_hours_are_planned_outside_an_activity(effort, monday):
    is_outside = monday + dt.timedelta(days=4) < effort.start_on or (effort.end_on and effort.end_on < monday)

    if is_outside:
        assert rules.week_of([effort], monday).planned == 0


@given(days, hours, hours, st.decimals("0.5", 10, places=1), st.integers(1, 12))
def test_a_rise_ends_at_its_aim_and_turns_nowhere(from_on, first, last, by, weeks):
    found = rules.rise(from_on, first, last, by, weeks)
    values = [step.hours for step in found]

    assert (values[0], values[-1]) == ((first, last) if len(values) > 1 else (last, last))
    assert values == sorted(values, reverse=first > last)
    assert [step.from_on for step in found] == [from_on + dt.timedelta(weeks=weeks * n) for n in range(len(found))]


@given(days, st.integers(1, 12), st.integers(1, 60))
def test_the_last_day_is_the_earlier_of_two_limits(start_on, months, weeks):
    both = rules.last_day(Limits(months=months, weeks=weeks), start_on)

    assert both == min(rules.last_day(Limits(months=months), start_on), rules.last_day(Limits(weeks=weeks), start_on))
    assert both >= start_on


@given(days, st.integers(0, 500), st.integers(1, 12))
def test_an_end_within_the_limit_is_never_told_as_too_long(start_on, length, months):
    limits, end_on = Limits(months=months), start_on + dt.timedelta(days=length)

    found = rules.passed(limits, start_on, end_on, [], Decimal(0), end_on)

    assert (rules.Over.LASTS_TOO_LONG in found) == (end_on > rules.last_day(limits, start_on))


@given(days, days)
def test_weeks_lie_side_by_side_and_cover_both_days(one, other):
    first, last = sorted((one, other))
    found = rules.mondays(first, last)

    assert found[0] <= first <= found[0] + dt.timedelta(days=6)
    assert found[-1] <= last <= found[-1] + dt.timedelta(days=6)
    assert all(later - earlier == dt.timedelta(weeks=1) for earlier, later in itertools.pairwise(found))


slot = st.builds(
    lambda weekday, start, length, way: Slot(weekday, start, start + length, way),
    st.integers(0, 4),
    st.integers(360, 1000),
    st.integers(15, 400),
    st.integers(0, 90),
)


@given(st.lists(slot, max_size=8), st.randoms())
def test_gaps_do_not_depend_on_the_order_and_are_never_negative(some, random):
    found = rules.gaps(some)

    assert found == rules.gaps(random.sample(some, len(some)))
    assert all(gap.minutes > 0 or gap.kind is rules.GapKind.EMPTY_DAY for gap in found)
