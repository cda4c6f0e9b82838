"""The two years as a drawing: places in per cent from left to right, in pixels from top to bottom, classes only."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby, zip_longest
from operator import attrgetter
from typing import NamedTuple

from django.utils.dates import MONTHS_3
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.timeline import Item, Lane, Look
from igu.rules.months import add_months, last_day_of_month
from igu.web import days

LETTER = 0.6  # width of a letter in per cent of the drawing at its narrowest
GAP = 1.1  # between a mark and its words
MOST_ROWS, ROW = 3, 19  # activities at the same time lie below each other, so many px apart
HEIGHT = 190
LANES = {
    Lane.WORK: gettext_lazy("Work"),
    Lane.SCHOOL: gettext_lazy("School (hours)"),
    Lane.ACTIVITY: gettext_lazy("Activities"),
    Lane.ABSENCE: gettext_lazy("Absence"),
    Lane.FOLLOW_UP: gettext_lazy("Follow-up"),
    Lane.DEADLINE: gettext_lazy("Deadlines"),
}
SAID = {
    Look.WORK: gettext_lazy("Work"),
    Look.RUN_UP: gettext_lazy("Run-up"),
    Look.SCHOOL_DONE: gettext_lazy("School done"),
    Look.SCHOOL_PLANNED: gettext_lazy("Planned"),
    Look.SCHOOL_CANCELLED: gettext_lazy("Cancelled"),
    Look.ACTIVITY: gettext_lazy("Activity"),
    Look.ABSENCE: gettext_lazy("Absence"),
    Look.GOOD: gettext_lazy("Going well"),
    Look.ISSUE: gettext_lazy("There is something"),
    Look.COMING: gettext_lazy("Coming"),
    Look.DEADLINE_DONE: gettext_lazy("Deadline kept"),
    Look.DEADLINE_COMING: gettext_lazy("Deadline"),
}


@dataclass(slots=True)
class Drawn:
    """An item in its place. label_at: where its words stand, with `label_class` mid, end or nothing; None: no room.

    row: the line of its lane, where several lie at the same time.
    """

    look: str
    title: str
    label: str
    x: float
    width: float
    label_at: float | None = None
    label_class: str = ""
    row: int = 0

    @property
    def y(self) -> int:
        """Of an activity, in px."""
        return 114 + ROW * self.row

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


class Month(NamedTuple):
    x: float
    label: str
    is_january: bool


class Line(NamedTuple):
    """One row of the table that says the same as the drawing."""

    period: str
    lane: str
    said: str
    title: str


@dataclass(frozen=True, slots=True)
class Picture:
    """rows: how many lines the activities take."""

    first_on: dt.date
    last_on: dt.date
    today: float | None
    today_label: str
    months: list[Month]
    bars: dict[str, list[Drawn]]
    rows: int
    lines: list[Line]
    notes: list[str]

    @property
    def shift(self) -> int:
        """How much lower everything beneath the activities lies."""
        return ROW * self.rows

    @property
    def height(self) -> int:
        return HEIGHT + self.shift


class Scale:
    """Days to per cent."""

    def __init__(self, first_on: dt.date, last_on: dt.date):
        self.first_on, self.last_on = first_on, last_on
        self.days = (last_on - first_on).days + 1

    def at(self, day: dt.date) -> float:
        return round(100 * (day - self.first_on).days / self.days, 2)

    def width(self, item: Item) -> float:
        return round(100 * ((item.last_on - item.start_on).days + 1) / self.days, 2) if item.end_on else 0.0


def picture_of(items: list[Item], today: dt.date) -> Picture | None:
    """The drawing of these items, from the month of the first to two months past the last work or activity.

    Without either there is none.
    """
    done = [item for item in items if item.lane in (Lane.WORK, Lane.ACTIVITY)]
    if not done:
        return None
    near = add_months(max(item.last_on for item in done), 2)
    shown = [item for item in items if item.start_on <= near]
    scale = Scale(min(item.start_on for item in shown).replace(day=1), last_day_of_month(near))
    bars = {lane.value: _lane([item for item in shown if item.lane == lane], scale) for lane in Lane}
    return Picture(
        first_on=scale.first_on,
        last_on=scale.last_on,
        today=scale.at(today) if scale.first_on <= today <= scale.last_on else None,
        today_label=_("Today %(day)s") % {"day": f"{today:%d-%m}"},
        months=_months(scale),
        bars=bars,
        rows=max((bar.row + 1 for bar in bars["activity"]), default=0),
        lines=_lines(items),
        notes=list(dict.fromkeys(item.note for item in items if item.note)),
    )


def _months(scale: Scale) -> list[Month]:
    names = {number: str(name) for number, name in MONTHS_3.items()}
    months, day, second = [], scale.first_on, add_months(scale.first_on, 1)
    while day <= scale.last_on:
        # a December leaves the room to the January after it
        starts_a_year = day.month == 1 or (day == scale.first_on and day.month != 12)
        # the name of a month that begins a year is wide: the next one stays away
        after_wide = day.month == 2 or day == second
        label = f"{names[day.month]} {day.year}" if starts_a_year else "" if after_wide else names[day.month]
        months.append(Month(scale.at(day), label, starts_a_year))
        day = (day + dt.timedelta(days=31)).replace(day=1)
    return months


def _lane(items: list[Item], scale: Scale) -> list[Drawn]:
    placed = [_placed(item, scale) for item in items]
    _stack([item for item in placed if item.look == Look.ACTIVITY])
    placed.sort(key=attrgetter("row"))
    for _row, together in groupby(placed, attrgetter("row")):
        _label(list(together))
    return placed


def _stack(activities: list[Drawn]) -> None:
    """Activities that overlap go on lines of their own, as far as there are lines; everything else has one line."""
    ends: list[float] = []
    for item in activities:
        row = next((row for row, end in enumerate(ends) if end <= item.x), min(len(ends), MOST_ROWS - 1))
        ends[row : row + 1] = [max([item.right, *ends[row : row + 1]])]
        item.row = row


def _placed(item: Item, scale: Scale) -> Drawn:
    return Drawn(item.look.value, item.title, item.label, scale.at(item.start_on), scale.width(item))


def _label(placed: list[Drawn]) -> None:
    """Give each item a place for its words where nothing stands yet: under a bar's middle, beside a mark."""
    free_from = 0.0
    for item, following in zip_longest(placed, placed[1:]):
        next_x = following.x if following else 100.0
        item.label_at, item.label_class, free_from = _label_place(item, free_from, next_x)


