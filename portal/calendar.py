"""How the portal words days: what a trainee does today, the next course, the courses of the coming weeks."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from igu.rules.workdays import ClosedDays
from igu.web import days
from portal.access import Course, Deadline, Trainee

STATES = {
    "before": (gettext_lazy("Not started"), ""),
    "school": (gettext_lazy("On a course today"), "badge-info"),
    "some_days": (gettext_lazy("On a course some days"), "badge-info"),
    "work": (gettext_lazy("At work today"), "badge-success"),
    "over": (gettext_lazy("Over"), ""),
}
WEEKS = 4
HOLIDAYS = ClosedDays(closing_days=frozenset())
DEADLINES = {
    "vitas_agreement": gettext_lazy("Type the agreement into VITAS"),
    "vitas_plan": gettext_lazy("Type the education plan into VITAS"),
    "certificate": gettext_lazy("Write the certificate and hand it over"),
}


@dataclass(frozen=True, slots=True)
class Card:
    """A trainee as the page shows one."""

    trainee: Trainee
    state: str
    badge: str
    next_course: Course | None
    next_label: str
    when: str
    back: str

    @property
    def width(self) -> float:
        """The bar's length in percent."""
        return min(100.0, float(self.trainee.hours_done) * 100 / self.trainee.required_hours)


def card(trainee: Trainee, today: dt.date) -> Card:
    state, badge = STATES[trainee.state(today)]
    course = trainee.next_course(today)
    running = course is not None and course.start_on <= today
    first = course is not None and course is next((c for c in trainee.courses if not c.is_cancelled), None)
    label = _("Course now") if running else _("First course") if first else _("Next course")
    return Card(trainee, state, badge, course, label, period(course) if course else "", _back(course))


def _back(course: Course | None) -> str:
    """»tilbage ma. 30-11-2026«; what the municipality keeps closed says nothing about the firm."""
    if course is None or not course.fills_the_day:
        return ""
    day = HOLIDAYS.working_day_after(course.end_on + dt.timedelta(days=1))
    return _("back %(day)s") % {"day": days.full(day)}


def period(course: Course) -> str:
    """»Onsdag 25-11-2026« or »23-11-2026 – 27-11-2026«."""
    if course.start_on == course.end_on:
        return days.full(course.start_on)
    return f"{days.plain(course.start_on)} – {days.plain(course.end_on)}"


@dataclass(frozen=True, slots=True)
class Ask:
    """A deadline in the portal's own words."""

    trainee: Trainee
    what: str
    due_on: dt.date


@dataclass(frozen=True, slots=True)
class Question:
    """The question of the month about one trainee; `is_called` when the firm has asked for a call."""

    trainee: Trainee
    is_called: bool


def asks(deadlines: list[Deadline], trainees: list[Trainee]) -> list[Ask]:
    by_agreement = {trainee.agreement_id: trainee for trainee in trainees}
    return [
        Ask(trainee, str(DEADLINES[one.key]), one.due_on)
        for one in deadlines
        if (trainee := by_agreement.get(one.agreement_id))
    ]


def questions(trainees: list[Trainee], answers: dict[UUID, bool], today: dt.date) -> list[Question]:
    """One a month about each trainee at work; a good answer ends it, a call that was asked for stays in sight."""
    return [
        Question(trainee, is_called=trainee.agreement_id in answers)
        for trainee in trainees
        if trainee.is_running(today) and not answers.get(trainee.agreement_id)
    ]


def next_weeks(trainees: list[Trainee], today: dt.date) -> list[tuple[int, list]]:
    """(ISO week, [(first name, days, course)]) for this week and the three after it."""
    monday = today - dt.timedelta(days=today.weekday())
    weeks = [monday + dt.timedelta(weeks=number) for number in range(WEEKS)]
    return [(week.isocalendar().week, list(_courses_in(trainees, week))) for week in weeks]


def _courses_in(trainees, monday):
    friday = monday + dt.timedelta(days=4)
    for trainee in trainees:
        for course in trainee.courses:
            if not course.is_cancelled and course.start_on <= friday and course.end_on >= monday:
                first, last = max(course.start_on, monday), min(course.end_on, friday)
                span = days.short(first) if first == last else f"{days.short(first)} – {days.short(last)}"
                yield trainee.first_name, span, course.title


def coordinators(trainees: list[Trainee]) -> list[tuple[str, str]]:
    """(name, phone) of those who have the firm's trainees, each once."""
    return list(dict.fromkeys((t.coordinator, t.coordinator_phone) for t in trainees if t.coordinator))
