"""A view whose browser is a clock or another view: ids in, one service, safe to run twice."""

from contextlib import suppress

from celery import shared_task
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from cases import documents
from cases.attachments import services as attachments
from cases.drafts import services as drafts
from cases.looks import services as looks
from cases.sheets import imports
from cases.signals import services as signals


@shared_task
def make_document(municipality_id: str, document_id: str) -> None:
    documents.make(municipality_id, document_id)


@shared_task
def make_waiting_documents() -> None:
    """What the broker forgot: documents that have waited for more than a minute."""
    for municipality_id, document_id in documents.waiting():
        documents.make(municipality_id, document_id)


def wake_worker(document) -> None:
    """Wake the worker when the transaction is through. The row is the memory: a broker that is away loses nothing."""

    def wake():
        with suppress(OperationalError):
            make_document.apply_async([str(document.municipality_id), str(document.id)], retry=False)

    transaction.on_commit(wake)


@shared_task
def work_on_sheet(municipality_id: str, membership_id: str | None, sheet_id: str) -> None:
    imports.work_on(documents.Worker(municipality_id, membership_id), sheet_id, today=timezone.localdate())


@shared_task
def work_on_waiting_sheets() -> None:
    """What the broker forgot, and sheets that nobody has saved within a week."""
    for municipality_id, membership_id, sheet_id in imports.waiting():
        imports.work_on(documents.Worker(municipality_id, membership_id), sheet_id, today=timezone.localdate())
    imports.empty_old(timezone.now())


def wake_for_sheet(sheet) -> None:
    """Wake the worker for a sheet when the transaction is through, as for a document."""
    ids = [str(sheet.municipality_id), str(sheet.sent_by_id), str(sheet.id)]

    def wake():
        with suppress(OperationalError):
            work_on_sheet.apply_async(ids, retry=False)

    transaction.on_commit(wake)


@shared_task
def scan_attachment(municipality_id: str, attachment_id: str) -> None:
    attachments.scan(municipality_id, attachment_id)


@shared_task
def scan_waiting_attachments() -> None:
    """What the broker forgot, and files that wait for a scanner that was away."""
    for municipality_id, attachment_id in attachments.waiting():
        attachments.scan(municipality_id, attachment_id)


@shared_task
def clear_old_drafts() -> None:
    drafts.clear_old_drafts(timezone.now())


@shared_task
def find_signals() -> None:
    signals.look_through(timezone.localdate())


@shared_task
def draw_missing_samples() -> None:
    """Last month's look-ups, where nobody has drawn a sample of them yet."""
    looks.draw_missing_samples(timezone.localdate())


def wake_for_scan(entry) -> None:
    """Wake the worker for the files of an entry when the transaction is through."""
    waiting = entry.attachments.filter(state="waiting").values_list("id", flat=True)
    ids = [[str(entry.municipality_id), str(attachment_id)] for attachment_id in waiting]

    def wake():
        with suppress(OperationalError):
            for pair in ids:
                scan_attachment.apply_async(pair, retry=False)

    if ids:
        transaction.on_commit(wake)
