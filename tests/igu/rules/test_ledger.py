import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igu.rules import statute
from igu.rules.ledger import Line, Status, add_up, counted, even_pace, hours_held
from igu.rules.statute import V1, V6, EducationType

pytestmark = pytest.mark.dates

lines = st.lists(
    st.builds(
        Line,
        type=st.sampled_from(EducationType),
        hours=st.decimals(0, 500, places=2),
        status=st.sampled_from(Status),
        end_on=st.none() | st.dates(dt.date(2026, 1, 1), dt.date(2028, 12, 31)),
    ),
    max_size=12,
)


def test_the_example_plans_add_up_as_worked_out_by_hand(check_groups):
    check_groups("ledger")


def line(type, hours, status, end_on=None):
    return Line(EducationType(type), Decimal(hours), Status(status), end_on)


def test_the_bar_of_851_hours_has_its_parts():
    ledger = add_up(
        [
            line("DU", 100, "completed"),
            line("AMU", 37, "offered"),
            line("FVU", 30, "planned"),
            line("HF", 500, "cancelled"),
        ],
        V6,
        danish_test_passed=False,
    )

    assert (ledger.completed_hours, ledger.offered_hours, ledger.planned_hours) == (200, 37, 60)
    assert (ledger.counted_hours, ledger.missing_hours) == (297, 554)


def test_hours_are_held_when_completed_or_offered_and_over():
    plan = [
        line("AMU", 10, "completed", dt.date(2027, 1, 1)),
        line("DU", 10, "offered", dt.date(2026, 6, 30)),
        line("DU", 40, "offered", dt.date(2026, 7, 1)),
        line("DU", 80, "offered"),
        line("AMU", 5, "planned", dt.date(2026, 6, 1)),
        line("AMU", 5, "cancelled", dt.date(2026, 6, 1)),
    ]
    assert hours_held(plan, V6, dt.date(2026, 6, 30)) == 30


@pytest.mark.parametrize(
    ("on", "hours"),
    [
        (dt.date(2026, 3, 1), 0),
        (dt.date(2028, 3, 1), 851),
        (dt.date(2030, 1, 1), 851),
        (dt.date(2027, 3, 1), Decimal(851) * 365 / 731),
    ],
)
def test_an_even_pace_runs_from_the_first_day_to_the_last(on, hours):
    assert even_pace(V6, dt.date(2026, 3, 2), dt.date(2028, 3, 1), on) == hours


def test_a_type_that_the_version_does_not_know_is_refused():
    with pytest.raises(ValueError, match="FGU does not count under V1"):
        counted(line("FGU", 10, "planned"), V1)


@given(lines, lines)
def test_hours_of_two_plans_add(one, two):
    first, second, both = (add_up(plan, V6, danish_test_passed=False) for plan in (one, two, one + two))

    assert both.counted_hours == first.counted_hours + second.counted_hours
    assert both.amu_hours == first.amu_hours + second.amu_hours


@given(lines, st.booleans())
def test_the_statuses_make_up_the_whole(plan, danish_test_passed):
    ledger = add_up(plan, V6, danish_test_passed=danish_test_passed)

    assert ledger.counted_hours == ledger.completed_hours + ledger.offered_hours + ledger.planned_hours
    assert ledger.missing_hours == max(851 - ledger.counted_hours, 0)
    assert list(ledger.findings) == sorted(ledger.findings)


@given(lines)
def test_cancelled_lines_change_nothing(plan):
    kept = [line for line in plan if line.status is not Status.CANCELLED]
    assert add_up(plan, V6, danish_test_passed=True) == add_up(kept, V6, danish_test_passed=True)


@given(lines, st.dates(dt.date(2025, 1, 1), dt.date(2029, 1, 1)), st.integers(0, 500))
def test_what_is_held_only_grows(plan, on, later):
    assert hours_held(plan, V6, on) <= hours_held(plan, V6, on + dt.timedelta(days=later))


def test_every_version_asks_for_whole_weeks_of_37_hours():
    assert [(law.version, law.school.counted_hours) for law in statute.VERSIONS] == [
        ("V1", 740),
        ("V2", 740),
        ("V3", 851),
        ("V4", 851),
        ("V5", 851),
        ("V6", 851),
    ]
    assert {law.school.amu_hours_after_test for law in statute.VERSIONS} == {296}
