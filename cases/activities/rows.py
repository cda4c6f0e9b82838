"""Activities as the tab shows them: every text ready to print, several at once on one axis."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.dates import MONTHS_3
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.activities import access, drawing, rules, steps
from cases.activities.rules import CountsAs, Effort, Gap, GapKind, Over
from cases.models import Activity, RequiredHours
from igu.rules.months import add_months, last_day_of_month
from igu.web import days, numbers

COUNTS_AS = {
    CountsAs.WORK: gettext_lazy("Work"),
    CountsAs.INTERNSHIP: gettext_lazy("Internship"),
    CountsAs.DANISH: gettext_lazy("Danish"),
    CountsAs.COURSE: gettext_lazy("Course"),
    CountsAs.HEALTH: gettext_lazy("Health"),
    CountsAs.SOCIAL: gettext_lazy("Social"),
    CountsAs.FAMILY: gettext_lazy("Family"),
    CountsAs.SUPPORT: gettext_lazy("Support at work"),
}


def place_of(activity: Activity) -> str:
    """Where it is: the firm, its workplace, or the place in own words."""
    names = [str(part) for part in (activity.employer, activity.workplace) if part]
    return ", ".join([*names, *([activity.place] if activity.place else [])])


# --- state and limits in words ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class State:
    badge: str
    label: str


def state_of(activity: Activity, kind, today: dt.date) -> State:
    if activity.outcome:
        outcome = kind.outcome(activity.outcome)
        return State(
            "badge-success" if outcome and outcome.is_good else "badge-neutral", kind.outcome_label(activity.outcome)
        )
    if activity.start_on > today:
        return State("badge-neutral", _("Coming"))
    if activity.end_on and activity.end_on < today:
        return State("badge-warning", _("Outcome missing") if kind.outcomes else _("Over"))
    return State("badge-info", _("Running"))


def limits_in_words(activity: Activity, kind, used: Decimal, today: dt.date) -> list[str]:
    """What passes a limit of the kind, and what is near it, each in a sentence. Nothing is forbidden by it."""
    planned = steps.steps_of(activity.planned)
    found = rules.passed(kind.limits, activity.start_on, activity.end_on, planned, used, today)
    last, limits = rules.last_day(kind.limits, activity.start_on), kind.limits
    words = {
        Over.LASTS_TOO_LONG: _("Planned longer than usual: the limit is %(day)s.") % {"day": days.plain(last)},
        Over.NO_END: _("Should have ended by %(day)s. Stop it, or say why it goes on.") % {"day": days.plain(last)},
        Over.HOURS_A_WEEK: _("More than %(hours)s hours a week.") % {"hours": numbers.hours(limits.hours_a_week or 0)},
        Over.HOURS_IN_ALL: _("More than the %(hours)s hours there are.")
        % {"hours": numbers.hours(limits.hours_in_all or 0)},
    }
    if activity.outcome:
        found = [over for over in found if over is Over.HOURS_IN_ALL]
    return [words[over] for over in found]


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One activity in the tab."""

    activity: Activity
    name: str
    place: str
    period: str
    hours: str
    used: str
    state: State
    warnings: list[str]
    x: float
    width: float
    is_over: bool


@dataclass(frozen=True, slots=True)
class Axis:
    """The months above the bars, and where today is; all in per cent of the width."""

    first_on: dt.date
    last_on: dt.date
    months: list[tuple[float, str]]
    today: float | None

    def at(self, day: dt.date) -> float:
        length = (self.last_on - self.first_on).days + 1
        return round(100 * max(0, min((day - self.first_on).days, length)) / length, 2)


