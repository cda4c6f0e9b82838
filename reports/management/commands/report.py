import sys

from django.utils import timezone

from cases.documents import Worker
from igu.accounts.commands import OneSentenceCommand, a_date
from igu.accounts.models import Municipality
from igu.accounts.tenancy import acting_for
from reports import files
from reports.figures import REPORTS, Period


class Command(OneSentenceCommand):
    help = "Print one of the manager's reports."

    def add_arguments(self, parser):
        parser.add_argument("name", choices=sorted(REPORTS))
        parser.add_argument("--municipality", required=True, help="the code of four digits, such as 0851")
        parser.add_argument("--from", dest="first", type=a_date, required=True, metavar="DATE")
        parser.add_argument("--to", dest="last", type=a_date, required=True, metavar="DATE")
        parser.add_argument("--on", type=a_date, metavar="DATE", help="the day that is told about; default today")
        parser.add_argument("--format", choices=["csv", "json", "xlsx"], default="csv")

    def handle(self, **options):
        municipality = Municipality.objects.filter(code=options["municipality"]).first()
        if municipality is None:
            self.refuse(f"There is no municipality with the code {options['municipality']}.")
        if options["last"] < options["first"]:
            self.refuse("--to lies before --from.")
        period = Period(options["first"], options["last"], options["on"] or timezone.localdate())
        with acting_for(municipality.id):
            rows = list(REPORTS[options["name"]](Worker(municipality.id, None), period))
        self.speak_utf8()
        if options["format"] == "xlsx":
            sys.stdout.buffer.write(files.as_xlsx(options["name"], rows))
        else:
            self.stdout.write((files.as_csv if options["format"] == "csv" else files.as_json)(rows), ending="")
