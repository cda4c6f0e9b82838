"""Each row by itself: cells become values. No row stops another, and every error of a row is found."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cases import words
from cases.sheets import cells
from cases.sheets.columns import COLUMNS, REQUIRED, fold
from cases.sheets.findings import Finding, finding
from cases.sheets.reading import Sheet
from cases.sheets.table import Row
from igu.rules.identifiers import Cpr

CITIZEN = (
    "first_name",
    "last_name",
    "sex",
    "birth_on",
    "basis",
    "family_to",
    "address_since",
    "origin",
    "danish_education",
    "danish_test",
)
COURSE = ("end_on", "ended_on", "ending", "outcome_6", "outcome_12", "is_public")


def _codes(choices, **words_for) -> Mapping[str, str]:
    """Folded word → code: the codes themselves, and what else a sheet may say."""
    return {fold(code): code for code in choices.values} | {fold(word): code for word, code in words_for.items()}


ENDINGS = {
    "gennemført": words.Ending.COMPLETED,
    "positivt frafald job": words.Ending.POSITIVE_JOB,
    "positivt frafald uddannelse": words.Ending.POSITIVE_EDUCATION,
    "negativt frafald": words.Ending.NEGATIVE,
    "aldrig startet": words.Ending.NEVER_STARTED,
    "flyttet": words.Ending.MOVED,
}
OUTCOMES = {
    "job": words.Outcome.JOB,
    "job under 18,5 t": words.Outcome.SMALL_JOB,
    "uddannelse": words.Outcome.EDUCATION,
    "ledig": words.Outcome.UNEMPLOYED,
    "ukendt": words.Outcome.UNKNOWN,
}
ENGLISH_ENDINGS = {
    "completed": words.Ending.COMPLETED,
    "positive drop-out job": words.Ending.POSITIVE_JOB,
    "positive drop-out education": words.Ending.POSITIVE_EDUCATION,
    "negative drop-out": words.Ending.NEGATIVE,
    "never started": words.Ending.NEVER_STARTED,
    "moved": words.Ending.MOVED,
}
ENGLISH_OUTCOMES = {
    "job under 18.5 hours": words.Outcome.SMALL_JOB,
    "job under 18,5 timer": words.Outcome.SMALL_JOB,
    "education": words.Outcome.EDUCATION,
    "unemployed": words.Outcome.UNEMPLOYED,
    "unknown": words.Outcome.UNKNOWN,
}
CODES = {
    "sex": _codes(words.Sex, m="mand", k="kvinde", man="mand", woman="kvinde", male="mand", female="kvinde"),
    "basis": _codes(words.Basis),
    "family_to": _codes(words.FamilyTo, flygtning="refugee", anden="other", andre="other"),
    "danish_education": _codes(words.DanishEducation),
    "danish_test": _codes(words.DanishTest),
    "ending": {fold(word): code for word, code in (ENDINGS | ENGLISH_ENDINGS).items()},
    "outcome_6": {fold(word): code for word, code in (OUTCOMES | ENGLISH_OUTCOMES).items()},
}
CODES["outcome_12"] = CODES["outcome_6"]
SHOWN_CODES = {
    "sex": "Mand, Kvinde, M, K",
    "ending": ", ".join(ENDINGS),
    "outcome_6": ", ".join(OUTCOMES),
    "outcome_12": ", ".join(OUTCOMES),
}
DATES = ("birth_on", "address_since", "start_on", "end_on", "ended_on")
EMPTY = {"birth_on": None, "address_since": None, "end_on": None, "ended_on": None, "is_public": False}


@dataclass(slots=True)
class Line:
    """A row whose citizen is known. values: of the columns that the sheet has; an empty cell is an empty value.

    broken: columns whose cell could not be read.
    """

    number: int
    cpr: Cpr
    values: dict[str, Any] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()

    @property
    def start_on(self) -> dt.date | None:
        return self.values.get("start_on")


def parse(sheet: Sheet, today: dt.date) -> tuple[list[Line], list[Finding]]:
    """The readable rows, and what is wrong or odd with each row by itself."""
    findings = _about_the_whole(sheet)
    lines = []
    for row in sheet.rows:
        line, found = parse_row(row, sheet, today)
        findings += found
        if line:
            lines.append(line)
    return lines, findings


def _about_the_whole(sheet: Sheet) -> list[Finding]:
    number = sheet.heading_row.number
    missing = [key for key in REQUIRED if key not in sheet.headings.places]
    return (
        [finding(number, key, "column_missing") for key in missing]
        + [finding(number, key, "column_twice") for key in sheet.headings.twice]
        + [finding(0, "", code, **details) for code, details in sheet.table.notices]
    )


def parse_row(row: Row, sheet: Sheet, today: dt.date) -> tuple[Line | None, list[Finding]]:
    width = len(sheet.heading_row.cells)
    if any(cell.strip() for cell in row.cells[width:]):
        return None, [finding(row.number, "", "too_many_cells", cells=len(row.cells), headings=width)]
    values, findings = {}, []
    for key, place in sheet.headings.places.items():
        text = row.cell(place)
        try:
            _check_cell(row, key, place, text)
            values[key] = _value(key, text)
        except cells.Unreadable as fault:
            findings.append(finding(row.number, key, fault.code, text, **_details(fault, key)))
            continue
        if key in ("first_name", "last_name", "origin") and values[key] != " ".join(text.split()):
            findings.append(finding(row.number, key, "name_cleaned"))
    cpr = values.pop("cpr", None)
    if cpr is None:
        return None, findings
    broken = frozenset(found.column for found in findings if found.is_error)
    findings += _compare_with_cpr(row, cpr, values, row.cell(sheet.headings.places["cpr"]), today)
    return Line(row.number, cpr, values, broken), findings


def _details(fault: cells.Unreadable, key: str) -> dict:
    if fault.code == "code_unknown" and key in SHOWN_CODES:
        return {"codes": SHOWN_CODES[key]}
    return fault.details


def _check_cell(row: Row, key: str, place: int, text: str) -> None:
    if COLUMNS[key].is_key and place in row.formulas:
        raise cells.Unreadable("formula")
    if cells.is_error(text):
        raise cells.Unreadable("cell_error")
    if "\n" in text or "\r" in text:
        raise cells.Unreadable("line_break")


def _value(key: str, text: str) -> Any:
    if not text:
        return _empty(key)
    if key in READ:
        return READ[key](text)
    if key in CODES:
        return cells.code(text, CODES[key])
    if key in DATES:
        return cells.date(text)
    return cells.text(text, COLUMNS[key].limit)


READ: dict[str, Callable[[str], Any]] = {
    "cpr": cells.cpr,
    "cvr": cells.cvr,
    "p_number": cells.p_number,
    "is_public": cells.yes_no,
    "coordinator": str.lower,
}


def _empty(key: str) -> Any:
    if key == "cpr":
        raise cells.Unreadable("cpr_missing")
    if key in REQUIRED:
        raise cells.Unreadable("text_missing")
    return EMPTY.get(key, None if key in DATES else "")


def _compare_with_cpr(row: Row, cpr: Cpr, values: dict, written: str, today: dt.date) -> list[Finding]:
    """The CPR number fills in what the sheet leaves empty; where they differ, the sheet is right and we say so."""
    found = []

    def note(column: str, code: str, **details):
        found.append(finding(row.number, column, code, **details))

    if sum(letter.isdigit() for letter in written) == 9:
        note("cpr", "cpr_nine_digits")
    if not cpr.is_substitute and not cpr.passes_modulus_11:
        note("cpr", "cpr_modulus_11")
    if values.get("sex") and values["sex"] != cpr.sex:
        note("sex", "sex_differs", sex=values["sex"].title())
    if values.get("birth_on") and values["birth_on"] != cpr.born_on:
        note("birth_on", "birth_differs")
    for key, said in (("sex", str(cpr.sex)), ("birth_on", cpr.born_on)):
        if key in values and not values[key]:
            values[key] = said
    if values.get("birth_on", cpr.born_on) > today:
        note("birth_on" if values.get("birth_on") else "cpr", "birth_ahead")
    if values.get("family_to") and values.get("basis", "family") != "family":
        values["family_to"] = ""
        note("family_to", "family_to_unused")
    return found
