import time

from django.conf import settings
from django.utils.translation import gettext

from igu.accounts.commands import OneSentenceCommand
from igu.accounts.models import User
from reports.scale import generate

MOST_MUNICIPALITIES = 98


class Command(OneSentenceCommand):
    help = "Fill an empty database with made-up rows by the thousand, for measuring. The same seed gives the same rows."

    def add_arguments(self, parser):
        parser.add_argument("--municipalities", type=int, default=1, metavar="N")
        parser.add_argument("--citizens", type=int, default=1_000, metavar="N", help="in all")
        parser.add_argument("--followups", type=int, default=0, metavar="N", help="in all")
        parser.add_argument("--seed", type=int, default=1, metavar="N")

    def handle(self, *, municipalities, citizens, followups, seed, **options):
        self.speak_utf8()
        if settings.PRODUCTION:
            self.refuse(gettext("Made-up people do not belong in production."))
        if not 1 <= municipalities <= MOST_MUNICIPALITIES or citizens < municipalities or followups < 0:
            self.refuse(gettext("There must be 1 to 98 municipalities and at least one citizen for each of them."))
        if User.objects.filter(email__endswith="@scale.test").exists():
            self.refuse(gettext("The rows are there already. Use an empty database."))
        began = time.monotonic()
        generate(municipalities=municipalities, citizens=citizens, followups=followups, seed=seed)
        seconds = time.monotonic() - began
        self.stdout.write(
            f"{citizens} citizens, {followups} follow-ups: {seconds:.1f} s, {citizens / seconds:.0f} citizens/s"
        )
