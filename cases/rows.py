"""A case as a row of the list, every text made here: a template that formats fifty rows would be slow."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from cases import pace, words
from cases.models import NEVER
from igu.rules import ledger
from igu.web import addresses, days, numbers
from igu.web.said import Said
from igu.web.statements import as_text

NONE = days.NONE

FIELDS = (
    as_text("id"),  # to be printed and noted: to make an id of each takes longer than all else that is done with it
    as_text("citizen_id"),
    "citizen__first_name",
    "citizen__last_name",
    "number",
    "stage",
    "agreement__employer__name",
    "agreement__start_on",
    "ends_on",
    "counted_hours",
    "next_due_on",
    "next_what",
    "next_count",
    "last_contact_on",
    "coordinator__user__name",
    "is_protected",
)
BADGES = {
    words.Stage.RUN_UP: "badge-info",
    words.Stage.BEFORE_START: "badge-neutral",
    words.Stage.RUNNING: "badge-success",
    words.Stage.PAUSED: "badge-warning",
    words.Stage.FINAL: "badge-ending",
    words.Stage.AFTERCARE: "badge-neutral",
    words.Stage.CLOSED: "badge-neutral",
}
STAGES = dict(words.Stage.choices)


@dataclass(frozen=True, slots=True)
class Who:
    """Who looks, on which day, with these saved views, in a municipality that counts hours and weeks so.

    behind_hours: from how many a plan is behind. no_contact_weeks: after how many nobody has been reached.
    """

    actor: object
    today: dt.date
    behind_hours: int
    no_contact_weeks: int
    saved: tuple = ()


class Row(NamedTuple):
    """One case in the list, every text ready to print. Of a protected one no place is told, not even the firm."""

    id: str
    url: str
    name: str
    number: str
    employer: str
    badge: str
    stage: str
    day: str
    of_days: str
    hours: str
    done: float
    even: float | None
    is_behind: bool
    next_day: str
    is_late: bool
    what: str
    contact: str
    contact_is_old: bool
    ends: str
    coordinator: str


def row_of(values: tuple, who: Who, base: str, said: Said) -> Row:
    """Make a row of the FIELDS of a case. base: the address that the id is put behind."""
    case_id, _citizen_id, first, last, number, stage, employer, start_on, ends_on, counted, *rest = values
    due_on, what, times, contact_on, coordinator, is_protected = rest
    day, of_days = _day(stage, start_on, ends_on, who.today)
    hours, done, even, is_behind = _hours(stage, start_on, ends_on, counted, who)
    return Row(
        id=case_id,
        url=f"{base}{case_id}/",
        name=f"{first} {last}",
        number=number,
        employer=_("Protected") if is_protected else employer or NONE,
        badge=BADGES[stage],
        stage=said(_stage, stage),
        day=day,
        of_days=of_days,
        hours=hours,
        done=done,
        even=even,
        is_behind=is_behind,
        next_day=NONE if due_on == NEVER else said(days.full, due_on),
        is_late=due_on < who.today,
        what=said(in_words, what, times),
        contact=said(days.since, contact_on, who.today),
        contact_is_old=bool(contact_on) and contact_on < who.today - dt.timedelta(weeks=who.no_contact_weeks),
        ends=NONE if ends_on == NEVER else days.plain(ends_on),
        coordinator=coordinator or NONE,
    )


def in_words(what: str, times: int) -> str:
    """»Opkald × 2«. What ships with the system is stored as an English text and said in the reader's language."""
    if not what:
        return ""
    return f"{_(what)} × {times}" if times > 1 else _(what)


def _stage(stage) -> str:
    return str(STAGES[stage])


def _day(stage, start_on, ends_on, today):
    if start_on is None or start_on > today:
        return NONE, ""
    if stage in (words.Stage.AFTERCARE, words.Stage.CLOSED):
        return _("over"), ""
    day, of_days = pace.day_of(start_on, ends_on, today)
    return str(day), str(of_days)


def _hours(stage, start_on, ends_on, counted: Decimal, who):
    """Text, width of the bar, place of the even pace, and whether the plan is behind it."""
    if start_on is None:
        return NONE, 0.0, None, False
    law = pace.law_of(start_on)
    required = law.school.counted_hours
    done = numbers.share(counted, required)
    if stage not in pace.UNDER_WAY:
        return f"{counted:.0f}", done, None, False
    even = ledger.even_pace(law, start_on, ends_on, who.today)
    return f"{counted:.0f}", done, min(numbers.share(even, required), 99.2), counted < even - who.behind_hours


def rows_of(rows: list[tuple], who: Who) -> list[Row]:
    """Rows of the FIELDS of cases, ready to print."""
    base, said = addresses.page("case_list"), Said()
    return [row_of(values, who, base, said) for values in rows]
