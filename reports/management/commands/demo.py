from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from igu.accounts.commands import OneSentenceCommand
from igu.accounts.models import User
from reports.demo.making import make_demo


class Command(OneSentenceCommand):
    help = "Fill an empty database with the demo: six people to log in as, and cases in every stage."

    def add_arguments(self, parser):
        parser.add_argument("--if-empty", action="store_true", help="do nothing where there are people already")

    def handle(self, *, if_empty, **options):
        self.speak_utf8()
        if settings.PRODUCTION:
            self.refuse(gettext("The demo is not for production: its people log in without a second factor."))
        if User.objects.exists():
            if if_empty:
                return
            self.refuse(gettext("There are people in the database already. `make demo-reset` starts the demo over."))
        made = make_demo(timezone.localdate())
        self.stdout.write(
            ngettext("The demo has %(count)s case.", "The demo has %(count)s cases.", made) % {"count": made}
        )
