"""What a kind of journal entry is: its drawing, whether it is a contact, and the points that it asks for."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cases.definitions.kinds import BadBody
from cases.definitions.lines import read_lines
from cases.definitions.texts import Text, said
from igu.web import days

KEY = "journal"
ICON = "document"


class Asks(TextChoices):
    """How a point is answered."""

    LINE = "line", _("A line")
    TEXT = "text", _("A text")
    DATE = "date", _("A date")
    NUMBER = "number", _("A number")
    CHOICE = "choice", _("One of several")


@dataclass(frozen=True, slots=True)
class Choice:
    key: str
    label: Text

    @property
    def name(self) -> str:
        return said(self.label)


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that the kind asks for besides the text. is_due: its date becomes a follow-up."""

    key: str
    label: Text
    asks: Asks = Asks.LINE
    choices: tuple[Choice, ...] = ()
    is_needed: bool = False
    is_due: bool = False

    @property
    def name(self) -> str:
        return said(self.label)

    def value_of(self, answer: str) -> str | dt.date:
        """An answer as a form takes it: dates are kept in ISO form."""
        return dt.date.fromisoformat(answer) if answer and self.asks == Asks.DATE else answer

    def shown(self, answer: str) -> str:
        """An answer in words: a date as the screens write it, the label of what was chosen."""
        if self.asks == Asks.DATE:
            return days.plain(self.value_of(answer))
        return next((choice.name for choice in self.choices if choice.key == answer), answer)


class Flag(TextChoices):
    """What a kind of entry is."""

    COMMON = "common", _("Stands among the first")
    CONTACT = "contact", _("A talk: counts as the last contact")
    RESTRICTED = "restricted", _("Restricted from the start")
    TEXT = "text", _("A text is needed")


@dataclass(frozen=True, slots=True)
class EntryKind:
    icon: str = ICON
    flags: frozenset[str] = frozenset()
    points: tuple[Point, ...] = ()

    @property
    def is_common(self) -> bool:
        return Flag.COMMON in self.flags

    @property
    def is_contact(self) -> bool:
        return Flag.CONTACT in self.flags

    @property
    def is_restricted(self) -> bool:
        return Flag.RESTRICTED in self.flags

    @property
    def asks_text(self) -> bool:
        return Flag.TEXT in self.flags


def read(body: Mapping) -> EntryKind:
    """Raises BadBody."""
    try:
        read_lines(body.get("points", ()))
        points = tuple(_point(point) for point in body.get("points", ()))
        flags = frozenset(Flag(flag) for flag in body.get("flags", ()))
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise fault if isinstance(fault, BadBody) else BadBody(_("A point cannot be read. Write it anew.")) from None
    if any(point.asks == Asks.CHOICE and not point.choices for point in points):
        raise BadBody(_("A point that is chosen from a list has no choices. Let it be a line."))
    return EntryKind(str(body.get("icon", ICON)), flags, points)


def _point(point: Mapping) -> Point:
    return Point(
        key=str(point["key"]),
        label=dict(point["text"]),
        asks=Asks(point.get("kind") or Asks.LINE),
        choices=tuple(Choice(str(choice["key"]), dict(choice["text"])) for choice in point.get("choices", ())),
        is_needed=bool(point.get("is_needed")),
        is_due=bool(point.get("is_due")),
    )
