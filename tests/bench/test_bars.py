"""What the bars say of what was measured."""

import pytest

from bench import bars
from bench.bars import Bar, Measured, Outcome, judge
from bench.figures import Lap


def laps(wall_ms, cpu_ms):
    return [Lap((wall_ms,), cpu_ms)] * 3


def measured(wall_ms, cpu_ms):
    return Measured({"list": laps(wall_ms, cpu_ms), "bare": laps(1, 1)}, {("list", "kB"): 61.5})


RATIO = Bar("list", "x bare", 6.5, "pages")


@pytest.mark.parametrize(
    ("wall_ms", "cpu_ms", "outcome"),
    [(6.5, 9, Outcome.OK), (9, 6.5, Outcome.OK), (6.6, 6.6, Outcome.MISSED), (1, 1, Outcome.OK)],
)
def test_ratio_is_missed_only_by_wall_and_cpu_together(wall_ms, cpu_ms, outcome):
    assert judge(RATIO, measured(wall_ms, cpu_ms)).outcome == outcome


COUNTS_OF_FAULTS = ("errors", "failed requests", "not made", "reminders twice")


def test_ratio_of_wall_only_is_excused_by_no_cpu():
    bar = Bar("list", "x bare", 6.5, "pages", wall_only=True)

    assert judge(bar, measured(6.6, 1)).outcome == Outcome.MISSED


def test_ratio_without_cpu_is_judged_by_the_wall():
    found = Measured({"list": laps(7, 1), "bare": laps(1, 0)})

    assert judge(RATIO, found).outcome == Outcome.MISSED


def test_figure_is_held_against_its_limit():
    assert judge(Bar("list", "kB", 60, "pages"), measured(1, 1)).outcome == Outcome.MISSED
    assert judge(Bar("list", "kB", 61.5, "pages"), measured(1, 1)).outcome == Outcome.OK


@pytest.mark.parametrize("bar", [Bar("gone", "x bare", 1, "pages"), Bar("list", "MB", 1, "pages")])
def test_bar_that_nothing_was_measured_for_fails_the_run(bar):
    verdict = judge(bar, measured(1, 1))

    assert verdict.outcome == Outcome.NOT_MEASURED
    assert bars.exit_code([verdict]) == 1


def test_miss_counts_only_when_it_is_a_miss_twice():
    over, under = judge(RATIO, measured(9, 9)), judge(RATIO, measured(5, 5))

    assert [bars.better(over, under), bars.better(under, over), bars.better(over, over)] == [under, under, over]
    assert bars.exit_code([under]) == 0


def test_run_answers_the_bars_of_its_parts_and_size():
    listed = [RATIO, Bar("sweep", "x raw", 1.5, "sweep"), Bar("search", "SQL ms", 5, "pages", full_only=True)]

    assert bars.wanted(listed, ["pages"], full=False) == [RATIO]
    assert bars.wanted(listed, ["pages", "sweep"], full=True) == listed


def test_bar_that_stands_twice_is_refused():
    twice = '[[pages]]\ntarget = "list"\nmeasure = "kB"\nlimit = 60\n' * 2

    with pytest.raises(ValueError, match="list: kB"):
        bars.read(twice)


def test_bars_file_can_be_read_and_each_bar_has_a_part_of_the_bench():
    from bench.__main__ import PARTS

    listed = bars.read(bars.FILE.read_text())

    assert {bar.part for bar in listed} == set(PARTS)
    assert all(bar.limit > 0 or bar.measure in COUNTS_OF_FAULTS for bar in listed)
