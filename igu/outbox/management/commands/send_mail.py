from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from igu.outbox import sending
from igu.outbox.hold import Held
from igu.outbox.jobs import job


class Command(BaseCommand):
    help = "Send what waits in the outbox and is due."

    def handle(self, **options):
        try:
            with job("send_mail"):
                tally = sending.send_due(today=timezone.localdate())
        except Held as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(
            ", ".join(f"{state} {number}" for state, number in sorted(tally.items())) or "nothing to send"
        )
