"""A file beside what the municipality has: read, parsed, compared. Nothing is saved here."""

import datetime as dt
from dataclasses import dataclass

from cases.sheets import comparing, parsing, reading, register
from cases.sheets.columns import COLUMNS
from cases.sheets.findings import Finding
from cases.sheets.known import Known

ORDER = {key: place for place, key in enumerate(("", *COLUMNS))}


@dataclass(frozen=True, slots=True)
class Checked:
    """A sheet that was checked: what would be written, and everything found, in the order of the sheet."""

    sheet: reading.Sheet
    plan: comparing.Plan
    findings: list[Finding]
    known: Known

    @property
    def errors(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.is_error]

    @property
    def notices(self) -> list[Finding]:
        return [finding for finding in self.findings if not finding.is_error]

    @property
    def tallies(self) -> dict[str, int]:
        """How many rows are new, changed and the same, how many fields change; a row with an error is none of them."""
        wrong = {finding.row for finding in self.errors}
        new, changed = self.plan.new_rows - wrong, self.plan.changed_rows - wrong
        rows = {row.number for row in self.sheet.rows}
        return {
            "rows": len(rows),
            "new": len(new),
            "changed": len(changed),
            "same": len(rows - wrong - new - changed),
            "wrong": len(wrong & rows),
            "new_with_agreement": len(self.plan.new_rows_with_course - wrong),
            "new_without_agreement": len(new - self.plan.new_rows_with_course),
            "changes": len(self.plan.changes),
        }


def check(actor, file_name: str, content: bytes, *, today: dt.date, encoding: str = "", separator: str = "") -> Checked:
    """Check a sheet against what the municipality has. Raises Refused when the file cannot be read at all."""
    sheet = reading.read(file_name, content, encoding=encoding, separator=separator)
    lines, findings = parsing.parse(sheet, today)
    known = register.load(actor, lines, today)
    plan, more = comparing.compare(lines, known, today)
    in_order = sorted(findings + more, key=lambda finding: (finding.row, ORDER[finding.column]))
    return Checked(sheet, plan, in_order, known)
