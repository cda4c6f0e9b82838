"""What laps come to: medians, percentiles, ratios. No clock, no server."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

QUIET = (0.85, 1.15)  # a yardstick held against itself lies between, unless the machine is busy with other things


@dataclass(frozen=True, slots=True)
class Lap:
    """One target in one round: the time of each request, and the CPU that the workers spent on one of them."""

    wall_ms: tuple[float, ...]
    cpu_ms: float

    @property
    def median_ms(self) -> float:
        return median(self.wall_ms)


@dataclass(frozen=True, slots=True)
class Ratio:
    """The median over all rounds, and between which values it lay."""

    median: float
    lowest: float
    highest: float

    def __str__(self):
        return f"{self.median:.2f} ({self.lowest:.2f}–{self.highest:.2f})"


def wall_ratio(laps: Sequence[Lap], against: Sequence[Lap]) -> Ratio:
    return _ratio(laps, against, lambda lap: lap.median_ms)


def cpu_ratio(laps: Sequence[Lap], against: Sequence[Lap]) -> Ratio:
    return _ratio(laps, against, lambda lap: lap.cpu_ms)


def _ratio(laps: Sequence[Lap], against: Sequence[Lap], size: Callable[[Lap], float]) -> Ratio:
    """Only what was measured in the same round is compared: a busy minute then weighs on both."""
    ratios = [size(lap) / size(other) for lap, other in zip(laps, against, strict=True) if size(other)]
    if not ratios:
        return Ratio(math.nan, math.nan, math.nan)
    return Ratio(median(ratios), min(ratios), max(ratios))


def wall_ms(laps: Sequence[Lap]) -> float:
    return median(lap.median_ms for lap in laps)


def cpu_ms(laps: Sequence[Lap]) -> float:
    return median(lap.cpu_ms for lap in laps)


def percentile(laps: Sequence[Lap], share: float) -> float:
    """The smallest time that `share` of all requests stay within."""
    times = sorted(time for lap in laps for time in lap.wall_ms)
    return times[max(math.ceil(share * len(times)) - 1, 0)]


def is_noisy(ratio: Ratio) -> bool:
    """Whether the yardstick against itself says that something else used the machine."""
    return not QUIET[0] <= ratio.median <= QUIET[1]