def axis_of(activities: Sequence[Activity], today: dt.date) -> Axis:
    first = min(activity.start_on for activity in activities).replace(day=1)
    last = max([add_months(today, 1), *(activity.end_on or activity.start_on for activity in activities)])
    last = last_day_of_month(last)
    axis = Axis(first, last, [], None)
    months, day = [], first
    every = max(1, ((last.year - first.year) * 12 + last.month - first.month) // 6)
    while day <= last:
        name = str(MONTHS_3[day.month])
        months.append((axis.at(day), f"{name} {day.year}" if day.month == 1 or not months else name))
        day = add_months(day, every)
    return Axis(first, last, months, axis.at(today) if first <= today <= last else None)


def row_of(activity: Activity, axis: Axis, today: dt.date) -> ActivityRow:
    kind = access.kind_of(activity)
    last = activity.end_on or axis.last_on
    return ActivityRow(
        activity=activity,
        name=activity.name,
        place=place_of(activity),
        period=period_of(activity),
        hours=hours_now(activity, today),
        used=used_of(kind, activity.used_hours),
        state=state_of(activity, kind, today),
        warnings=limits_in_words(activity, kind, activity.used_hours, today),
        x=axis.at(activity.start_on),
        width=max(axis.at(last + rules.ONE_DAY) - axis.at(activity.start_on), 0.8),
        is_over=bool(activity.outcome or (activity.end_on and activity.end_on < today)),
    )


def period_of(activity: Activity) -> str:
    if activity.end_on is None:
        return _("from %(day)s") % {"day": days.plain(activity.start_on)}
    return f"{days.plain(activity.start_on)} – {days.plain(activity.end_on)}"


def hours_now(activity: Activity, today: dt.date) -> str:
    """»15 af 20«: hours a week really worked of those planned; one of them alone where the other is not noted."""
    day = max(today, activity.start_on)
    planned = rules.in_force(steps.steps_of(activity.planned), day)
    actual = rules.in_force(steps.steps_of(activity.actual), day)
    if planned and actual:
        return _("%(actual)s of %(planned)s") % {
            "actual": numbers.hours(actual.hours),
            "planned": numbers.hours(planned.hours),
        }
    step = actual or planned
    return numbers.hours(step.hours) if step else days.NONE


def used_of(kind, used: Decimal) -> str:
    if kind.limits.hours_in_all:
        return _("%(used)s of %(all)s hours") % {
            "used": numbers.hours(used),
            "all": numbers.hours(kind.limits.hours_in_all),
        }
    return _("%(used)s hours noted") % {"used": numbers.hours(used)} if used else ""


# --- the week and its gaps --------------------------------------------------------------------------------------------


def gap_in_words(gap: Gap) -> str:
    day = _(days.LONG[gap.day]).capitalize()
    if gap.kind is GapKind.EMPTY_DAY:
        return _("%(day)s: nothing.") % {"day": day}
    words = {"day": day, "minutes": gap.minutes, "before": gap.before, "after": gap.after}
    if gap.kind is GapKind.BETWEEN:
        return _("%(day)s: %(minutes)d minutes free between %(before)s and %(after)s.") % words
    if gap.kind is GapKind.TOO_FAR:
        return _("%(day)s: %(minutes)d minutes too few for the way from %(before)s to %(after)s.") % words
    return _("%(day)s: %(before)s and %(after)s at the same time for %(minutes)d minutes.") % words


@dataclass(frozen=True, slots=True)
class TypeHours:
    label: str
    hours: Decimal
    share: float


@dataclass(frozen=True, slots=True)
class ThisWeek:
    """The week of today: what counts, for what, and what is missing under the requirement."""

    counted: Decimal
    paid: Decimal
    required: Decimal | None
    missing: Decimal
    ground: str
    by_type: list[TypeHours]
    next_step: str
    gaps: list[str]
    picture: drawing.WeekPicture | None


def this_week(
    activities: list[Activity], efforts: list[Effort], required: list[RequiredHours], today: dt.date
) -> ThisWeek:
    monday = rules.monday_of(today)
    week = rules.week_of(efforts, monday)
    need = rules.in_force(access.required_steps(required), monday)
    coming = next((row for row in required if row.from_on > monday), None)
    running = [activity for activity in activities if not activity.outcome and activity.runs_on(today)]
    slots = [slot for one in running for slot in steps.slots_of(one.timetable, one.name)]
    return ThisWeek(
        counted=week.counted,
        paid=week.paid,
        required=need.hours if need else None,
        missing=rules.missing_hours(week.counted, need),
        ground=next((row.get_ground_display() for row in reversed(required) if row.from_on <= monday), ""),
        by_type=[
            TypeHours(COUNTS_AS[kind], hours, numbers.share(hours, need.hours if need else week.counted))
            for kind, hours in sorted(week.by_type.items(), key=lambda item: -item[1])
        ],
        next_step=_("From %(day)s: %(hours)s hours.")
        % {"day": days.plain(coming.from_on), "hours": numbers.hours(coming.hours)}
        if coming
        else "",
        gaps=[gap_in_words(gap) for gap in rules.gaps(slots)],
        picture=drawing.week_of(slots),
    )


# --- the tab ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tab:
    rows: list[ActivityRow]
    axis: Axis | None
    week: ThisWeek
    hours: drawing.Hours | None
    required: list[RequiredHours] = field(default_factory=list)


def tab_of(case, today: dt.date) -> Tab:
    """All that the tab shows, in four queries however many activities there are."""
    activities, required = access.activities_of(case), access.required_of(case)
    attended = access.attended_by_week(case) if activities else {}
    efforts = access.efforts_of(activities, attended) + access.work_of(case)
    axis = axis_of(activities, today) if activities else None
    return Tab(
        rows=[row_of(activity, axis, today) for activity in activities] if axis else [],
        axis=axis,
        week=this_week(activities, efforts, required, today),
        hours=_hours(efforts, required, today) if efforts else None,
        required=required,
    )


def _hours(efforts, required, today):
    first = min(effort.start_on for effort in efforts)
    last = max(effort.end_on or today + drawing.AFTER for effort in efforts)
    weeks = rules.curve(efforts, *drawing.around(today, first, last), today)
    return drawing.hours_of(weeks, access.required_steps(required), today) if weeks else None
