"""The pages around an activity, ready to print: itself, its week of attendance, the kinds to choose from."""

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from cases.activities import absence, access, drawing, forms, hours_forms, rows, rules, steps
from cases.activities.kinds import AskType
from cases.activities.rules import CountsAs
from cases.definitions.texts import said
from cases.models import Activity, Attendance
from cases.words import Presence
from igu.web import days, numbers


def day_of(text: str) -> dt.date | None:
    with suppress(ValueError):
        return dt.date.fromisoformat(text)
    return None


# --- kinds to choose from ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class KindLine:
    key: str
    name: str
    help: str
    source: str


def kinds_by_group(actor) -> list[tuple[str, list[KindLine]]]:
    """The kinds of activity under what their hours count as."""
    groups: dict[CountsAs, list[KindLine]] = {}
    for offer in access.kinds_of(actor):
        line = KindLine(offer.key, offer.name, said(offer.content.help), offer.source)
        groups.setdefault(offer.content.counts_as, []).append(line)
    order = [CountsAs.COURSE, CountsAs.INTERNSHIP, CountsAs.WORK, CountsAs.DANISH, CountsAs.SUPPORT]
    order += [kind for kind in CountsAs if kind not in order]
    return [(rows.COUNTS_AS[kind], groups[kind]) for kind in order if kind in groups]


# --- one activity -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StepRow:
    from_on: dt.date
    planned: str
    actual: str
    has_planned: bool
    has_actual: bool


@dataclass(frozen=True, slots=True)
class SlotRow:
    day: str
    time: str
    way: int
    value: str


@dataclass(frozen=True, slots=True)
class ActivityPage:
    activity: Activity
    name: str
    place: str
    period: str
    state: rows.State
    facts: list[tuple[str, str]]
    warnings: list[str]
    counts_as: str
    last_allowed: str
    used: str
    used_share: float | None
    steps: list[StepRow]
    slots: list[SlotRow]
    hours: drawing.Hours | None
    attendance: list[Attendance]
    summary: str
    has_attendance: bool
    outcomes_known: bool
    leads_to_agreement: bool


def page_of(activity: Activity, today: dt.date) -> ActivityPage:
    kind, attendance = access.kind_of(activity), access.attendance_of(activity)
    used = sum((one.hours for one in attendance if one.presence == Presence.PRESENT), Decimal(0))
    last = rules.last_day(kind.limits, activity.start_on)
    total = kind.limits.hours_in_all
    return ActivityPage(
        activity=activity,
        name=activity.name,
        place=rows.place_of(activity),
        period=rows.period_of(activity),
        state=rows.state_of(activity, kind, today),
        facts=_facts(activity, kind),
        warnings=rows.limits_in_words(activity, kind, used, today),
        counts_as=rows.COUNTS_AS[kind.counts_as],
        last_allowed=days.plain(last) if last else "",
        used=rows.used_of(kind, used),
        used_share=numbers.share(used, total) if total else None,
        steps=_steps(activity),
        slots=[
            SlotRow(
                _(days.LONG[slot.day]).capitalize(),
                f"{drawing.clock(slot.from_at)}–{drawing.clock(slot.to_at)}",
                slot.transport,
                f"{slot.day}-{slot.from_at}",
            )
            for slot in steps.slots_of(activity.timetable)
        ],
        hours=_hours(activity, attendance, today),
        attendance=attendance,
        summary=_summary(attendance),
        has_attendance=kind.has_attendance or bool(attendance),
        outcomes_known=bool(kind.outcomes),
        leads_to_agreement=_leads_to_agreement(activity, kind),
    )


def _leads_to_agreement(activity, kind) -> bool:
    """A trial that ended well: what comes next is the agreement."""
    outcome = kind.outcome(activity.outcome)
    return bool(kind.is_run_up and kind.counts_as is CountsAs.INTERNSHIP and outcome and outcome.is_good)


def _facts(activity, kind) -> list[tuple[str, str]]:
    """What the kind asked for, as it was answered; the rest of an older edition under its key."""
    asks = {ask.key: ask for ask in kind.asks}
    found = [(ask.label, _fact(ask, activity.facts[ask.key])) for ask in kind.asks if activity.facts.get(ask.key)]
    if talk := activity.facts.get("igu_talk"):
        found.append((_("Was IGU talked about?"), str(dict(forms.IGU_TALK).get(talk, talk))))
    found += [(key, str(value)) for key, value in activity.facts.items() if key not in asks and key != "igu_talk"]
    return found


def _fact(ask, value: str) -> str:
    if ask.type is AskType.YES_NO:
        return str(dict(forms.YES_NO).get(value, value))
    if ask.type is AskType.CHOICE:
        return said(ask.choices[value]) if value in ask.choices else value
    if ask.type is AskType.DATE:
        return days.plain(day_of(value)) if day_of(value) else value
    return value


