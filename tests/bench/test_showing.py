"""The table and the JSON."""

import json

from bench import showing
from bench.bars import Bar, Measured, judge
from bench.figures import Lap

MEASURED = Measured(
    {"list": [Lap((12.0,), 9.0)], "bare": [Lap((2.0,), 1.5)]}, {("list", "kB"): 66.1, ("list", "queries"): 12.0}
)
VERDICTS = [
    judge(Bar("list", "x bare", 6.5, "pages"), MEASURED),
    judge(Bar("list", "kB", 60, "pages", missed="the head of the table"), MEASURED),
]


def test_table_shows_each_bar_and_why_one_is_missed():
    text = showing.verdicts(VERDICTS)

    lines = [line.split() for line in text.splitlines()]
    assert lines[2] == ["list", "x", "bare", "12", "9", "6.00", "(6.00–6.00)", "6.00", "≤", "6.5", "ok"]
    assert lines[3] == ["list", "kB", "66.1", "≤", "60", "MISSED"]
    assert text.endswith("Known to be missed:\n  list, kB: the head of the table")


def test_table_shows_each_target_with_a_bar_or_without():
    text = showing.targets(MEASURED, "bare")

    assert [line.split()[0] for line in text.splitlines()[2:]] == ["list", "bare"]
    assert text.splitlines()[2].split()[-2:] == ["12", "66.1"]


def test_json_holds_bars_laps_and_figures():
    told = json.loads(showing.as_json(VERDICTS, MEASURED, {"sizes": {"small": 10}}))

    assert told["sizes"] == {"small": 10}
    assert [(bar["target"], bar["wall"], bar["outcome"]) for bar in told["bars"]] == [
        ("list", 6.0, "ok"),
        ("list", 66.1, "MISSED"),
    ]
    assert told["laps"]["list"] == [{"wall_ms": [12.0], "cpu_ms": 9.0}]
    assert told["figures"] == {"list: kB": 66.1, "list: queries": 12.0}


def test_table_of_the_readme_has_figure_bar_and_outcome():
    assert showing.markdown(VERDICTS).splitlines()[2:] == [
        "| list, x bare | 6.00 (CPU 6.00) | ≤ 6.5 | ok |",
        "| list, kB | 66.1 | ≤ 60 | MISSED |",
    ]
