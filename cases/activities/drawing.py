"""Hours a week as columns, and a week as a small timetable. Places are worked out here; looks are classes."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from cases.activities import rules
from cases.activities.rules import Slot, Step, WeekHours
from igu.web import days, numbers
from igu.web.charts import WIDTH, Chart, Legend

BEFORE, AFTER = dt.timedelta(weeks=16), dt.timedelta(weeks=10)
FLOOR, TOP, LEFT = 150, 14, 30


@dataclass(frozen=True, slots=True)
class Hours:
    """The chart of hours a week with the same as a table; nothing where there are no hours."""

    chart: Chart
    head: list[str]
    rows: list[list[str]]
    said: str


def hours_of(weeks: Sequence[WeekHours], required: Sequence[Step], today: dt.date) -> Hours | None:
    """Columns: hours that count, the paid ones in green; a line for the plan, a dashed one for what is required."""
    if not any(week.counted or week.planned for week in weeks):
        return None
    needs = [rules.in_force(required, week.monday) for week in weeks]
    said = _said(weeks, needs, today)
    most = max([40 if any(needs) else 10, *(max(week.counted, week.planned) for week in weeks)])
    chart = Chart(said, FLOOR + 22, _legend(_paid(weeks, today), bool(any(needs))))
    scale = Decimal(FLOOR - TOP) / Decimal(most)
    for value in range(0, int(most) + 1, 10):
        chart.line("rule", LEFT, FLOOR - value * scale, WIDTH, FLOOR - value * scale)
        chart.word("t-s t-muted end", LEFT - 6, FLOOR - value * scale + 4, f"{value}")
    pitch = Decimal(WIDTH - LEFT) / len(weeks)
    for number, (week, need) in enumerate(zip(weeks, needs, strict=True)):
        _draw_week(chart, week, need, LEFT + pitch * number, pitch, scale, today)
    return Hours(chart, _head(), [_row(week, need) for week, need in zip(weeks, needs, strict=True)], said)


def _draw_week(chart, week, need, x, pitch, scale, today):
    is_coming = week.monday > today
    counted = (week.counted - week.paid) * scale
    paid = week.paid * scale
    chart.box("f-2" if is_coming else "f-1", x + 1, FLOOR - counted - paid, pitch - 2, counted)
    chart.box("f-5" if is_coming else "f-3", x + 1, FLOOR - paid, pitch - 2, paid)
    chart.line("plan-line", x, FLOOR - week.planned * scale, x + pitch, FLOOR - week.planned * scale)
    if need:
        chart.line("norm", x, FLOOR - need.hours * scale, x + pitch, FLOOR - need.hours * scale)
    if week.monday.day <= 7 and x + 36 < WIDTH:
        chart.word("t-s t-muted", x + 1, FLOOR + 16, f"{week.monday:%d-%m}")
    if week.monday == rules.monday_of(today):
        chart.now = f"{100 * x / WIDTH:.1f}"
        chart.line("hours-now", x, TOP - 6, x, FLOOR)
        chart.word("t-s t-late", x + 4, TOP - 2, _("this week"))


def _paid(weeks: Sequence[WeekHours], today: dt.date) -> list[Legend]:
    """The two colours of paid hours, where there are any: worked, and still to come."""
    behind = any(week.paid for week in weeks if week.monday <= today)
    ahead = any(week.paid for week in weeks if week.monday > today)
    return [Legend("f-3", _("Of them paid"))] * behind + [Legend("f-5", _("Paid, planned ahead"))] * ahead


def _legend(paid: list[Legend], has_requirement: bool) -> list[Legend]:
    kinds = [Legend("f-1", _("Hours that count")), Legend("f-2", _("Planned ahead")), *paid]
    kinds += [Legend("swatch-plan", _("Planned"))]
    return [*kinds, Legend("swatch-norm", _("Required"))] if has_requirement else kinds


def _head() -> list[str]:
    return [_("Week from"), _("Planned"), _("Noted"), _("Counts"), _("Of them paid"), _("Required")]


def _row(week: WeekHours, need: Step | None) -> list[str]:
    figures = (week.planned, week.done, week.counted, week.paid)
    return [days.plain(week.monday), *map(numbers.hours, figures), numbers.hours(need.hours) if need else days.NONE]


def _said(weeks, needs, today) -> str:
    """The conclusion in a sentence: from how much to how much."""
    begun = [week for week in weeks if week.monday <= today and week.counted]
    if not begun:
        return _("Hours a week: nothing has begun yet.")
    words = {"first": numbers.hours(begun[0].counted), "last": numbers.hours(begun[-1].counted)}
    if begun[-1].counted > begun[0].counted:
        return _("Hours a week have risen from %(first)s to %(last)s.") % words
    if begun[-1].counted < begun[0].counted:
        return _("Hours a week have fallen from %(first)s to %(last)s.") % words
    return _("Hours a week stand at %(last)s.") % words


def around(today: dt.date, first_on: dt.date, last_on: dt.date) -> tuple[dt.date, dt.date]:
    """The weeks that are drawn: some months back and some weeks ahead, never outside what there is."""
    return max(first_on, today - BEFORE), min(max(last_on, today), today + AFTER)


# --- the week -----------------------------------------------------------------------------------------------------

MORNING, EVENING = 7 * 60, 18 * 60
COLUMN, PIXELS = 74, 15  # px a day, px an hour: a week is as wide as the column beside the list


@dataclass(frozen=True, slots=True)
class Block:
    look: str
    x: float
    y: float
    width: float
    height: float
    label: str
    title: str
    label_x: float
    label_y: float


@dataclass(frozen=True, slots=True)
class WeekPicture:
    """A week from Monday to Friday (Sunday where something lies on it) with its blocks, ways and gaps."""

    days: list[tuple[float, str]]
    hours: list[tuple[float, str]]
    blocks: list[Block]
    width: int
    height: int


def week_of(slots: Sequence[Slot]) -> WeekPicture | None:
    if not slots:
        return None
    last = max(4, *(slot.day for slot in slots))
    first_at = min(MORNING, *(slot.from_at - slot.transport for slot in slots)) // 60 * 60
    last_at = -(-max(EVENING - 120, *(slot.to_at for slot in slots)) // 60) * 60
    blocks = []
    for slot in sorted(slots):
        x, y = 44 + COLUMN * slot.day, 22 + _px(slot.from_at - first_at)
        if slot.transport:
            way = _px(slot.transport)
            blocks.append(Block("wk-way", x, y - way, COLUMN - 6, way, "", _way(slot), 0, 0))
        label = slot.name if slot.minutes >= 45 else ""
        blocks.append(Block("wk-slot", x, y, COLUMN - 6, _px(slot.minutes), _short(label), _title(slot), x + 4, y + 14))
    return WeekPicture(
        [(44 + COLUMN * day, _(days.LONG[day]).capitalize()) for day in range(last + 1)],
        [(22 + _px(at - first_at), f"{at // 60:02}") for at in range(first_at, last_at + 1, 120)],
        blocks,
        44 + COLUMN * (last + 1),
        int(26 + _px(last_at - first_at)),
    )


def _px(minutes: int) -> float:
    return round(minutes / 60 * PIXELS, 1)


def _short(name: str) -> str:
    return name if len(name) <= 10 else f"{name[:8].rstrip()}…"


def clock(minutes: int) -> str:
    return f"{minutes // 60:02}.{minutes % 60:02}"


def _title(slot: Slot) -> str:
    return f"{slot.name}, {_(days.LONG[slot.day])} {clock(slot.from_at)}–{clock(slot.to_at)}"


def _way(slot: Slot) -> str:
    return _("The way to %(place)s: %(minutes)d minutes") % {"place": slot.name, "minutes": slot.transport}
