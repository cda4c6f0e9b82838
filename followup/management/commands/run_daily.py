import datetime as dt

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.signals.services import look_through
from followup import services


def day(text: str) -> dt.date:
    for layout in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            return dt.datetime.strptime(text, layout).date()  # noqa: DTZ007 - a date has no time zone
        except ValueError:
            continue
    raise CommandError(f"»{text}« is not a date. Write it as 2027-01-15 or 15-01-2027.", returncode=2)


class Command(BaseCommand):
    help = (
        "Move stages, make the reminders that are due and look for signals, as the clock does once a day. "
        "Safe to run twice."
    )

    def add_arguments(self, parser):
        parser.add_argument("--date", default="", help="the day to run for; today when it is left out")

    def handle(self, *, date, **options):
        on = day(date) if date else timezone.localdate()
        run = services.run_job(on)
        look_through(on)
        self.stdout.write(f"{on}: {run.reminders} reminders, {run.mails} mails, {run.stages} stages moved")
