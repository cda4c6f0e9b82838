"""The door to the journal: who sees which entry, page by page, and the note of each look at a restricted one."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import JSONObject
from django.shortcuts import get_object_or_404

from cases import access as case_access
from cases.access import EDITORS
from cases.models import Attachment, Case, JournalEntry, open_words
from igu.accounts.models import User
from igu.audit.models import Look

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
    """Entries, the newest first; how many older ones there are, and the id of the last one shown."""

    entries: list[JournalEntry]
    older: int = 0
    last: UUID | None = None


def entries_of(actor, case: Case) -> QuerySet[JournalEntry]:
    """What the actor may know of, the newest first. What is hidden is not in any count of it either."""
    return JournalEntry.objects.visible_to(actor).filter(case=case)


def page_of(actor, case: Case, filters: Mapping[str, str], after: UUID | None) -> Page:
    """A page of the journal that costs the same however long it is, in one statement."""
    entries = entries_of(actor, case).filter(**filters).select_related(*WITH)
    entries = entries.annotate(together=Window(Count("id")))
    beyond = entries.filter(_older_than(after)) if after else entries
    found = list(beyond.annotate(file_rows=FILES)[:PAGE])
    if not found:
        return Page([])
    return Page(found, found[0].together - len(found), found[-1].id)


def _older_than(entry_id: UUID) -> Q:
    """Compared in the database, by the row's own place: its day stands in no address."""
    place = {
        name: Subquery(JournalEntry.objects.filter(id=entry_id).values(name)) for name in ("happened_on", "made_at")
    }
    day, moment = place["happened_on"], place["made_at"]
    return Q(happened_on__lte=day) & (
        Q(happened_on__lt=day) | Q(made_at__lt=moment) | Q(made_at=moment, id__lt=entry_id)
    )


def searched(actor, case: Case, words: str) -> list[JournalEntry]:
    """The entries whose text holds all the words, read here: the database holds them sealed.

    What is restricted is not searched: its text is opened by a click of its own.
    """
    wanted = words.casefold().split()
    entries = (
        entries_of(actor, case)
        .filter(is_restricted=False, taken_back_at=None)
        .select_related(*WITH)
        .annotate(file_rows=FILES)
    )
    return [entry for entry in entries[:MOST_SEARCHED] if _holds(entry, wanted)]


def _holds(entry: JournalEntry, wanted: list[str]) -> bool:
    text = " ".join((entry.text, *entry.points.values(), *entry.definition.title.values())).casefold()
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


def may_change(actor, entry: JournalEntry) -> bool:
    """The author, and those who may change what is agreed; nothing of what is taken back."""
    return not entry.taken_back_at and (entry.author_id == actor.membership_id or actor.role in EDITORS)


@dataclass(frozen=True, slots=True)
class Information:
    """When the citizen was told about IGU, in which language and by whom (X-03)."""

    on: dt.date
    language: str
    name: str


def information_of(actor, case: Case) -> Information | None:
    """The newest entry that says so, and that everybody who sees the case may know of."""
    entries = entries_of(actor, case).filter(kind=INFORMED, is_restricted=False, taken_back_at=None)
    entry = entries.select_related("author__user").first()
    return entry and Information(entry.happened_on, entry.points.get("language", ""), entry.author.user.name)


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
