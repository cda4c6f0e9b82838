"""A view whose browser is a clock."""

from celery import shared_task
from django.utils import timezone

from followup import services
from igu.outbox.tasks import wake_sender


@shared_task
def run_daily() -> None:
    if services.run_job(timezone.localdate()).mails:
        wake_sender()