def _steps(activity) -> list[StepRow]:
    planned = {step.from_on: step for step in steps.steps_of(activity.planned)}
    actual = {step.from_on: step for step in steps.steps_of(activity.actual)}
    return [
        StepRow(day, _step(planned.get(day)), _step(actual.get(day)), day in planned, day in actual)
        for day in sorted(planned | actual)
    ]


def _step(step: rules.Step | None) -> str:
    if step is None:
        return ""
    if not step.paid:
        return numbers.hours(step.hours)
    return _("%(hours)s, %(paid)s of them paid") % {
        "hours": numbers.hours(step.hours),
        "paid": numbers.hours(step.paid),
    }


def _hours(activity, attendance, today) -> drawing.Hours | None:
    by_week: dict[dt.date, Decimal] = {}
    for one in attendance:
        if one.presence != Presence.CANCELLED:
            monday = rules.monday_of(one.held_on)
            hours = one.hours if one.presence == Presence.PRESENT else Decimal(0)
            by_week[monday] = by_week.get(monday, Decimal(0)) + hours
    efforts = access.efforts_of([activity], {activity.id: by_week})
    last = activity.end_on or today + drawing.AFTER
    weeks = rules.curve(efforts, *drawing.around(today, activity.start_on, last), today)
    return drawing.hours_of(weeks, [], today) if len(weeks) > 1 else None


def _summary(attendance: Sequence[Attendance]) -> str:
    """»Til stede 14 af 16 dage (88 %), 28 timer.« Days that were not held count for nobody."""
    held = [one for one in attendance if one.presence != Presence.CANCELLED]
    there = [one for one in held if one.presence == Presence.PRESENT]
    if not held:
        return ""
    return _("Present on %(there)d of %(held)d days (%(share)s), %(hours)s hours.") % {
        "there": len(there),
        "held": len(held),
        "share": numbers.percent(len(there), len(held)),
        "hours": numbers.hours(sum((one.hours for one in there), Decimal(0))),
    }


# --- a week of attendance ---------------------------------------------------------------------------------------------


def monday_of(text: str, activity: Activity, today: dt.date) -> dt.date:
    """The week that the URL asks for as 2026-W48; without one the week of today, within the activity."""
    with suppress(ValueError):
        year, _sep, week = text.partition("-W")
        monday = dt.date.fromisocalendar(int(year[:4]), int(week[:2]), 1)
        if forms.FIRST_DAY <= monday <= forms.LAST_DAY:
            return monday
    last = activity.end_on or today
    return rules.monday_of(max(min(today, last), activity.start_on))


@dataclass
class Week:
    """The days of a week as forms in a row."""

    activity: Activity
    monday: dt.date
    days: list[hours_forms.DayForm]

    @cached_property
    def name(self) -> str:
        return _week_name(self.monday)

    @property
    def next_name(self) -> str:
        return _week_name(self.monday + dt.timedelta(weeks=1))

    @property
    def previous_name(self) -> str:
        return _week_name(self.monday - dt.timedelta(weeks=1))

    @property
    def number(self) -> int:
        return self.monday.isocalendar().week

    def is_valid(self) -> bool:
        checked = [form.is_valid() for form in self.days]  # each of them, so that each says what is wrong
        return all(checked)

    @property
    def noted(self) -> list[dict]:
        return [form.noted for form in self.days]


def _week_name(monday: dt.date) -> str:
    year, week, _day = monday.isocalendar()
    return f"{year}-W{week:02}"


def attendance_week(activity: Activity, monday: dt.date, data) -> Week:
    sunday = monday + 6 * rules.ONE_DAY
    noted = {one.held_on: one for one in access.attendance_of(activity) if monday <= one.held_on <= sunday}
    wanted = [monday + n * rules.ONE_DAY for n in range(7)]
    shown = [
        day
        for day in wanted
        if day.weekday() < rules.WORKDAYS or day in noted or (data and f"d{day.weekday()}-presence" in data)
    ]
    return Week(activity, monday, [_day_form(day, noted.get(day), data) for day in shown])


def _day_form(day: dt.date, noted: Attendance | None, data) -> hours_forms.DayForm:
    initial = {"presence": noted.presence, "hours": noted.hours, "about": noted.about} if noted else None
    return hours_forms.DayForm(data, prefix=f"d{day.weekday()}", initial=initial, held_on=day)


# --- absence ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Absences:
    rows: list[absence.AbsenceRow]
    extension: str


def absences_of(case, today: dt.date) -> Absences:
    found = access.absences_of(case)
    return Absences(
        [absence.row_of(one, today) for one in found], absence.extension_in_words(found, case.agreement, today)
    )
