"""A follow-up as a line of a list: whom to call, why it is due, and the three answers."""

import datetime as dt
from dataclasses import dataclass, field
from functools import cache, lru_cache
from uuid import UUID

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from followup import texts, words
from followup.access import Row
from followup.models import Answer, Party
from igu.web import days
from igu.web.addresses import address_of
from igu.web.html import whole_dates
from igu.web.said import Said
from igu.web.templatetags.igu import icon

ICONS = {Answer.GOOD: "check", Answer.ISSUE: "flag", Answer.NOT_REACHED: "close"}
LOOKS = {Answer.GOOD: "answer-good", Answer.ISSUE: "answer-issue", Answer.NOT_REACHED: "answer-none"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the three answers. The first is noted at once, the others open the line, as asking for an outcome does."""

    value: str
    label: str
    number: int
    face: SafeString
    look: str
    opens: bool
    is_chosen: bool = False


@dataclass
class Line:
    """A follow-up on a list. What lines of a page say over and over is made once for all of them."""

    row: Row
    today: dt.date
    me: UUID
    chosen: str = ""
    said: Said = field(default_factory=Said)

    @property
    def id(self) -> str:
        return self.row.id

    @property
    def when(self) -> str:
        return when_of(self.row.due_on, self.today, self.said.language)

    @property
    def what(self) -> str:
        return self.said(words.spoken, self.row.what)

    @property
    def asks(self) -> str:
        return asks_of(self.what, self.row.name)

    @property
    def why(self) -> SafeString:
        return why_of(self.row, self.me, self.said.language)

    @property
    def calls(self) -> list[tuple[str, str]]:
        """Whom to ring, and the number; empty where none is known."""
        row, people = self.row, []
        if row.party in (Party.CITIZEN, Party.BOTH):
            people.append((row.name, row.phone))
        if row.party in (Party.EMPLOYER, Party.BOTH):
            who = ", ".join(filter(None, (row.contact, row.contact_title))) or row.firm
            if who:
                people.append((who, row.contact_phone or ""))
        return people

    @property
    def answers(self) -> list[Choice]:
        return choices_of(self.row.kind, self.row.key, self.chosen, self.said.language)


@cache
def choices_of(kind: str, key: str, chosen: str, language: str) -> list[Choice]:
    """The three answers, the same for every line of a kind: their words are looked up once a language."""
    answers = words.answers_for(kind).items()
    return [
        Choice(
            value,
            str(label),
            number,
            format_html("{}<span>{}</span>", icon(ICONS[value]), label),
            LOOKS[value],
            opens=value != Answer.GOOD or key in texts.ASKS_OUTCOME,
            is_chosen=value == chosen,
        )
        for number, (value, label) in enumerate(answers, start=1)
        if value in ICONS
    ]


@lru_cache(2000)
def when_of(due_on: dt.date, today: dt.date, _language: str) -> str:
    return _("today") if due_on == today else days.short(due_on)


def asks_of(what: str, name: str) -> str:
    """What the three answers answer, for those who hear them without the line."""
    return _("Answer: %(what)s, %(name)s") % {"what": what, "name": name}


def opened_by(key: str, case_id) -> str:
    """The page on which the work itself is done: the scale, the checklist, the goals. Empty where there is none."""
    name, *which = texts.OPENS.get(key, ("",))
    return address_of(name, case_id, *which) if name else ""


def why_of(row, me: UUID, language: str) -> SafeString:
    """»3 måneder efter start 05-10-2026, nr. 3 af 6« or »Aftalt af dig to. 17-12-2026«."""
    return _reason(row.why, language) if row.key else whole_dates(_agreed(row, me))


@lru_cache(2000)
def _reason(code, _language):
    return whole_dates(words.reason_text(code))


def _agreed(row, me):
    made_on = days.full(timezone.localtime(row.made_at).date())
    if row.why:
        return f"{words.spoken(row.why)} {made_on}"
    if row.made_by_id == me:
        return _("Agreed by you %(date)s") % {"date": made_on}
    return _("Agreed by %(name)s %(date)s") % {"name": row.maker or _("somebody"), "date": made_on}
