"""An entry of the journal as a line on the page: drawing, heading, with whom, and what may be read of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext as _

from cases.definitions.access import content_of
from cases.definitions.texts import said
from cases.journal import sources
from cases.journal.access import may_change
from cases.journal.kinds import EntryKind
from cases.journal.words import ABOUT, WITH
from cases.models import Attachment, JournalEntry


@dataclass(frozen=True)
class Line:
    """is_open: the words may stand on the page; those of a restricted entry do after a click."""

    template: ClassVar[str] = "cases/_journal_entry.html"

    entry: JournalEntry
    heading: str
    icon: str
    with_whom: str
    theme: str
    is_open: bool
    may_change: bool
    points: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.entry.text

    @property
    def files(self) -> list[Attachment]:
        """The files as far as the page names them: their content is not there."""
        return [Attachment(**row) for row in self.entry.file_rows]


def lines_of(actor, rows: Iterable[Model], *, opened: UUID | None = None) -> list[Line | sources.Told]:
    """Entries and rows of the sources in the order in which they come."""
    return [
        line_of(actor, row, is_opened=row.id == opened) if isinstance(row, JournalEntry) else sources.tell(row)
        for row in rows
    ]


def line_of(actor, entry: JournalEntry, *, is_opened: bool = False) -> Line:
    kind = content_of(entry.definition)
    is_open = not entry.taken_back_at and (is_opened or not entry.is_restricted)
    return Line(
        entry=entry,
        heading=_("Restricted note") if entry.is_restricted and not is_open else said(entry.definition.title),
        icon="lock" if entry.is_restricted else kind.icon,
        with_whom=str((WITH if kind.is_contact else ABOUT).get(entry.party, "")),
        theme=entry.get_theme_display(),
        is_open=is_open,
        may_change=may_change(actor, entry),
        points=points_of(kind, entry.points) if is_open else [],
    )


def points_of(kind: EntryKind, answers: dict) -> list[tuple[str, str]]:
    """(label, answer) of each point that was answered, in the order of the kind."""
    return [(point.name, point.shown(answers[point.key])) for point in kind.points if answers.get(point.key)]
