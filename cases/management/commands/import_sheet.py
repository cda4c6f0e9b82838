import json
import sys
from pathlib import Path

import pghistory
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from cases.sheets import services
from cases.sheets.checking import Checked
from cases.sheets.columns import COLUMNS
from cases.sheets.corrected import corrected_copy
from cases.sheets.findings import Finding, Refused
from igu.accounts.commands import CommandLine, OneSentenceCommand
from igu.accounts.tenancy import acting_for

ROUTE = "import_sheet"
NOTHING = {"rows": 0, "new": 0, "changed": 0, "same": 0}


class Command(OneSentenceCommand):
    """Exit code 0; 1 when something in the sheet is wrong; 2 when the command was called wrongly."""

    help = "Read a team's sheet in: manage.py import_sheet FILE --municipality 0851. Without --commit nothing is saved."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE", help=".csv or .xlsx")
        parser.add_argument("--municipality", required=True, metavar="CODE", help="four digits")
        parser.add_argument("--commit", action="store_true", help="save it: all rows or none")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")
        parser.add_argument("--corrected", type=Path, metavar="OUT", help="write the sheet with what must be corrected")

    def handle(self, *, file, municipality, commit, corrected, **options):
        self.speak_utf8()
        municipality_id = self.municipality(municipality).id
        content = self.content_of(file)
        asked = (CommandLine(municipality_id), file.name, content)
        how = {"route": ROUTE, "today": timezone.localdate()}
        try:
            with acting_for(municipality_id), pghistory.context(command=ROUTE):
                checked, committed = (
                    services.save_sheet(*asked, **how) if commit else (services.try_out(*asked, **how), False)
                )
        except Refused as refusal:
            self.tell(NOTHING, [refusal.finding], [], committed=False, as_json=options["json"])
            sys.exit(1)
        self.tell(checked.tallies, checked.errors, checked.notices, committed=committed, as_json=options["json"])
        self.write_copy(checked, corrected)
        if checked.errors:
            sys.exit(1)

    def content_of(self, file: Path) -> bytes:
        try:
            return file.read_bytes()
        except OSError as fault:
            self.refuse(gettext("%(file)s cannot be read: %(why)s.") % {"file": file, "why": fault.strerror})

    def write_copy(self, checked: Checked, out: Path | None) -> None:
        if not out:
            return
        try:
            out.write_bytes(corrected_copy(checked))
        except OSError as fault:
            self.refuse(gettext("%(file)s cannot be written: %(why)s.") % {"file": out, "why": fault.strerror})

    def tell(self, tallies: dict, errors: list[Finding], notices: list[Finding], *, committed: bool, as_json: bool):
        if as_json:
            told = {key: tallies[key] for key in NOTHING}
            told["errors"] = [
                {"row": error.row, "column": column_of(error), "message": error.message} for error in errors
            ]
            self.stdout.write(json.dumps(told | {"committed": committed}, ensure_ascii=False))
            return
        self.stdout.write(verdict(len(errors), committed))
        self.stdout.write(gettext("%(rows)s rows: %(new)s new, %(changed)s changed, %(same)s the same.") % tallies)
        for found in errors + notices:
            self.stdout.write(line_of(found))


def try_only(*sheet, **how) -> tuple[Checked, bool]:
    return services.try_out(*sheet, **how), False


def verdict(errors: int, committed: bool) -> str:
    if errors:
        return ngettext(
            "%(count)s thing must be corrected before the sheet can be saved. Nothing is saved.",
            "%(count)s things must be corrected before the sheet can be saved. Nothing is saved.",
            errors,
        ) % {"count": errors}
    if committed:
        return gettext("The sheet is saved.")
    return gettext("The sheet can be saved. Nothing is saved yet: add --commit.")


def column_of(found: Finding) -> str:
    return str(COLUMNS[found.column].label) if found.column else ""


def line_of(found: Finding) -> str:
    place = gettext("Row %(row)s") % {"row": found.row} if found.row else gettext("The file")
    shown = f" ({found.shown})" if found.shown else ""
    return f"{', '.join(filter(None, [place, column_of(found)]))}{shown}: {found.message}"
