import pghistory
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext

from igu.accounts.commands import CommandLine, OneSentenceCommand
from igu.accounts.errors import RuleBroken
from igu.accounts.tenancy import acting_for
from igu.people import mails, services
from igu.people.words import say


class Command(OneSentenceCommand):
    """Exit code 2 when the command was called wrongly. The link is shown here once, and is kept nowhere."""

    help = "Make the first person of a municipality: manage.py create_administrator --municipality 0851 --email …"

    def add_arguments(self, parser):
        parser.add_argument("--municipality", required=True, metavar="CODE", help="four digits")
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", default="", help="the person's name; else the address before the @")

    def handle(self, *, municipality, email, name, **options):
        self.speak_utf8()
        municipality_id = self.municipality(municipality).id
        try:
            validate_email(email)
        except ValidationError:
            self.refuse(gettext("%(email)s is not an e-mail address.") % {"email": email})
        try:
            with acting_for(municipality_id), pghistory.context(command="create_administrator"):
                token = services.make_administrator(
                    CommandLine(municipality_id),
                    email=email,
                    name=name or email.partition("@")[0],
                    today=timezone.localdate(),
                )
        except RuleBroken as broken:
            self.refuse(say(broken.codes)[0])
        link = mails.url("invitation_accept", token) if token else mails.url("account_login")
        self.stdout.write(link)
