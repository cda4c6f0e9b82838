"""A view whose browser is a clock or another view: ids in, one service, safe to run twice."""

from contextlib import suppress

from celery import shared_task
from django.db import transaction
from kombu.exceptions import OperationalError

from cases import documents


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
