import sys
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext

from igu.accounts.commands import OneSentenceCommand, a_date
from igu.rules.sheet import Unreadable
from igu.rules.tables import RULES, answer_table


class Command(OneSentenceCommand):
    """Exit code 0; 1 when a row has an error; 2 when nothing could be answered."""

    help = "Ask a rule of law from a table: manage.py rule NAME IN.csv [--on DATE] > OUT.csv. Needs no database."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("name", choices=RULES, metavar="NAME", help=", ".join(RULES))
        parser.add_argument("file", type=Path, metavar="IN.csv")
        parser.add_argument("--on", type=a_date, metavar="DATE", help="judge on this date (default: today)")

    def handle(self, *, name, file, on, **options):
        try:
            answer = answer_table(name, file.read_bytes(), on=on or timezone.localdate(), say=gettext)
        except OSError as error:
            self.refuse(gettext("%(file)s cannot be read: %(why)s.") % {"file": file, "why": error.strerror})
        except Unreadable as problem:
            self.refuse(problem.said(gettext))
        self.speak_utf8()
        self.stdout.write(answer.text, ending="")
        if answer.has_errors:
            sys.exit(1)