def _label_place(item: Drawn, free_from: float, next_x: float) -> tuple[float | None, str, float]:
    room = LETTER * len(item.label)
    if not item.label:
        return None, "", max(free_from, item.right)
    if item.look.startswith("school"):
        left = max(item.middle - room / 2, 0)
        return (round(item.middle, 2), "mid", left + room + GAP) if left >= free_from else (None, "", free_from)
    if item.look == Look.ACTIVITY and room <= item.width:
        return item.x, "", item.right
    if item.look in (Look.WORK, Look.RUN_UP):
        return (item.x, "", item.right) if room <= item.width else (None, "", item.right)
    if item.right + GAP + room <= next_x:
        return item.right, "", item.right + GAP + room
    if item.x - GAP - room >= free_from:
        return item.x, "end", item.right
    return None, "", item.right


def _lines(items: list[Item]) -> list[Line]:
    lanes = {lane: str(LANES[lane]) for lane in {item.lane for item in items}}
    looks = {look: str(SAID[look]) for look in {item.look for item in items}}
    return [Line(_period(item), lanes[item.lane], looks[item.look], item.title) for item in items]


def _period(item: Item) -> str:
    period = days.full(item.start_on)
    if item.end_on and item.end_on != item.start_on:
        period = f"{period} – {days.full(item.end_on)}"
    return period
