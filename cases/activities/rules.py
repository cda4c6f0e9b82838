"""Hours a week, limits and gaps as pure functions. Weeks begin on Monday; hours are Decimal; days are dates.

Nothing here forbids: a limit that is passed is told, and a person decides.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from igu.rules.months import add_months

ONE_DAY = dt.timedelta(days=1)
WORKDAYS = 5
ZERO = Decimal(0)
BREAK = 45  # minutes between two efforts of a day that are a pause, not a gap


class CountsAs(StrEnum):
    """What the hours of an activity count as. All of them count towards required hours (AAR-04)."""

    WORK = "work"
    INTERNSHIP = "internship"
    DANISH = "danish"
    COURSE = "course"
    HEALTH = "health"
    SOCIAL = "social"
    FAMILY = "family"
    SUPPORT = "support"


def monday_of(day: dt.date) -> dt.date:
    return day - day.weekday() * ONE_DAY


def mondays(first_on: dt.date, last_on: dt.date) -> list[dt.date]:
    """The weeks from one day to another, both included."""
    first = monday_of(first_on)
    return [first + dt.timedelta(weeks=n) for n in range(((last_on - first).days // 7) + 1)] if last_on >= first else []


# --- steps: hours a week from a day on ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """From this day so many hours a week; `paid` of them are wage hours."""

    from_on: dt.date
    hours: Decimal
    paid: Decimal = ZERO


def in_force(steps: Iterable[Step], day: dt.date) -> Step | None:
    """The newest step that has begun; None before the first."""
    return max((step for step in steps if step.from_on <= day), key=lambda step: step.from_on, default=None)


def rise(from_on: dt.date, first: Decimal, last: Decimal, by: Decimal, every_weeks: int) -> list[Step]:
    """A steady rise (GEN-04), or the ramp up to required hours (AAR-03): the last step is exactly `last`.

    A fall is a rise too: `by` says how much, the direction follows from `first` and `last`. by ≤ 0: one step, `last`.
    """
    if by <= 0 or every_weeks <= 0 or first == last:
        return [Step(from_on, last)]
    steps, hours = [], first
    while (hours < last) if first < last else (hours > last):
        steps.append(Step(from_on, hours))
        from_on += dt.timedelta(weeks=every_weeks)
        hours = min(hours + by, last) if first < last else max(hours - by, last)
    return [*steps, Step(from_on, last)]


# --- a week -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Effort:
    """An activity as the sum of a week sees it. attended: hours by the Monday of their week, where they are noted."""

    start_on: dt.date
    end_on: dt.date | None
    counts_as: CountsAs
    planned: Sequence[Step] = ()
    actual: Sequence[Step] = ()
    attended: Mapping[dt.date, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WeekHours:
    """One week: what was planned, what is noted as done, how many of the hours are paid, and for what they count.

    done: attended hours where they are noted, else the step that was noted as actual. counted: done, and where nothing
    is noted, what was planned.
    """

    monday: dt.date
    planned: Decimal
    done: Decimal
    counted: Decimal
    paid: Decimal
    by_type: Mapping[CountsAs, Decimal]


def share_of_week(effort: Effort, monday: dt.date) -> Decimal:
    """How much of the five workdays of a week lies within the activity."""
    first = max(effort.start_on, monday)
    last = min(effort.end_on or dt.date.max, monday + (WORKDAYS - 1) * ONE_DAY)
    return Decimal(max((last - first).days + 1, 0)) / WORKDAYS


def week_of(efforts: Iterable[Effort], monday: dt.date, *, is_ahead: bool = False) -> WeekHours:
    """The sum of a week over all activities at once (VES-13). A week that is begun counts by its workdays.

    is_ahead: the week has not come yet, so that only the plan counts.
    """
    planned = done = counted = paid = ZERO
    by_type: dict[CountsAs, Decimal] = {}
    for effort in efforts:
        share = share_of_week(effort, monday)
        last_day = monday + 6 * ONE_DAY
        plan, actual = in_force(effort.planned, last_day), in_force(effort.actual, last_day)
        noted = None if is_ahead else _noted(effort, monday, actual, share)
        plan_hours = _tenth((plan.hours if plan else ZERO) * share)
        hours = plan_hours if noted is None else noted
        planned, done, counted = planned + plan_hours, done + (noted or ZERO), counted + hours
        in_use = plan if is_ahead else actual or plan
        paid += min(_tenth(in_use.paid * share), hours) if in_use else ZERO
        if hours:
            by_type[effort.counts_as] = by_type.get(effort.counts_as, ZERO) + hours
    return WeekHours(monday, planned, done, counted, paid, by_type)


def _noted(effort: Effort, monday: dt.date, actual: Step | None, share: Decimal) -> Decimal | None:
    if monday in effort.attended:
        return effort.attended[monday]
    return _tenth(actual.hours * share) if actual else None


def _tenth(hours: Decimal) -> Decimal:
    return hours.quantize(Decimal("0.1"), ROUND_HALF_UP)


def curve(efforts: Sequence[Effort], first_on: dt.date, last_on: dt.date, today: dt.date) -> list[WeekHours]:
    """Week by week: the curve of hours (HIL-04) and of paid hours (SKI-09); after today as it is planned."""
    return [week_of(efforts, monday, is_ahead=monday > today) for monday in mondays(first_on, last_on)]


def missing_hours(counted: Decimal, required: Step | None) -> Decimal:
    """Hours under the requirement of a week; none where nothing is required yet."""
    return max((required.hours if required else ZERO) - counted, ZERO)


# --- limits -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Limits:
    """What a kind of activity allows. Whatever is None has no limit."""

    hours_a_week: Decimal | None = None
    hours_in_all: Decimal | None = None
    months: int | None = None
    weeks: int | None = None


class Over(StrEnum):
    """A limit that is passed, or will be."""

    LASTS_TOO_LONG = "lasts_too_long"
    NO_END = "no_end"
    HOURS_A_WEEK = "hours_a_week"
    HOURS_IN_ALL = "hours_in_all"


def last_day(limits: Limits, start_on: dt.date) -> dt.date | None:
    """The last day that the limits allow. Three months from 15 January end on 14 April, four weeks on the 28th day."""
    days = []
    if limits.weeks is not None:
        days.append(start_on + dt.timedelta(weeks=limits.weeks) - ONE_DAY)
    if limits.months is not None:
        days.append(add_months(start_on, limits.months) - ONE_DAY)
    return min(days, default=None)


def passed(
    limits: Limits, start_on: dt.date, end_on: dt.date | None, steps: Iterable[Step], used: Decimal, today: dt.date
) -> list[Over]:
    """The limits that an activity passes. used: hours noted so far."""
    found, last = [], last_day(limits, start_on)
    if last and end_on and end_on > last:
        found.append(Over.LASTS_TOO_LONG)
    elif last and end_on is None and today > last:
        found.append(Over.NO_END)
    if limits.hours_a_week is not None and any(step.hours > limits.hours_a_week for step in steps):
        found.append(Over.HOURS_A_WEEK)
    if limits.hours_in_all is not None and used > limits.hours_in_all:
        found.append(Over.HOURS_IN_ALL)
    return found


# --- the week's timetable -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """An hour in the timetable: weekday (Monday 0), minutes after midnight, and minutes on the way there."""

    day: int
    from_at: int
    to_at: int
    transport: int = 0
    name: str = field(default="", compare=False)

    @property
    def minutes(self) -> int:
        return self.to_at - self.from_at


class GapKind(StrEnum):
    EMPTY_DAY = "empty_day"
    BETWEEN = "between"
    OVERLAP = "overlap"
    TOO_FAR = "too_far"


@dataclass(frozen=True, slots=True)
class Gap:
    """A hole or a clash in the week (AAR-07). minutes: how long it is, or how much is lacking."""

    kind: GapKind
    day: int
    minutes: int = 0
    before: str = ""
    after: str = ""


def gaps(slots: Iterable[Slot]) -> list[Gap]:
    """Empty workdays, free time between two efforts beyond the way and a pause, clashes, and ways that are too long.

    A week without a timetable has no gaps: nobody has drawn it yet.
    """
    by_day: dict[int, list[Slot]] = {}
    for slot in slots:
        by_day.setdefault(slot.day, []).append(slot)
    if not by_day:
        return []
    found = [Gap(GapKind.EMPTY_DAY, day) for day in range(WORKDAYS) if day not in by_day]
    for day, of_day in by_day.items():
        found += _gaps_of_day(day, sorted(of_day))
    return sorted(found, key=lambda gap: (gap.day, gap.kind, gap.minutes))


def _gaps_of_day(day: int, slots: Sequence[Slot]) -> list[Gap]:
    found, last = [], slots[0]
    for slot in slots[1:]:
        free = slot.from_at - last.to_at
        if free < 0:
            found.append(Gap(GapKind.OVERLAP, day, min(-free, slot.minutes), last.name, slot.name))
        elif free < slot.transport:
            found.append(Gap(GapKind.TOO_FAR, day, slot.transport - free, last.name, slot.name))
        elif free - slot.transport > BREAK:
            found.append(Gap(GapKind.BETWEEN, day, free - slot.transport, last.name, slot.name))
        last = max(last, slot, key=lambda one: one.to_at)
    return found


def timetable_hours(slots: Iterable[Slot]) -> Decimal:
    """Hours in the timetable of a week, without the way."""
    return Decimal(sum(slot.minutes for slot in slots)) / 60
