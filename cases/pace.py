"""How far a plan ought to be: the required hours spread evenly over the agreement, as a number and as a filter."""

import datetime as dt
from decimal import Decimal

from django.db.models import Case, DecimalField, F, Func, IntegerField, Q, Value, When
from django.db.models.functions import Cast, Greatest, Least

from cases import words
from igu.rules import ledger, statute

NUMERIC = DecimalField(max_digits=12, decimal_places=4)
UNDER_WAY = (words.Stage.RUNNING, words.Stage.PAUSED, words.Stage.FINAL)


def law_of(start_on: dt.date) -> statute.Statute:
    """The rules of the start date; outside the scheme those that lie nearest."""
    return statute.statute_for(start_on) or (statute.V1 if start_on < statute.FIRST_START else statute.V6)


def even_hours(start_on: dt.date, end_on: dt.date, today: dt.date) -> Decimal:
    """Counted hours that an even tempo would have by the end of the day."""
    return ledger.even_pace(law_of(start_on), start_on, end_on, today)


def day_of(start_on: dt.date, end_on: dt.date, today: dt.date) -> tuple[int, int]:
    """»Day 312 of 731«: both days count."""
    return (today - start_on).days + 1, (end_on - start_on).days + 1


def is_behind(today: dt.date, behind_hours: int) -> Q:
    """Cases under way whose counted hours lie more than so many hours under an even pace. The same sum as above."""
    days = _days(F("ends_on"), F("agreement__start_on"))
    passed = Least(Greatest(_days(Value(today), F("agreement__start_on")), Value(0)), days)
    even = _required() * Cast(passed, NUMERIC) / days
    return Q(stage__in=UNDER_WAY, agreement__isnull=False) & Q(counted_hours__lt=even - Value(Decimal(behind_hours)))


def _days(last, first):
    return Func(last, first, template="(%(expressions)s + 1)", arg_joiner=" - ", output_field=IntegerField())


def _required():
    """Counted hours by the start date; a version that changed nothing here needs no branch of its own."""
    by_start = [
        When(agreement__start_on__lt=later.starts_on, then=Value(Decimal(law.school.counted_hours)))
        for law, later in zip(statute.VERSIONS, statute.VERSIONS[1:], strict=False)
        if law.school.counted_hours != later.school.counted_hours
    ]
    return Case(*by_start, default=Value(Decimal(statute.V6.school.counted_hours)), output_field=NUMERIC)
