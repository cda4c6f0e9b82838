from django.core.management.base import BaseCommand
from django.utils import timezone

from igu.outbox import sending
from igu.outbox.jobs import job


class Command(BaseCommand):
    help = "Send what waits in the outbox and is due."

    def handle(self, **options):
        with job("send_mail"):
            tally = sending.send_due(today=timezone.localdate())
        self.stdout.write(
            ", ".join(f"{state} {number}" for state, number in sorted(tally.items())) or "nothing to send"
        )
