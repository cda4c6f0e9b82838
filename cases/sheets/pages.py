"""What the pages of the import say: codes put in words, in the language of whoever reads them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import SheetImport
from cases.sheets.columns import COLUMNS, REQUIRED
from cases.sheets.delimited import ENCODINGS
from cases.sheets.findings import Finding
from cases.sheets.parsing import CODES, DATES, SHOWN_CODES
from igu.web import spreadsheets

SHORT = 24  # letters that stay on one line
SEPARATORS = {";": gettext_lazy("semicolon"), ",": gettext_lazy("comma"), "\t": gettext_lazy("tab")}


def columns() -> list[dict]:
    """The columns that a sheet may have, for whoever makes one."""
    return [
        {
            "label": column.label,
            "is_required": key in REQUIRED,
            "holds": _holds(key),
        }
        for key, column in COLUMNS.items()
    ]


def empty_sheet() -> bytes:
    """A workbook with our headings and no rows: what a team that has no sheet yet begins with."""
    return spreadsheets.xlsx_bytes("IGU", [str(column.label) for column in COLUMNS.values()], [])


def _holds(key: str) -> str:
    if key in CODES:
        return SHOWN_CODES.get(key) or ", ".join(dict.fromkeys(CODES[key].values()))
    if key in DATES:
        return _("dd-mm-yyyy")
    return {"is_public": _("yes, no"), "coordinator": _("e-mail address"), "cpr": _("10 digits")}.get(key, "")


def result(sheet: SheetImport) -> dict:
    """What the page of a sheet needs beside the sheet itself."""
    kept = sheet.result
    return {
        "step": _step(sheet),
        "tallies": kept.get("tallies", {}),
        "refusal": _finding(kept["refusal"]) if "refusal" in kept else None,
        "errors": [_finding(data) for data in kept.get("errors", [])],
        "notices": [_finding(data) for data in kept.get("notices", [])],
        "error_count": kept.get("error_count", 0),
        "notice_count": kept.get("notice_count", 0),
        "changes": [_change(change) for change in kept.get("changes", [])],
        "is_news": kept.get("is_news", False),
        "reading": _reading(kept["reading"]) if "reading" in kept else None,
    }


def _step(sheet: SheetImport) -> int:
    if sheet.state == SheetImport.State.SAVED:
        return 4
    return 3 if sheet.state == SheetImport.State.SAVING else 2


def _finding(data: dict) -> dict:
    found = Finding(**data)
    return {
        "row": found.row,
        "column": COLUMNS[found.column].label if found.column else "",
        "shown": found.shown,
        "is_short": len(found.shown) <= SHORT,
        "what": found.what,
        "remedy": found.remedy,
    }


def _change(change: list) -> dict:
    row, case_number, column, before, after = change
    return {
        "row": row,
        "case_number": case_number,
        "column": COLUMNS[column].label,
        "before": _value(before),
        "after": _value(after),
    }


def _value(value) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return value or "–"


def _reading(reading: dict) -> dict:
    return reading | {
        "encoding": ENCODINGS.get(reading["encoding"], ""),
        "separator": SEPARATORS.get(reading["separator"], ""),
        "translated": [(heading, COLUMNS[key].label) for heading, key in reading["translated"]],
        "missing": ", ".join(str(COLUMNS[key].label) for key in reading["missing"]),
        "unused": ", ".join(reading["unused"]),
    }
