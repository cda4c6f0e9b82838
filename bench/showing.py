"""What the bench found, as a table for people and as JSON for machines."""

import json
import math
from collections.abc import Iterable, Sequence

from bench.bars import Measured, Outcome, Verdict
from bench.figures import cpu_ms, cpu_ratio, percentile, wall_ms, wall_ratio

HEAD = ("target", "measure", "ms", "CPU ms", "wall", "CPU", "bar", "")


def table(rows: Iterable[Sequence[str]], head: Sequence[str]) -> str:
    """Columns as wide as they must be; the first two to the left, figures to the right."""
    lines = [list(head), *map(list, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    lines.insert(1, ["-" * width for width in widths])
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column < 2 or column == len(head) - 1 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def verdicts(found: Sequence[Verdict]) -> str:
    rows = table(map(_row, found), HEAD)
    reasons = [
        f"  {verdict.bar.target}, {verdict.bar.measure}: {verdict.bar.missed}"
        for verdict in found
        if verdict.outcome is Outcome.MISSED and verdict.bar.missed
    ]
    return "\n".join([rows, *(["", "Known to be missed:"] if reasons else []), *reasons])


def markdown(found: Sequence[Verdict]) -> str:
    """The same for README: what was measured of what, the figure and its bar."""
    lines = ["| what | measured | bar | |", "|---|---|---|---|"]
    for verdict in found:
        bar, wall = verdict.bar, verdict.wall
        figure = "" if wall is None else f"{wall.median:.2f}" if bar.against else number(wall.median)
        cpu = verdict.cpu and not math.isnan(verdict.cpu.median) and not bar.wall_only
        figure += f" (CPU {verdict.cpu.median:.2f})" if cpu else ""
        lines.append(f"| {bar.target}, {bar.measure} | {figure} | ≤ {bar.limit:g} | {verdict.outcome} |")
    return "\n".join(lines)


def _row(verdict: Verdict) -> tuple[str, ...]:
    bar, wall, cpu = verdict.bar, verdict.wall, verdict.cpu
    return (
        bar.target,
        bar.measure,
        number(verdict.wall_ms),
        number(verdict.cpu_ms),
        "" if wall is None else str(wall) if bar.against else number(wall.median),
        "" if cpu is None or math.isnan(cpu.median) or bar.wall_only else f"{cpu.median:.2f}",
        f"≤ {bar.limit:g}",
        verdict.outcome,
    )


def targets(measured: Measured, yardstick: str) -> str:
    """Everything that was visited, with a bar or without."""
    laps = measured.laps
    rows = [
        (
            key,
            "",
            number(wall_ms(found)),
            number(percentile(found, 0.95)),
            number(cpu_ms(found)),
            str(wall_ratio(found, laps[yardstick])),
            f"{cpu_ratio(found, laps[yardstick]).median:.2f}",
            number(measured.figures.get((key, "queries"))),
            number(measured.figures.get((key, "SQL ms"))),
            number(measured.figures.get((key, "kB"))),
        )
        for key, found in laps.items()
    ]
    head = ("target", "", "p50 ms", "p95 ms", "CPU ms", f"x {yardstick}", "CPU x", "queries", "SQL ms", "kB")
    return table(rows, head)


def number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.0f}" if value == int(value) or value >= 100 else f"{value:.2g}" if value < 1 else f"{value:.1f}"


def as_json(found: Sequence[Verdict], measured: Measured, facts: dict) -> str:
    return json.dumps(
        facts
        | {
            "bars": [
                {
                    "target": verdict.bar.target,
                    "measure": verdict.bar.measure,
                    "limit": verdict.bar.limit,
                    "wall": _value(verdict.wall),
                    "cpu": _value(verdict.cpu),
                    "ms": verdict.wall_ms,
                    "outcome": verdict.outcome,
                    "missed": verdict.bar.missed,
                }
                for verdict in found
            ],
            "laps": {
                key: [{"wall_ms": lap.wall_ms, "cpu_ms": lap.cpu_ms} for lap in laps]
                for key, laps in measured.laps.items()
            },
            "figures": {f"{target}: {measure}": value for (target, measure), value in measured.figures.items()},
        },
        indent=1,
    )


def _value(ratio) -> float | None:
    return None if ratio is None or math.isnan(ratio.median) else round(ratio.median, 4)
