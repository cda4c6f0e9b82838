"""What stands in the journal besides its own entries. Upper apps register in their `ready()`; `cases` mixes it in.

A source brings its rows in one statement, and the journal takes only as many of them as a page has lines.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from django.db.models import Model, QuerySet

from cases.models import Case


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the journal that is no entry of it. facts: what stands small below. url and label: where it is at home.

    outcome: what came of it, with the look of its badge. themes: what it was about, in words.
    """

    template: ClassVar[str] = "cases/_journal_told.html"

    day: dt.date
    icon: str
    heading: str
    with_whom: str
    outcome: tuple[str, str]
    themes: list[str]
    text: str
    facts: list[str]
    url: str
    label: str

    @property
    def words(self) -> str:
        """All that a search may find it by."""
        return " ".join((self.heading, self.with_whom, self.outcome[1], *self.themes, self.text, *self.facts))


@dataclass(frozen=True, slots=True)
class Source:
    """key: as it stands in the address, where nothing but its lines is asked for; no kind of entry has it too.

    rows(case, theme): a query set whose rows have `day` and `moment`, all of them or those about a theme. The case is
    open to the actor already.
    """

    key: str
    label: str
    model: type[Model]
    rows: Callable[[Case, str], QuerySet]
    tell: Callable[[Model], Told]


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    _sources[source.key] = source


def sources() -> list[Source]:
    return list(_sources.values())


def tell(row: Model) -> Told:
    """The line of a row that one of the sources brought."""
    return next(source for source in _sources.values() if isinstance(row, source.model)).tell(row)
