"""The lines of »Min dag« as HTML. Made here and not in templates: a hundred lines in those cost three quarters of the
page. Whatever comes from a person goes through `filled`, which escapes it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from followup import words
from followup.day import CaseCard, Coming
from followup.lines import Call, Line, choices_of
from igu.web.html import NOTHING, filled, joined, whole_dates
from igu.web.templatetags.igu import icon


@dataclass(frozen=True, slots=True)
class Carried:
    """What each form and address of a line carries on: the token of the page, and what the list was asked for."""

    token: str
    asked: str
    asked_too: str


# --- a card -------------------------------------------------------------------------------------------

CARD = """<article class="case{overdue}" id="card-{band}-{case_id}">
<header class="case-head"><h3><a class="name" href="{url}">{name}</a></h3> <span class="num soft">{number}</span>\
{firm}{badges}{progress}</header>
{lines}</article>
"""
FIRM = " <span>{name}</span>"
BADGE = ' <span class="badge badge-{look}">{text}</span>'
PROGRESS = ' <span class="soft small push num">{text}</span>'


def case_cards(cards: Iterable[CaseCard], carried: Carried) -> SafeString:
    return joined(_card(card, carried) for card in cards)


def _card(card: CaseCard, carried: Carried) -> SafeString:
    return filled(
        CARD,
        overdue=" is-overdue" if card.is_overdue else "",
        band="late" if card.is_overdue else "today",
        case_id=card.row.case_id,
        url=card.first.case_url,
        name=card.row.name,
        number=card.row.number,
        firm=filled(FIRM, name=card.row.firm) if card.row.firm else NOTHING,
        badges=_badges(card),
        progress=filled(PROGRESS, text=card.progress) if card.progress else NOTHING,
        lines=joined(_line(line, carried) for line in card.lines),
    )


def _badges(card: CaseCard) -> SafeString:
    found = []
    if card.is_final:
        found.append(("ending", _("Final phase")))
    if card.is_paused:
        found.append(("warning", _("Paused")))
    if card.permit:
        found.append(("warning", _("Permit until %(date)s") % {"date": card.permit}))
    return joined(filled(BADGE, look=look, text=text) for look, text in found)


# --- a line -------------------------------------------------------------------------------------------

LINE = """<div class="due" id="line-{id}" data-row>{facts}
<form method="post" action="{url}{asked}" hx-post="{url}{asked}" hx-target="#day" hx-swap="outerHTML">\
<input type="hidden" name="csrfmiddlewaretoken" value="{token}"><input type="hidden" name="version" value="{version}">
<div class="answers" role="group" aria-label="{asks}" hx-target="closest .due" hx-swap="outerHTML">{answers}</div>\
{waive}</form></div>
"""
WAIVE = '<button class="link-button small" type="submit" name="answer" value="waived">{text}</button>'
OPENS = """<a class="button {look}" href="{{url}}?answer={value}{{asked_too}}" \
hx-get="{{url}}?answer={value}{{asked_too}}" data-answer="{number}">{face}</a>
"""
NOTES = """<button class="button {look}" type="submit" name="answer" value="{value}" data-answer="{number}">\
{face}</button>
"""


def _line(line: Line, carried: Carried) -> SafeString:
    return filled(
        LINE,
        id=line.id,
        facts=facts(line),
        url=line.url,
        asked=carried.asked,
        token=carried.token,
        version=line.row.version,
        asks=line.asks,
        answers=filled(
            line.said(_answers, line.row.kind, line.asks_outcome), url=line.url, asked_too=carried.asked_too
        ),
        waive=line.said(_waive) if line.row.may_waive else NOTHING,
    )


def _waive() -> SafeString:
    return filled(WAIVE, text=_("Leave out"))


def _answers(kind: str, asks_outcome: bool) -> SafeString:
    """The three answers of every line of this kind, but for the addresses, which differ."""
    choices = choices_of(kind, asks_outcome, "", get_language())
    return joined(
        filled(
            OPENS if choice.opens else NOTES,
            look=choice.look,
            value=choice.value,
            number=choice.number,
            face=choice.face,
        )
        for choice in choices
    )


FACTS = """<div class="due-when num"><span>{when}</span>{late}</div>
<div><div class="due-what">{what}</div><div class="due-why">{why}</div></div>
<div>{calls}</div>"""
LATE = '<span class="small is-late">{text}</span>'
LINK = '<a href="{url}">{text}</a>'


def facts(line: Line) -> SafeString:
    """When, what, why, and whom to call: the same on a line that is open."""
    return filled(
        FACTS,
        when=line.when,
        late=filled(LATE, text=line.late) if line.late else NOTHING,
        what=filled(LINK, url=line.opens, text=line.what) if line.opens else line.what,
        why=_why(line),
        calls=joined(_call(call) for call in line.calls),
    )


WHY = "{source}{why}{ground}"
SOURCE = '<abbr class="basis basis-{letter}" title="{said}">{letter}</abbr> '
GROUND = ' · <span class="nb">{text}</span>'


def _why(line: Line) -> SafeString:
    letter, ground = line.row.source, line.row.ground
    return filled(
        WHY,
        source=line.said(_source, letter) if letter else NOTHING,
        why=whole_dates(line.why),
        ground=filled(GROUND, text=ground) if ground else NOTHING,
    )


def _source(letter: str) -> SafeString:
    return filled(SOURCE, letter=letter, said=words.source_text(letter))


CALL = '<a class="call num" href="{url}">{icon}{phone}</a> <span class="call-who">{who}</span>'
NO_NUMBER = '<span class="call-who">{who} ({none})</span>'


def _call(call: Call) -> SafeString:
    if call.href:
        return filled(CALL, url=call.href, icon=icon("smartphone"), phone=call.phone, who=call.who)
    return filled(NO_NUMBER, who=call.who, none=_("no number"))


# --- the next two weeks ---------------------------------------------------------------------------------

COMING = """<tr><td class="nw num">{when}</td><th scope="row" class="nw"><a href="{url}">{name}</a></th>\
<td class="num soft">{number}</td><td>{firm}</td><td>{what}</td><td class="soft small">{why}</td></tr>
"""


def coming_rows(items: Iterable[Coming]) -> SafeString:
    return joined(_coming_row(item.line, item.what) for item in items)


def _coming_row(line: Line, what: str) -> SafeString:
    return filled(
        COMING,
        when=line.when,
        url=line.case_url,
        name=line.row.name,
        number=line.row.number,
        firm=line.row.firm or "",
        what=what,
        why=_why(line),
    )
