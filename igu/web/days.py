"""Dates in words, as the screens write them: »ti. 29-12«, »9 dage for sent«. For tags and for rows made in Python."""

import datetime as dt
from functools import cache

from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_noop, ngettext
from django.utils.translation import gettext as _

NONE = "–"
SHORT = (
    gettext_noop("Mon."),
    gettext_noop("Tue."),
    gettext_noop("Wed."),
    gettext_noop("Thu."),
    gettext_noop("Fri."),
    gettext_noop("Sat."),
    gettext_noop("Sun."),
)
LONG = (
    gettext_noop("Monday"),
    gettext_noop("Tuesday"),
    gettext_noop("Wednesday"),
    gettext_noop("Thursday"),
    gettext_noop("Friday"),
    gettext_noop("Saturday"),
    gettext_noop("Sunday"),
)
MONTHS = (
    gettext_noop("January"),
    gettext_noop("February"),
    gettext_noop("March"),
    gettext_noop("April"),
    gettext_noop("May"),
    gettext_noop("June"),
    gettext_noop("July"),
    gettext_noop("August"),
    gettext_noop("September"),
    gettext_noop("October"),
    gettext_noop("November"),
    gettext_noop("December"),
)


def plain(day: dt.date | None) -> str:
    """»29-12-2026«; an empty date is a dash."""
    return f"{day.day:02}-{day.month:02}-{day.year}" if day else NONE


def weekday(day: dt.date) -> str:
    """»ti.«"""
    return _weekday(day.weekday(), get_language())


@cache
def _weekday(number: int, _language: str) -> str:
    return _(SHORT[number])


def short(day: dt.date | None) -> str:
    """»ti. 29-12«"""
    return f"{weekday(day)} {day.day:02}-{day.month:02}" if day else NONE


def full(day: dt.date | None) -> str:
    """»ti. 29-12-2026«"""
    return f"{weekday(day)} {plain(day)}" if day else NONE


def headline(day: dt.date) -> str:
    """»Torsdag 7. januar 2027 · uge 1«"""
    parts = {
        "weekday": _(LONG[day.weekday()]),
        "month": _(MONTHS[day.month - 1]),
        "day": day.day,
        "year": day.year,
        "week": day.isocalendar().week,
    }
    return capfirst(_("%(weekday)s %(month)s %(day)d, %(year)d · week %(week)d") % parts)


def month(day: dt.date) -> str:
    """»januar 2027«"""
    return f"{_(MONTHS[day.month - 1])} {day.year}"


def distance(day: dt.date, today: dt.date) -> str:
    """»9 dage for sent«, »i dag«, »om 5 dage«."""
    days = (day - today).days
    if days < 0:
        return ngettext("%(n)d day late", "%(n)d days late", -days) % {"n": -days}
    if days == 0:
        return _("today")
    return ngettext("in %(n)d day", "in %(n)d days", days) % {"n": days}


def since(day: dt.date | None, today: dt.date) -> str:
    """»i dag«, »denne uge«, »3 uger siden«: how long ago a contact was, in whole weeks."""
    if day is None:
        return NONE
    days = (today - day).days
    if days <= 0:
        return _("today")
    if days < 7:
        return _("this week")
    return ngettext("%(n)d week ago", "%(n)d weeks ago", days // 7) % {"n": days // 7}
