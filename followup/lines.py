"""A follow-up as a line of a list: whom to call, why it is due, and the three answers."""

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import cache
from uuid import UUID

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from followup import texts, words
from followup.access import Row
from followup.models import Answer, Party
from igu.web import days
from igu.web.addresses import address_of
from igu.web.said import Said
from igu.web.templatetags.igu import icon

ICONS = {Answer.GOOD: "check", Answer.ISSUE: "flag", Answer.NOT_REACHED: "close"}
LOOKS = {Answer.GOOD: "answer-good", Answer.ISSUE: "answer-issue", Answer.NOT_REACHED: "answer-none"}


TODAY = gettext_noop("today")
ASKS = gettext_noop("Answer: %(what)s, %(name)s")


@dataclass(frozen=True, slots=True)
class Call:
    """Whom to ring. href is empty where no number is known."""

    who: str
    phone: str
    href: str


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
    """A follow-up on a list. What is asked for more than once is made once; what its page says, once for all lines."""

    row: Row
    today: dt.date
    me: UUID
    chosen: str = ""
    said: Said = field(default_factory=Said)

    @property
    def id(self) -> str:
        return self.row.id

    @property
    def url(self) -> str:
        return address_of("follow_up_answer", self.row.id)

    @property
    def case_url(self) -> str:
        return address_of("case_detail", self.row.case_id)

    @property
    def when(self) -> str:
        due_on = self.row.due_on
        return self.said(_, TODAY) if due_on == self.today else self.said(days.short, due_on)

    @cached_property
    def late(self) -> str:
        due_on, today = self.row.due_on, self.today
        return self.said(days.distance, due_on, today) if due_on < today else ""

    @cached_property
    def what(self) -> str:
        return self.said(words.spoken, self.row.what)

    @property
    def asks(self) -> str:
        """What the three answers answer, for those who hear them without the line."""
        return self.said(_, ASKS) % {"what": self.what, "name": self.row.name}

    @cached_property
    def opens(self) -> str:
        return opened_by(self.row)

    @property
    def asks_outcome(self) -> bool:
        return self.row.key in texts.ASKS_OUTCOME

    @property
    def why(self) -> str:
        return why_of(self.row, self.me)

    @property
    def calls(self) -> list[Call]:
        row, people = self.row, []
        if row.party in (Party.CITIZEN, Party.BOTH):
            people.append(call(row.name, row.phone))
        if row.party in (Party.EMPLOYER, Party.BOTH):
            who = ", ".join(filter(None, (row.contact, row.contact_title))) or row.firm or ""
            people.append(call(who, row.contact_phone or ""))
        return [one for one in people if one.who]

    @property
    def answers(self) -> list[Choice]:
        return choices_of(self.row.kind, self.asks_outcome, self.chosen, get_language())


@cache
def choices_of(kind: str, asks_outcome: bool, chosen: str, language: str) -> list[Choice]:
    """The three answers, the same for every line of a kind: their words are looked up once a language."""
    answers = words.answers_for(kind).items()
    return [
        Choice(
            value,
            str(label),
            number,
            format_html("{}<span>{}</span>", icon(ICONS[value]), label),
            LOOKS[value],
            opens=value != Answer.GOOD or asks_outcome,
            is_chosen=value == chosen,
        )
        for number, (value, label) in enumerate(answers, start=1)
        if value in ICONS
    ]


def call(who: str, phone: str) -> Call:
    digits = re.sub(r"[^\d+]", "", phone)
    return Call(who, phone, f"tel:{digits}" if digits else "")


def opened_by(row) -> str:
    """The page on which the work itself is done: the scale, the checklist, the goals. Empty where there is none."""
    name, *which = texts.OPENS.get(row.key, ("",))
    return address_of(name, row.case_id, *which) if name else ""


def why_of(row, me: UUID) -> str:
    """»3 måneder efter start 05-10-2026, nr. 3 af 6« or »Aftalt af dig to. 17-12-2026«."""
    if row.key:
        return words.reason_text(row.why)
    made_on = days.full(timezone.localtime(row.made_at).date())
    if row.why:
        return f"{words.spoken(row.why)} {made_on}"
    if row.made_by_id == me:
        return _("Agreed by you %(date)s") % {"date": made_on}
    return _("Agreed by %(name)s %(date)s") % {"name": row.maker or _("somebody"), "date": made_on}
