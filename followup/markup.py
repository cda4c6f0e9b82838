"""The lines of »Min dag« as HTML. Made here and not in templates: a hundred lines in those cost three quarters of the
page. Whatever comes from a person goes through `filled`, which escapes it.

Lines of one sort differ in little: the pattern of a sort is written once a language, with its words and answers in it.
What stands in one pair of braces is filled in for the sort, in two pairs for each line.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cases.words import Stage
from followup import words
from followup.day import Bar, CaseCard, Coming
from followup.lines import Line, asks_of, choices_of, opened_by, when_of
from igu.web import days
from igu.web.addresses import address_of
from igu.web.html import NOTHING, filled, joined
from igu.web.said import Said
from igu.web.templatetags.igu import icon

SORTS = 300  # of lines whose pattern is kept


@dataclass(frozen=True, slots=True)
class Carried:
    """What each form and address of a line carries on: the token of the page, and what the list was asked for."""

    token: str
    asked: str
    asked_too: str


# --- a card -------------------------------------------------------------------------------------------

CARD = """<article class="case{look}" id="card-{band}-{{case_id}}">
<header class="case-head"><h3><a class="name" href="{url}">{{name}}</a></h3> <span class="num soft">{{number}}</span>\
{firm}{{badges}}{progress}</header>
{{lines}}</article>
"""
FIRM = SafeString(" <span>{firm}</span>")
PROGRESS = SafeString(' <span class="soft small push num">{progress}</span>')
BADGE = ' <span class="badge badge-{look}">{text}</span>'
FINAL, PAUSED, PERMIT = gettext_noop("Final phase"), gettext_noop("Paused"), gettext_noop("Permit until %(date)s")


def case_cards(cards: Iterable[CaseCard], carried: Carried) -> SafeString:
    return joined(_card(card, carried) for card in cards)


def _card(card: CaseCard, carried: Carried) -> SafeString:
    row, progress = card.row, card.progress
    return filled(
        _card_pattern(card.is_overdue, bool(row.firm), bool(progress)),
        case_id=row.case_id,
        name=row.name,
        number=row.number,
        firm=row.firm or "",
        badges=_badges(card),
        progress=progress,
        lines=joined(_line(line, carried) for line in card.lines),
    )


@cache
def _card_pattern(is_overdue: bool, has_firm: bool, has_progress: bool) -> SafeString:
    return filled(
        CARD,
        look=" is-overdue" if is_overdue else "",
        band="late" if is_overdue else "today",
        url=address_of("case_detail", "{case_id}"),
        firm=FIRM if has_firm else NOTHING,
        progress=PROGRESS if has_progress else NOTHING,
    )


def _badges(card: CaseCard) -> SafeString:
    stage, said, found = card.row.stage, card.first.said, []
    if stage == Stage.FINAL:
        found.append(said(_badge, "ending", FINAL))
    if stage == Stage.PAUSED:
        found.append(said(_badge, "warning", PAUSED))
    if permit := card.permit:
        found.append(filled(BADGE, look="warning", text=said(_, PERMIT) % {"date": permit}))
    return joined(found)


def _badge(look: str, text: str) -> SafeString:
    return filled(BADGE, look=look, text=_(text))


# --- a line -------------------------------------------------------------------------------------------

LINE = """<div class="due" id="line-{{id}}" data-row>{facts}
<form method="post" action="{url}{{asked}}" hx-post="{url}{{asked}}">\
<input type="hidden" name="csrfmiddlewaretoken" value="{{token}}">\
<input type="hidden" name="version" value="{{version}}">
<div class="answers" role="group" aria-label="{asks}" hx-target="closest .due">{answers}</div>\
{waive}</form></div>
"""
WAIVE = '<button class="link-button small" type="submit" name="answer" value="waived">{text}</button>'
OPENS = """<a class="button {look}" href="{url}?answer={value}{{asked_too}}" \
hx-get="{url}?answer={value}{{asked_too}}" data-answer="{number}">{face}</a>
"""
NOTES = """<button class="button {look}" type="submit" name="answer" value="{value}" data-answer="{number}">\
{face}</button>
"""


def _line(line: Line, carried: Carried) -> SafeString:
    row = line.row
    return filled(
        _line_pattern(row.key, row.source, bool(row.ground), row.kind, row.may_waive, line.said.language),
        id=row.id,
        name=row.name,
        version=str(row.version),
        token=carried.token,
        asked=carried.asked,
        asked_too=carried.asked_too,
        **_facts(line),
    )


@lru_cache(SORTS)
def _line_pattern(key: str, source: str, has_ground: bool, kind: str, may_waive: bool, language: str) -> SafeString:
    url = address_of("follow_up_answer", "{id}")
    return filled(
        LINE,
        facts=_facts_pattern(key, source, has_ground, language),
        url=url,
        asks=asks_of("{what}", "{name}"),
        answers=joined(
            filled(
                OPENS if choice.opens else NOTES,
                look=choice.look,
                url=url,
                value=choice.value,
                number=choice.number,
                face=choice.face,
            )
            for choice in choices_of(kind, key, "", language)
        ),
        waive=filled(WAIVE, text=_("Leave out")) if may_waive else NOTHING,
    )


FACTS = """<div class="due-when num">{{when}}</div>
<div><div class="due-what">{what}</div><div class="due-why">{why}</div></div>
<div>{{calls}}</div>"""
WHAT = SafeString("{what}")
LINK = '<a href="{url}">{{what}}</a>'


def facts(line: Line) -> SafeString:
    """When, what, why, and whom to call: the same on a line that is open."""
    row = line.row
    return filled(_facts_pattern(row.key, row.source, bool(row.ground), line.said.language), **_facts(line))


def _facts(line: Line) -> dict[str, str]:
    row, said = line.row, line.said
    return {
        "when": _when(row.due_on, line.today, said.language),
        "what": line.what,
        "why": line.why,
        "ground": row.ground,
        "calls": joined(_call(who, phone, said) for who, phone in line.calls),
        "case_id": row.case_id,
    }


@lru_cache(SORTS)
def _facts_pattern(key: str, source: str, has_ground: bool, _language: str) -> SafeString:
    url = opened_by(key, "{case_id}")
    return filled(FACTS, what=filled(LINK, url=url) if url else WHAT, why=_why_pattern(source, has_ground))


WHEN = "<span>{when}</span>{late}"
LATE = '<span class="small is-late">{text}</span>'


@lru_cache(2000)
def _when(due_on: dt.date, today: dt.date, language: str) -> SafeString:
    late = filled(LATE, text=days.distance(due_on, today)) if due_on < today else NOTHING
    return filled(WHEN, when=when_of(due_on, today, language), late=late)


WHY = "{source}{{why}}{ground}"
SOURCE = '<abbr class="basis basis-{letter}" title="{said}">{letter}</abbr> '
GROUND = SafeString(' · <span class="nb">{ground}</span>')


def _why_pattern(letter: str, has_ground: bool) -> SafeString:
    source = filled(SOURCE, letter=letter, said=words.source_text(letter)) if letter else NOTHING
    return filled(WHY, source=source, ground=GROUND if has_ground else NOTHING)


CALL = '<a class="call num" href="tel:{digits}">{icon}{phone}</a> <span class="call-who">{who}</span>'
NO_NUMBER = '<span class="call-who">{who} ({none})</span>'
NO_DIGIT = re.compile(r"[^\d+]")


def _call(who: str, phone: str, said: Said) -> SafeString:
    if digits := NO_DIGIT.sub("", phone):
        return filled(CALL, digits=digits, icon=icon("smartphone"), phone=phone, who=who)
    return filled(NO_NUMBER, who=who, none=said(_, gettext_noop("no number")))


# --- the next two weeks ---------------------------------------------------------------------------------

COMING = """<tr><td class="nw num">{{when}}</td><th scope="row" class="nw"><a href="{url}">{{name}}</a></th>\
<td class="num soft">{{number}}</td><td>{{firm}}</td><td>{{what}}</td><td class="soft small">{why}</td></tr>
"""


def coming_rows(items: Iterable[Coming]) -> SafeString:
    return joined(_coming_row(item.line, item.what) for item in items)


def _coming_row(line: Line, what: str) -> SafeString:
    row = line.row
    return filled(
        _coming_pattern(row.source, bool(row.ground), line.said.language),
        when=line.when,
        case_id=row.case_id,
        name=row.name,
        number=row.number,
        firm=row.firm or "",
        what=what,
        why=line.why,
        ground=row.ground,
    )


@lru_cache(SORTS)
def _coming_pattern(source: str, has_ground: bool, _language: str) -> SafeString:
    return filled(COMING, url=address_of("case_detail", "{case_id}"), why=_why_pattern(source, has_ground))


# --- the week ---------------------------------------------------------------------------------------------

PART = '<rect class="{look}" x="{x}" y="{y}" width="{wide}" height="{height}"/>'
TOTAL = '<text x="{x}" y="{y}">{total}</text>'
DAY = '<text class="{look}" x="{x}" y="124">{day}</text>'


def week_bars(bars: Iterable[Bar]) -> SafeString:
    return joined(_bar(bar) for bar in bars)


def _bar(bar: Bar) -> SafeString:
    parts = joined(filled(PART, look=look, x=bar.x, y=y, wide=bar.wide, height=height) for look, y, height in bar.parts)
    total = filled(TOTAL, x=bar.middle, y=bar.text_y, total=str(bar.total)) if bar.total else NOTHING
    return parts + total + filled(DAY, look="wb-today" if bar.is_today else "wb-day", x=bar.middle, day=bar.day)
