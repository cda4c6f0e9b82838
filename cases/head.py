"""What the head of a case page says: three meters, who and where, and what asks for attention."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from cases import models, pace, rows
from cases.panels import Notice
from igu.web import days, numbers


@dataclass(frozen=True, slots=True)
class Programme:
    """Day n of how many, and the hours of how many that are needed. Widths and places are in per cent of the bar."""

    start_on: dt.date
    end_on: dt.date
    day: int
    of_days: int
    day_share: float
    counted: Decimal
    planned: Decimal
    missing: Decimal
    required: int
    even: Decimal
    is_under_way: bool

    @property
    def has_begun(self) -> bool:
        return self.day > 0

    @property
    def is_over(self) -> bool:
        return self.day > self.of_days

    @property
    def of_days_in_words(self) -> str:
        return _("of %(days)s") % {"days": numbers.thousands(self.of_days)}

    @property
    def of_required_in_words(self) -> str:
        return _("of %(required)s") % {"required": numbers.thousands(self.required)}

    @property
    def planned_in_words(self) -> str:
        return _("%(hours)s planned") % {"hours": numbers.hours(self.planned)}

    @property
    def missing_in_words(self) -> str:
        return _("%(hours)s missing") % {"hours": numbers.hours(self.missing)} if self.missing else ""

    @property
    def pace_place(self) -> Decimal | None:
        return self.even if self.is_under_way else None

    @property
    def pace_in_words(self) -> str:
        """»39 foran jævn takt«, »120 bagud for jævn takt«; nothing before the start and after the end."""
        ahead = round(self.counted - self.even)
        if not self.is_under_way:
            return ""
        if ahead < 0:
            return _("%(hours)d behind an even pace") % {"hours": -ahead}
        return _("%(hours)d ahead of an even pace") % {"hours": ahead}


@dataclass(frozen=True, slots=True)
class Head:
    badge: str
    stage: str
    programme: Programme | None
    next_day: str
    next_distance: str
    next_what: str
    next_is_late: bool


def head_of(case: models.Case, today: dt.date) -> Head:
    has_next = case.next_due_on != models.NEVER
    return Head(
        badge=rows.BADGES[case.stage],
        stage=rows.STAGES[case.stage],
        programme=_programme(case, today),
        next_day=days.full(case.next_due_on) if has_next else "",
        next_distance=days.distance(case.next_due_on, today) if has_next else "",
        next_what=rows.in_words(case.next_what, case.next_count),
        next_is_late=case.next_due_on < today,
    )


def _programme(case, today):
    if case.agreement is None:
        return None
    start_on, end_on = case.agreement.start_on, case.agreement.last_day
    day, of_days = pace.day_of(start_on, end_on, today)
    required = pace.law_of(start_on).school.counted_hours
    return Programme(
        start_on=start_on,
        end_on=end_on,
        day=day,
        of_days=of_days,
        day_share=numbers.share(max(day, 0), of_days),
        counted=case.counted_hours,
        planned=case.planned_hours,
        missing=max(required - case.counted_hours - case.planned_hours, Decimal(0)),
        required=required,
        even=pace.even_hours(start_on, end_on, today),
        is_under_way=case.stage in pace.UNDER_WAY,
    )


def notices(case: models.Case, today: dt.date) -> list[Notice]:
    """What the case itself asks for: an end that nobody has noted, and a permit that is too short."""
    return [notice for notice in (_overdue_end(case, today), _short_permit(case)) if notice]


def _overdue_end(case, today):
    agreement = case.agreement
    if agreement is None or agreement.ending or agreement.end_on >= today:
        return None
    return Notice(
        _("The agreement is over."),
        _("It ended on %(day)s. Note how it went, so that outcome and reports are right.")
        % {"day": days.full(agreement.end_on)},
        reverse("agreement_end", args=[case.id, agreement.id]),
        _("Note the ending"),
    )


def _short_permit(case):
    agreement, until = case.agreement, case.citizen.permit_until
    if agreement is None or agreement.ending or until is None or until >= agreement.end_on:
        return None
    return Notice(
        _("The residence permit ends early."),
        _("It is valid until %(until)s, the agreement runs until %(end)s. Ask about an extension in good time.")
        % {"until": days.plain(until), "end": days.plain(agreement.end_on)},
    )
