"""Small curves over time, made on the server: the geometry here, looks as classes in igu.css, no script in the page.

A curve belongs beside its values in words; `said` is the same for who does not see it.
Looks: c-1 circle blue, c-2 square green, c-3 triangle rust, c-4 diamond grey, so that colour never stands alone.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT, EDGE = 240, 44, 7


@dataclass(frozen=True, slots=True)
class Point:
    """A value from 0 (lowest) to 1 (highest) on a day; None where it was asked for and not answered."""

    day: dt.date
    place: float | None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    label: str
    look: str
    points: Sequence[Point]


@dataclass(slots=True)
class Curve:
    """Ready to draw, in px as text. A missing answer breaks the line: it is no value."""

    said: str
    width: int = WIDTH
    height: int = HEIGHT
    rules: list[str] = field(default_factory=list)
    strokes: list[dict] = field(default_factory=list)
    marks: list[dict] = field(default_factory=list)


def curve(series: Sequence[Series], *, said: str, first: dt.date, last: dt.date, steps: int = 2) -> Curve:
    """`first` and `last`: the days at both ends, the same for curves that stand below each other."""
    drawn = Curve(said)
    drawn.rules = [_px(_y(step / max(steps - 1, 1))) for step in range(steps)]
    days = (last - first).days
    for one in series:
        run: list[str] = []
        for point in one.points:
            if point.place is None:
                _stroke(drawn, one.look, run)
                run = []
                continue
            x = EDGE + (WIDTH - 2 * EDGE) * ((point.day - first).days / days if days else 0.5)
            y = _y(point.place)
            run.append(f"{_px(x)},{_px(y)}")
            drawn.marks.append(_mark(one.look, x, y, point.title))
        _stroke(drawn, one.look, run)
    return drawn


def _y(place: float) -> float:
    return HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * place


def _stroke(drawn: Curve, look: str, run: list[str]) -> None:
    if len(run) > 1:
        drawn.strokes.append({"look": look, "points": " ".join(run)})


SHAPES = {
    "c-2": ((-4, -4), (4, -4), (4, 4), (-4, 4)),
    "c-3": ((0, -5), (5, 4), (-5, 4)),
    "c-4": ((0, -5.5), (5.5, 0), (0, 5.5), (-5.5, 0)),
}


def _mark(look: str, x: float, y: float, title: str) -> dict:
    corners = " ".join(f"{_px(x + dx)},{_px(y + dy)}" for dx, dy in SHAPES.get(look, ()))
    return {"look": look, "x": _px(x), "y": _px(y), "corners": corners, "title": title}


def _px(number: float) -> str:
    return f"{number:.1f}"
