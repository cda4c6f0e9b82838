"""A view whose browser is a clock."""

from celery import shared_task
from django.utils import timezone

from followup import services
from igu.outbox.jobs import job
from igu.outbox.tasks import wake_sender


@shared_task
def run_daily() -> None:
    with job(services.RUN_DAILY):
        run = services.run_daily(timezone.localdate())
    if run.mails:
        wake_sender()
