"""The door to the journal: who sees which entry, page by page, and the note of each look at a restricted one."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, reduce
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, Model, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import Coalesce, JSONObject
from django.shortcuts import get_object_or_404

from cases import access as case_access
from cases.access import CASE, EDITORS
from cases.journal import sources
from cases.models import Attachment, Case, JournalEntry, open_words
from igu.accounts.models import User
from igu.audit.models import Look
from igu.web.statements import Statement, anybody, ids_of, statement_of

PAGE = 20
INFORMED = "informed"  # the kind of entry that says that the citizen was told about IGU
MOST_SEARCHED = 1000
FILES = ArraySubquery(  # with the entry, in one statement; the content stays where it is
    Attachment.objects.filter(entry=OuterRef("pk"))
    .order_by("made_at", "id")
    .values(row=JSONObject(id="id", name="name", size="size", state="state", scanner="scanner"))
)
WITH = ("author__user", "definition", "taken_back_by__user")


@dataclass(frozen=True, slots=True)
class Page:
    """Entries and rows of the sources, the newest first; how many older ones there are, and the last one shown."""

    rows: list[Model]
    older: int = 0
    last: UUID | None = None


def entries_of(actor, case: Case) -> QuerySet[JournalEntry]:
    """What the actor may know of, the newest first. What is hidden is not in any count of it either."""
    return JournalEntry.objects.visible_to(actor).filter(case=case)


def page_of(actor, case: Case, *, kind: str = "", theme: str = "", after: UUID | None = None) -> Page:
    """A page of the journal that costs the same however long it is: a statement for the entries and one a source.

    kind: a kind of entry, or the key of a source. From the newest where nothing lies beyond `after`.
    """
    beyond = _older_than(after, _parts(actor, case)) if after else Q()
    parts = [_newest(part.filter(beyond)) for part in _parts(actor, case, kind, theme)]
    found = _by_day(row for part in parts for row in part)[:PAGE]
    if not found:
        return page_of(actor, case, kind=kind, theme=theme) if after else Page([])
    return Page(found, sum(part[0].together for part in parts if part) - len(found), found[-1].id)


def _parts(actor, case, kind="", theme="") -> list[QuerySet]:
    """What the journal is put together from, each row with its `day` and `moment`."""
    chosen = [source for source in sources.sources() if kind in ("", source.key)]
    parts = [source.rows(case, theme) for source in chosen]
    if kind and parts:
        return parts
    named = {"kind": kind, "theme": theme}
    return [_entries(actor, case).filter(**{column: value for column, value in named.items() if value}), *parts]


def _entries(actor, case) -> QuerySet:
    entries = entries_of(actor, case).select_related(*WITH).annotate(file_rows=FILES)
    return entries.annotate(day=F("happened_on"), moment=F("made_at"))


def _newest(rows: QuerySet) -> list[Model]:
    return list(rows.annotate(together=Window(Count("id"))).order_by("-day", "-moment", "-id")[:PAGE])


def _by_day(rows: Iterable[Model]) -> list[Model]:
    return sorted(rows, key=lambda row: (row.day, row.moment, row.id), reverse=True)


def _older_than(row_id: UUID, parts: list[QuerySet]) -> Q:
    """Compared in the database, by the row's own place in what the actor may know of: its day stands in no address."""
    day, moment = (
        reduce(Coalesce, [Subquery(part.filter(id=row_id).order_by().values(name)) for part in parts])
        for name in ("day", "moment")
    )
    return Q(day__lte=day) & (Q(day__lt=day) | Q(moment__lt=moment) | Q(moment=moment, id__lt=row_id))


def searched(actor, case: Case, words: str) -> list[Model]:
    """The lines that hold all the words, read here: the database holds those of the entries sealed.

    What is restricted is not searched: its text is opened by a click of its own.
    """
    wanted = words.casefold().split()
    entries, *others = _parts(actor, case)
    entries = entries.filter(is_restricted=False, taken_back_at=None)
    found = [entry for entry in entries[:MOST_SEARCHED] if _holds(_words_of(entry), wanted)]
    for rows in others:
        found += [row for row in rows[:MOST_SEARCHED] if _holds(sources.tell(row).words, wanted)]
    return _by_day(found)


def _words_of(entry: JournalEntry) -> str:
    return " ".join((entry.text, *entry.points.values(), *entry.definition.title.values()))


def _holds(text: str, wanted: list[str]) -> bool:
    text = text.casefold()
    return all(word in text for word in wanted)


def entry_for(request, case_id, entry_id) -> tuple[Case, JournalEntry]:
    """The case, as `case_for` opens it, and an entry of it; 404 when the actor may not know of it."""
    case = case_access.case_for(request, case_id)
    entries = entries_of(request.actor, case).select_related(*WITH).annotate(file_rows=FILES)
    entry = get_object_or_404(entries, id=entry_id)
    entry.case = case
    return case, entry


def note_look(request, entry: JournalEntry) -> None:
    """Note that the words of a restricted entry are shown."""
    if entry.is_restricted:
        case_access.note(request, [entry.case.citizen_id], kind=Look.NOTE)


def has_say(actor, entry: JournalEntry) -> bool:
    """The author, and those who may change what is agreed."""
    return entry.author_id == actor.membership_id or actor.role in EDITORS


def may_change(actor, entry: JournalEntry) -> bool:
    """Whoever has a say; nothing of what is taken back."""
    return not entry.taken_back_at and has_say(actor, entry)


@dataclass(frozen=True, slots=True)
class Information:
    """When the citizen was told about IGU, in which language and by whom (X-03)."""

    on: dt.date
    language: str
    name: str


def information_of(actor, case: Case) -> Information | None:
    """The newest entry that says so, and that everybody who sees the case may know of."""
    for id_, on, sealed, name in _information(actor.role).rows(ids_of(actor) | {CASE: case.id}):
        return Information(on, open_words(sealed, id_)["points"].get("language", ""), name)
    return None


@cache
def _information(role: str) -> Statement:
    entries = JournalEntry.objects.visible_to(anybody(role)).filter(case_id=CASE)
    known = entries.filter(kind=INFORMED, is_restricted=False, taken_back_at=None)
    return statement_of(known.values_list("id", "happened_on", "sealed", "author__user__name")[:1])


@dataclass(frozen=True, slots=True)
class Wording:
    """What an entry said from a moment on, and who wrote it."""

    number: int
    at: dt.datetime
    name: str
    text: str
    points: dict


def wordings_of(entry: JournalEntry) -> list[Wording]:
    """Every wording that an entry has had, the newest first."""
    events = list(JournalEntry.pgh_event_model.objects.filter(pgh_obj_id=entry.id).order_by("-version", "-pgh_id"))
    people = {(event.pgh_context or {}).get("user") for event in events} - {None}
    names = {str(user.id): user.name for user in User.objects.filter(id__in=people)}
    found = []
    for event in events:
        name = names.get(str((event.pgh_context or {}).get("user")), "")
        found.append(Wording(event.version, event.pgh_created_at, name, **open_words(event.sealed, entry.id)))
    return found
