"""The sheet as it was sent in, with a column that says what must be corrected in each row."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _

from cases.sheets.checking import Checked
from cases.sheets.columns import COLUMNS, fold
from cases.sheets.table import Row
from igu.web import spreadsheets


def corrected_copy(checked: Checked) -> bytes:
    """The rows in their old places, as a file of the kind that was sent in."""
    heading, said = _("What must be corrected"), _by_row(checked)
    place = _place(checked, heading)
    said[checked.sheet.heading_row.number] = heading
    lines = [_with(row, place, said.get(row.number, "")) for row in _rows(checked)]
    if checked.sheet.table.kind == "xlsx":
        return spreadsheets.xlsx_bytes(checked.sheet.table.sheet, lines[0], lines[1:])
    return spreadsheets.csv_bytes(lines[0], lines[1:])


def _by_row(checked: Checked) -> dict[int, str]:
    said = defaultdict(list)
    for error in checked.errors:
        name = f"{COLUMNS[error.column].label}: " if error.column else ""
        said[error.row].append(f"{name}{error.message}")
    return {number: " ".join(sentences) for number, sentences in said.items()}


def _place(checked: Checked, heading: str) -> int:
    """Behind the last column, or where the former copy had it."""
    cells = checked.sheet.heading_row.cells
    return next((place for place, cell in enumerate(cells) if fold(cell) == fold(heading)), len(cells))


def _rows(checked: Checked) -> Iterator[Row]:
    """All rows, the empty ones too, so that their numbers stay."""
    number = 1
    for row in checked.sheet.table.rows:
        for empty in range(number, row.number):
            yield Row(empty, ())
        yield row
        number = row.number + 1


def _with(row: Row, place: int, text: str) -> list[str]:
    cells = list(row.cells[:place]) + [""] * (place - len(row.cells))
    return [*cells, text, *row.cells[place + 1 :]]
