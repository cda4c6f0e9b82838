"""The clock, and views that do not want to wait for it, wake the sender up. What is to be sent stands in the table."""

from contextlib import suppress

from celery import shared_task
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from igu.outbox import sending
from igu.outbox.jobs import job


@shared_task
def send_mail() -> None:
    with job("send_mail"):
        sending.send_due(today=timezone.localdate())


def nudge() -> None:
    """Send what this transaction puts in line as soon as it is through."""
    transaction.on_commit(wake_sender)


def wake_sender() -> None:
    """While the broker is away nobody is woken up; the clock does it later."""
    with suppress(OperationalError):
        send_mail.apply_async(retry=False)
