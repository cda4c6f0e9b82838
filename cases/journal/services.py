"""Writing in the journal, correcting, and taking back. Nothing is ever deleted."""

import datetime as dt
from collections.abc import Collection, Mapping
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from cases import hooks
from cases.attachments.checking import Checked
from cases.attachments.services import attach
from cases.definitions.access import Offer, content_of
from cases.definitions.services import pin
from cases.definitions.texts import DANISH, said
from cases.models import Case, EntryReader, JournalEntry, seal_words
from igu.accounts.errors import RuleBroken
from igu.accounts.saving import make_once, once_id, save_version

OLDEST = dt.timedelta(days=20 * 366)


@transaction.atomic
def write_entry(
    actor,
    *,
    case: Case,
    kind: Offer,
    happened_on: dt.date,
    today: dt.date,
    text: str = "",
    points: Mapping[str, str] | None = None,
    party: str = "",
    theme: str = "",
    is_restricted: bool = False,
    readers: Collection = (),
    files: Collection[Checked] = (),
    token: UUID | None = None,
) -> JournalEntry:
    """Write an entry; a contact that everybody may know of becomes the last contact of the case.

    points: answers by the key of the kind's point. readers: memberships that may know of a restricted entry besides
    author, coordinator and managers. Raises RuleBroken: `words_missing`, `day_ahead`, `day_long_ago`, `quota_used`.
    """
    _check(kind.content.asks_text, text, points, happened_on, today)
    token = token or uuid4()
    entry, is_new = make_once(
        JournalEntry,
        actor,
        token,
        case=case,
        definition=pin(actor, kind),
        kind=kind.key,
        party=party,
        theme=theme,
        happened_on=happened_on,
        sealed=seal_words(once_id(JournalEntry, actor, token), text, dict(points or {})),
        is_contact=kind.content.is_contact,
        is_restricted=is_restricted,
        author_id=actor.membership_id,
    )
    if is_new:
        _after(actor, entry, readers)
        attach(actor, entry=entry, files=files)
    return entry


@transaction.atomic
def correct_entry(
    actor,
    *,
    entry: JournalEntry,
    version: int,
    happened_on: dt.date,
    today: dt.date,
    text: str,
    points: Mapping[str, str],
    party: str,
    theme: str,
    is_restricted: bool,
    readers: Collection = (),
    files: Collection[Checked] = (),
) -> None:
    """Save another wording, and put more files to it; the former one stays in the history.

    Raises as write_entry, and Outdated, `taken_back`.
    """
    if entry.taken_back_at:
        raise RuleBroken("taken_back")
    _check(False, text, points, happened_on, today)
    save_version(
        entry,
        version,
        happened_on=happened_on,
        sealed=seal_words(entry.id, text, dict(points)),
        party=party,
        theme=theme,
        is_restricted=is_restricted,
    )
    _after(actor, entry, readers)
    attach(actor, entry=entry, files=files)


@transaction.atomic
def take_back(actor, *, entry: JournalEntry, version: int, why: str) -> None:
    """Say that an entry does not hold, and why: its words are shown to nobody any more, and the history keeps them.

    Raises Outdated: also where a colleague has taken it back meanwhile. Whoever has read that may give another reason.
    """
    if entry.taken_back_at and (entry.taken_back_by_id, entry.taken_back_why) == (actor.membership_id, why):
        return  # a double click
    save_version(
        entry,
        version,
        taken_back_at=entry.taken_back_at or timezone.now(),
        taken_back_by_id=actor.membership_id,
        taken_back_why=why,
    )
    _after(actor, entry, [reader.membership_id for reader in entry.readers.all()])


def _check(asks_text, text, points, happened_on, today):
    if not text and (asks_text or not any((points or {}).values())):
        raise RuleBroken("words_missing")
    if happened_on > today:
        raise RuleBroken("day_ahead")
    if happened_on < today - OLDEST:
        raise RuleBroken("day_long_ago")


def _after(actor, entry, readers):
    """What follows from an entry: who may know of it, the last contact, and the follow-ups of its dates."""
    _set_readers(entry, readers if entry.is_restricted else ())
    hooks.contacts_changed(entry.case)
    hooks.dates_changed(actor, entry.case, f"journal:{entry.id}", _dates_of(entry))


def _dates_of(entry):
    """A follow-up is read by everybody, so that a restricted entry asks for none."""
    if entry.is_restricted or entry.taken_back_at:
        return []
    due = [point for point in content_of(entry.definition).points if point.is_due and entry.points.get(point.key)]
    title = said(entry.definition.title, DANISH)
    return [
        hooks.DueDate(
            point.key,
            point.value_of(entry.points[point.key]),
            f"{title}: {said(point.label, DANISH).lower()}"[:120],
            "citizen",
        )
        for point in due
    ]


def _set_readers(entry, readers):
    wanted = {UUID(str(reader)) for reader in readers}
    have = EntryReader.objects.filter(entry=entry)
    have.exclude(membership_id__in=wanted).delete()
    missing = wanted - set(have.values_list("membership_id", flat=True))
    EntryReader.objects.bulk_create(
        EntryReader(municipality_id=entry.municipality_id, entry=entry, membership_id=reader) for reader in missing
    )
