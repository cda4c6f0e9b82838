"""Documents that the worker makes: one writer a kind, the same walls and read log as the pages.

An app registers its kinds when it is ready. A document's title and file name are the case number, never a name.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cases.models import Document
from igu.accounts.models import Municipality
from igu.accounts.tenancy import acting_for
from igu.audit.log import note_reads
from igu.audit.models import Look


@dataclass(frozen=True)
class Writer:
    """How a kind of document is made: `write(document)` returns its bytes, `title` is a lazy sentence."""

    kind: str
    title: str
    write: Callable[[Document], bytes]


@dataclass(frozen=True)
class Worker:
    """Who the read log names when the worker writes a document somebody asked for."""

    municipality_id: UUID
    membership_id: UUID | None


writers: dict[str, Writer] = {}


def register(writer: Writer) -> None:
    writers[writer.kind] = writer


@transaction.atomic
def ask_for(actor, *, case, kind: str, subject_id: UUID) -> Document:
    """Put a document in line. Asking again while it waits gives the same one."""
    waiting = Document.objects.filter(
        case=case, kind=kind, subject_id=subject_id, state__in=[Document.State.WAITING, Document.State.MAKING]
    ).first()
    return waiting or Document.objects.create(
        municipality_id=actor.municipality_id,
        case=case,
        kind=kind,
        subject_id=subject_id,
        asked_by_id=actor.membership_id,
    )


def make(municipality_id: UUID, document_id: UUID) -> None:
    """Make one document. Safe to run twice; a writer that fails leaves the state Failed, for the page to show."""
    with acting_for(municipality_id):
        document = Document.objects.select_for_update(of=("self",)).filter(id=document_id).first()
        if document is None or document.state == Document.State.READY:
            return
        Document.objects.filter(id=document_id).update(state=Document.State.MAKING, started_at=timezone.now())
    try:
        with acting_for(municipality_id):
            document = Document.objects.select_related("case").get(id=document_id)
            asker = Worker(municipality_id, document.asked_by_id)
            note_reads(asker, [document.case.citizen_id], kind=Look.DOCUMENT, route=f"document:{document.kind}")
            content = writers[document.kind].write(document)
            Document.objects.filter(id=document_id).update(
                state=Document.State.READY, content=content, made_at=timezone.now()
            )
    except Exception:
        with acting_for(municipality_id):
            Document.objects.filter(id=document_id).update(state=Document.State.FAILED)
        raise


def waiting(older_than=timedelta(minutes=1)) -> list[tuple[UUID, UUID]]:
    """(municipality, document) of what the worker was not woken for, or died on."""
    found = []
    before = timezone.now() - older_than
    for municipality_id in Municipality.objects.values_list("id", flat=True):
        with acting_for(municipality_id):
            ids = Document.objects.filter(
                Q(state=Document.State.WAITING, asked_at__lt=before)
                | Q(state=Document.State.MAKING, started_at__lt=before - timedelta(minutes=5))
            ).values_list("id", flat=True)
            found += [(municipality_id, document_id) for document_id in ids]
    return found


def latest(case, kind: str) -> Document | None:
    """The newest document of a kind, without its content."""
    return Document.objects.filter(case=case, kind=kind).defer("content").first()
