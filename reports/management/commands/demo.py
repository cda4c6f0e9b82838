from django.conf import settings
from django.utils import timezone

from igu.accounts.commands import OneSentenceCommand
from reports.demo.making import is_there, make_demo


class Command(OneSentenceCommand):
    help = "Fill the database with the demo's made-up people."

    def add_arguments(self, parser):
        parser.add_argument("--if-empty", action="store_true", help="do nothing where the demo is already")

    def handle(self, **options):
        if settings.PRODUCTION:
            self.refuse("The demo's people do not belong in production.")
        if is_there():
            if not options["if_empty"]:
                self.refuse("The demo is here already; `make demo-reset` starts it over.")
            return
        self.stdout.write(f"{make_demo(timezone.localdate())} cases")
