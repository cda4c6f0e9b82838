from django.core.management.base import BaseCommand

from igu.outbox import hold


class Command(BaseCommand):
    help = "After a restore: let mail leave this database. What waits in the outbox is sent at once."

    def handle(self, **options):
        hold.release()
        self.stdout.write("Mail leaves this database from now on.")
