"""The bars of bars.toml, and whether what was measured stays under them."""

import math
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from bench.figures import Lap, Ratio, cpu_ms, cpu_ratio, wall_ms, wall_ratio

FILE = Path(__file__).with_name("bars.toml")


class Outcome(StrEnum):
    OK = "ok"
    MISSED = "MISSED"
    NOT_MEASURED = "NOT MEASURED"


@dataclass(frozen=True, slots=True)
class Bar:
    """A limit for one figure of one target.

    measure: "x TARGET" is a ratio to another target of the same rounds; anything else names a plain figure.
    wall_only: the time is PostgreSQL's or one process's, so that no worker's CPU can excuse it.
    part: which part of the bench measures it. full_only: needs the size that only --full has.
    missed: why the bar is not met yet; it stays where it is, and the bench fails.
    """

    target: str
    measure: str
    limit: float
    part: str
    goal: str = ""
    wall_only: bool = False
    full_only: bool = False
    missed: str = ""

    @property
    def against(self) -> str:
        """The target that this one is divided by; empty for a plain figure."""
        return self.measure.removeprefix("x ") if self.measure.startswith("x ") else ""


@dataclass
class Measured:
    """All that a run has found out: laps by target, and plain figures by target and measure."""

    laps: dict[str, list[Lap]] = field(default_factory=dict)
    figures: dict[tuple[str, str], float] = field(default_factory=dict)

    def add(self, other: "Measured") -> None:
        self.laps |= other.laps
        self.figures |= other.figures


@dataclass(frozen=True, slots=True)
class Verdict:
    """A bar beside what was measured. wall and cpu are ratios where the bar is one; else wall alone is filled."""

    bar: Bar
    outcome: Outcome
    wall: Ratio | None = None
    cpu: Ratio | None = None
    wall_ms: float | None = None
    cpu_ms: float | None = None


def read(text: str) -> list[Bar]:
    """Raises TypeError for a name that no bar has, ValueError for a bar that stands there twice."""
    bars = [Bar(part=part, **bar) for part, listed in tomllib.loads(text).items() for bar in listed]
    names = [(bar.target, bar.measure) for bar in bars]
    twice = {f"{target}: {measure}" for target, measure in names if names.count((target, measure)) > 1}
    if twice:
        raise ValueError(f"More than one bar for {', '.join(sorted(twice))}")
    return bars


def wanted(bars: Sequence[Bar], parts: Collection[str], *, full: bool) -> list[Bar]:
    """The bars that a run of these parts has to answer."""
    return [bar for bar in bars if bar.part in parts and (full or not bar.full_only)]


def judge(bar: Bar, measured: Measured) -> Verdict:
    """A ratio misses its bar only when wall and CPU are both over it: wall alone is what a busy machine does."""
    if bar.against:
        return _judge_ratio(bar, measured.laps)
    value = measured.figures.get((bar.target, bar.measure), math.nan)
    if math.isnan(value):
        return Verdict(bar, Outcome.NOT_MEASURED)
    return Verdict(bar, _outcome(value > bar.limit), wall=Ratio(value, value, value))


def _judge_ratio(bar: Bar, laps: Mapping[str, Sequence[Lap]]) -> Verdict:
    if bar.target not in laps or bar.against not in laps:
        return Verdict(bar, Outcome.NOT_MEASURED)
    ours, theirs = laps[bar.target], laps[bar.against]
    wall, cpu = wall_ratio(ours, theirs), cpu_ratio(ours, theirs)
    is_over = wall.median > bar.limit and (bar.wall_only or not cpu.median <= bar.limit)
    return Verdict(bar, _outcome(is_over), wall, cpu, wall_ms(ours), cpu_ms(ours))


def _outcome(is_over: bool) -> Outcome:
    return Outcome.MISSED if is_over else Outcome.OK


def better(first: Verdict, second: Verdict) -> Verdict:
    """Of two runs of the same bar the one that is kept: a miss counts only when it is a miss twice."""
    return first if first.outcome is Outcome.OK else second


def exit_code(verdicts: Sequence[Verdict]) -> int:
    return 0 if all(verdict.outcome is Outcome.OK for verdict in verdicts) else 1
