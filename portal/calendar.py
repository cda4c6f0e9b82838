"""How the portal words days: what a trainee does today, the next course, the courses of the coming weeks."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from igu.web import days
from portal.access import Ask, Course, Trainee

STATES = {
    "before": (gettext_lazy("Not started"), ""),
    "school": (gettext_lazy("On a course today"), "badge-info"),
    "work": (gettext_lazy("At work today"), "badge-success"),
    "over": (gettext_lazy("Over"), ""),
}
WEEKS = 4


@dataclass(frozen=True, slots=True)
class Card:
    """A trainee as the page shows one."""

    trainee: Trainee
    state: str
    badge: str
    next_course: Course | None
    next_label: str
    when: str

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
    return Card(trainee, state, badge, course, label, period(course) if course else "")


def period(course: Course) -> str:
    """»Onsdag 25-11-2026« or »23-11-2026 – 27-11-2026«."""
    if course.start_on == course.end_on:
        return days.full(course.start_on)
    return f"{days.plain(course.start_on)} – {days.plain(course.end_on)}"


def with_trainee(asks: list[Ask], trainees: dict) -> list[tuple[Ask, Trainee]]:
    return [(ask, trainees[ask.agreement_id]) for ask in asks if ask.agreement_id in trainees]


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
