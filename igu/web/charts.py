"""Drawings made on the server: the geometry here, classes for looks in igu.css, no script and no style in the page.

Rows are drawn twice, for a desk and for a phone, where the words stand above the bars; CSS shows one of the two.
A chart comes with `said`, the same in words for who does not see it, and belongs beside its numbers in a table.
Looks: f-1 blue, f-2 light blue, f-3 green, f-4 rust (over or under the norm), f-5 grey, f-6 amber.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH, PHONE = 640, 330
NOTE = 66  # px for the note that ends a row
WITH_NOTE, WITHOUT_NOTE = WIDTH - NOTE, WIDTH  # where the figure of a row ends, with and without a note after it
NARROW = 22  # px; a part narrower than that carries no number
DARK = {"f-1", "f-3", "f-4"}  # white numbers stand on these


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar: how much, its look, and the number that stands on it."""

    value: float
    look: str = "f-1"
    text: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One bar of one or more parts; `figure` in bold after it (»94 %«), `note` last (»17/18«).

    Without parts it is a heading for the rows below it."""

    label: str
    parts: Sequence[Part] = ()
    figure: str = ""
    note: str = ""
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    value: float
    look: str = "f-1"


@dataclass(frozen=True, slots=True)
class Norm:
    """A dashed line across: a target, a capacity."""

    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Legend:
    look: str
    label: str


@dataclass(slots=True)
class Chart:
    """Ready to draw: boxes, words and lines, all in px as text."""

    said: str
    height: int
    legend: Sequence[Legend] = ()
    width: int = WIDTH
    narrow: "Chart | None" = None  # the same for a phone
    now: str = ""  # today, in per cent of the width: a window that is too small for the chart begins there
    boxes: list[dict] = field(default_factory=list)
    words: list[dict] = field(default_factory=list)
    rules: list[dict] = field(default_factory=list)  # drawn beneath the boxes
    lines: list[dict] = field(default_factory=list)

    def box(self, look, x, y, width, height):
        self.boxes.append({"look": look, "x": _px(x), "y": _px(y), "width": _px(width), "height": _px(height)})

    def word(self, look, x, y, text):
        self.words.append({"look": look, "x": _px(x), "y": _px(y), "text": text})

    def line(self, look, x1, y1, x2, y2):
        drawn = self.rules if look == "rule" else self.lines
        drawn.append({"look": look, "x1": _px(x1), "y1": _px(y1), "x2": _px(x2), "y2": _px(y2)})


def _px(number: float) -> str:
    return f"{number:.1f}"


def rows(
    bars: Sequence[Row],
    *,
    said: str,
    full: float | None = None,
    norm: Norm | None = None,
    legend: Sequence[Legend] = (),
    labels: int = 200,
) -> Chart:
    """Bars from left to right below each other. `full`: what a whole bar stands for, shown as a track behind it;
    without it the longest bar (or the norm) fills the width. `labels`: px for the words before the bars."""
    pitch, thick = (31, 20) if full else (36, 24)
    top = 20 if norm else 4
    chart = Chart(said, top + pitch * len(bars) - (pitch - thick) + 4, legend)
    figures_end = WITH_NOTE if any(bar.note for bar in bars) else WITHOUT_NOTE
    room = figures_end - 48 - labels
    most = full or max([norm.value if norm else 0, *(_sum(bar) for bar in bars)], default=0) or 1
    for index, bar in enumerate(bars):
        y = top + pitch * index
        _draw_words(chart, bar, y + thick * 0.72, figures_end)
        _draw_parts(chart, bar, (labels, y, room, thick), room / most, has_track=bool(full))
    if norm:
        x = labels + room * min(norm.value / most, 1)
        chart.line("norm", x, top - 6, x, chart.height)
        chart.word("t-s t-muted mid", x, 10, norm.label)
    chart.narrow = _narrow_rows(bars, said, most, norm, has_track=bool(full)) if bars else None
    return chart


def _narrow_rows(bars, said, most, norm, *, has_track) -> Chart:
    top, pitch, thick, words = 20 if norm else 2, 46, 16, 20
    chart = Chart(said, top + pitch * len(bars) - 4, width=PHONE)
    figures_end = PHONE - NOTE if any(bar.note for bar in bars) else PHONE
    scale = PHONE / most
    x = min(norm.value * scale, PHONE) if norm else 0
    for index, bar in enumerate(bars):
        y = top + pitch * index
        _draw_words(chart, bar, y + words * 0.72, figures_end)
        _draw_parts(chart, bar, (0, y + words, PHONE, thick), scale, has_track=has_track)
        if norm and bar.parts:
            chart.line("norm", x, y + words - 3, x, y + words + thick + 3)
    if norm:
        chart.word("t-s t-muted end", PHONE, 10, norm.label)
    return chart


def _sum(bar: Row) -> float:
    return sum(part.value for part in bar.parts)


def _draw_words(chart, bar, baseline, figures_end):
    chart.word("t-b" if bar.is_strong or not bar.parts else "", 0, baseline, bar.label)
    chart.word("t-b end", figures_end, baseline, bar.figure)
    chart.word("t-muted end", chart.width, baseline, bar.note)


def _draw_parts(chart, bar, where, scale, *, has_track):
    x, y, room, thick = where
    if has_track and bar.parts:
        chart.box("track", x, y, room, thick)
    for part in bar.parts:
        width = part.value * scale
        chart.box(part.look, x, y, max(width - 1, 0), thick)  # a hair of air between the parts
        if part.text and width >= NARROW:
            chart.word("mid t-w" if part.look in DARK else "mid", x + width / 2, y + thick * 0.75, part.text)
        x += width


def columns(
    bars: Sequence[Column],
    *,
    said: str,
    norm: Norm | None = None,
    legend: Sequence[Legend] = (),
    axis: str = "",
) -> Chart:
    """Columns beside each other, each with its number and its label; `axis` names what the labels are."""
    floor, top, left = 262, 20, 34
    chart = Chart(said, floor + 22, legend)
    most = max([norm.value if norm else 0, *(bar.value for bar in bars)], default=0) or 1
    scale = (floor - top) / most
    for value in _steps(most):
        chart.line("rule", left, floor - value * scale, WIDTH, floor - value * scale)
        chart.word("t-s t-muted end", left - 8, floor - value * scale + 4, f"{value}")
    pitch = (WIDTH - left) / max(len(bars), 1)
    for index, bar in enumerate(bars):
        middle, height = left + pitch * (index + 0.5), bar.value * scale
        chart.box(bar.look, middle - pitch * 0.37, floor - height, pitch * 0.74, height)
        inside = height >= NARROW
        look = "t-b mid t-w" if inside and bar.look in DARK else "t-b mid"
        chart.word(look, middle, floor - 10 if inside else floor - height - 6, f"{bar.value:g}")
        chart.word("t-s t-muted mid", middle, floor + 17, bar.label)
    if norm:
        chart.line("norm", left, floor - norm.value * scale, WIDTH, floor - norm.value * scale)
        chart.word("t-s t-muted end", WIDTH, floor - norm.value * scale - 6, norm.label)
    chart.word("t-s t-muted end", left - 8, floor + 17, axis)
    return chart


def _steps(most: float) -> list[int]:
    """Three or four round numbers from nothing upwards."""
    step = next(size for size in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 10**9) if most / size <= 4)
    return list(range(0, int(most) + 1, step))
