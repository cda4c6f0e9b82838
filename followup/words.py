"""How a follow-up speaks: its texts, its answers, and the sentence that says why it is due on that day."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext_lazy, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from followup.models import Answer, Kind, Theme

CONTACT_ANSWERS = {
    Answer.GOOD: _("Reached – going well"),
    Answer.ISSUE: _("Reached – there is something"),
    Answer.NOT_REACHED: _("Not reached"),
    Answer.WAIVED: _("Not needed"),
}
DEADLINE_ANSWERS = {
    Answer.GOOD: pgettext_lazy("deadline", "Done"),
    Answer.ISSUE: _("Done – with a remark"),
    Answer.NOT_REACHED: _("Not done"),
    Answer.WAIVED: _("Not needed"),
}
SHORT_ANSWERS = {  # where the line says already whom it was with
    Answer.GOOD: _("Going well"),
    Answer.ISSUE: _("There is something"),
    Answer.NOT_REACHED: _("Not reached"),
}
SOURCES = {"L": _("Law"), "S": _("Known practice"), "O": _("Our proposal")}


def answers_for(kind: str) -> dict[str, str]:
    return DEADLINE_ANSWERS if kind == Kind.DEADLINE else CONTACT_ANSWERS


def answer_text(kind: str, answer: str) -> str:
    return str(answers_for(kind)[answer]) if answer else ""


def theme_names(codes: Iterable[str]) -> list[str]:
    return [str(Theme(code).label) for code in codes if code in Theme.values]


def source_text(letter: str) -> str:
    return str(SOURCES.get(letter, ""))


def spoken(text: str) -> str:
    """A text that ships with the system is stored as its English msgid; what somebody wrote comes back as it is."""
    return gettext(text) if text else ""


ON_THE_DAY = {
    "start_on": _("On the first day %(date)s"),
    "end_on": _("On the last day %(date)s"),
    "signed_on": _("On the day of signing %(date)s"),
    "runup_on": _("On the first day of the run-up %(date)s"),
}
AFTER = {
    ("start_on", "days"): ngettext_lazy(
        "%(n)d day after the start %(date)s", "%(n)d days after the start %(date)s", "n"
    ),
    ("start_on", "months"): ngettext_lazy(
        "%(n)d month after the start %(date)s", "%(n)d months after the start %(date)s", "n"
    ),
    ("end_on", "days"): ngettext_lazy("%(n)d day after the end %(date)s", "%(n)d days after the end %(date)s", "n"),
    ("end_on", "months"): ngettext_lazy(
        "%(n)d month after the end %(date)s", "%(n)d months after the end %(date)s", "n"
    ),
    ("signed_on", "days"): ngettext_lazy("%(n)d day after signing %(date)s", "%(n)d days after signing %(date)s", "n"),
    ("signed_on", "months"): ngettext_lazy(
        "%(n)d month after signing %(date)s", "%(n)d months after signing %(date)s", "n"
    ),
    ("runup_on", "days"): ngettext_lazy(
        "%(n)d day into the run-up %(date)s", "%(n)d days into the run-up %(date)s", "n"
    ),
    ("runup_on", "months"): ngettext_lazy(
        "%(n)d month into the run-up %(date)s", "%(n)d months into the run-up %(date)s", "n"
    ),
}
BEFORE = {
    "days": ngettext_lazy("%(n)d day before %(date)s", "%(n)d days before %(date)s", "n"),
    "months": ngettext_lazy("%(n)d month before %(date)s", "%(n)d months before %(date)s", "n"),
}
BEFORE_THE_END = {
    "days": ngettext_lazy("%(n)d day before the end %(date)s", "%(n)d days before the end %(date)s", "n"),
    "months": ngettext_lazy("%(n)d month before the end %(date)s", "%(n)d months before the end %(date)s", "n"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """How the date of a rule's follow-up was made. Stored as one short code, so that it can be said in any language.

    anchor: start_on, end_on, signed_on or runup_on, with its date. unit: days, months or month_end.
    turn of turns: 3 of 6; turns is 0 where the rule has no last turn.
    """

    anchor: str
    anchor_on: dt.date
    unit: str
    offset: int
    turn: int = 1
    turns: int = 1

    @property
    def code(self) -> str:
        return f"{self.anchor} {self.anchor_on} {self.unit} {self.offset} {self.turn}/{self.turns}"

    @classmethod
    def from_code(cls, code: str) -> "Reason":
        anchor, anchor_on, unit, offset, turn = code.split(" ")
        number, _slash, turns = turn.partition("/")
        return cls(anchor, dt.date.fromisoformat(anchor_on), unit, int(offset), int(number), int(turns))

    def text(self) -> str:
        sentence = self._distance() % {"n": abs(self.offset), "date": f"{self.anchor_on:%d-%m-%Y}"}
        if self.turns == 1:
            return sentence
        turn = gettext("no. %(turn)d of %(turns)d") if self.turns else gettext("no. %(turn)d")
        return f"{sentence}, {turn % {'turn': self.turn, 'turns': self.turns}}"

    def _distance(self) -> str:
        if self.unit == "month_end":
            return gettext("The last day of the month of the start %(date)s")
        if not self.offset:
            return ON_THE_DAY[self.anchor]
        if self.offset > 0:
            return AFTER[self.anchor, self.unit]
        return (BEFORE_THE_END if self.anchor == "end_on" else BEFORE)[self.unit]


def reason_text(code: str) -> str:
    """The reason in words; what is no code is a sentence already."""
    try:
        return Reason.from_code(code).text()
    except (ValueError, KeyError):
        return spoken(code)


def turn_of(code: str) -> str:
    """»6 af 6«, »nr. 6« where the rule has no last turn, nothing where it comes once or a person chose the date."""
    try:
        reason = Reason.from_code(code)
    except ValueError:
        return ""
    if reason.turns == 1:
        return ""
    of_all = gettext("%(turn)d of %(turns)d") if reason.turns else gettext("no. %(turn)d")
    return of_all % {"turn": reason.turn, "turns": reason.turns}
