"""A file becomes a table with known columns, or is refused: by what it is, before anything in it is parsed."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from cases.sheets import columns, delimited, workbook
from cases.sheets.findings import Refused
from cases.sheets.table import HEADINGS_WITHIN, MEGABYTE, MOST_COLUMNS, MOST_ROWS, Row, Table

MOST_BYTES = 10 * MEGABYTE
BYTES_A_ROW = 600  # of a workbook with half of our columns filled in, unpacked
NOT_TEXT = (b"%PDF", b"MZ", b"\x7fELF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table whose headings are known: the row they stand in, and the rows under them."""

    table: Table
    headings: columns.Headings
    heading_row: Row

    @property
    def rows(self) -> list[Row]:
        return [row for row in self.table.rows if row.number > self.heading_row.number]


def read(file_name: str, content: bytes, *, encoding: str = "", separator: str = "") -> Sheet:
    """Read a sheet. encoding and separator are recognised when empty. Raises Refused."""
    table = _read(PurePosixPath(file_name).suffix.lower(), content, encoding, separator)
    sheet = _with_headings(table)
    if len(sheet.heading_row.cells) > MOST_COLUMNS:
        raise Refused("too_many_columns", limit=MOST_COLUMNS)
    if not sheet.rows:
        raise Refused("no_rows")
    if len(sheet.rows) > MOST_ROWS:
        raise Refused("too_many_rows", limit=MOST_ROWS)
    return sheet


def is_longer(file_name: str, content: bytes, rows: int) -> bool:
    """Whether the file probably has more rows than that: told by its size alone, before anything is parsed."""
    if file_name.lower().endswith(".xlsx"):
        return workbook.size_of_rows(content) > rows * BYTES_A_ROW
    return content.count(b"\n") > rows


def _read(suffix: str, content: bytes, encoding: str, separator: str) -> Table:
    if not content.strip(b"\0 \r\n\t"):
        raise Refused("file_empty")
    if len(content) > MOST_BYTES:
        raise Refused("file_too_big", limit=MOST_BYTES // MEGABYTE)
    if content.startswith(workbook.OLE):
        raise Refused("file_locked" if workbook.LOCKED in content else "file_is_old_workbook")
    is_zip = content.startswith(workbook.ZIP)
    if suffix == ".xlsm":
        raise Refused("file_macros")
    if suffix == ".xlsx":
        if not is_zip:
            raise Refused("file_is_not_workbook")
        return workbook.read(content)
    if suffix not in (".csv", ".txt", ".tsv") or content.startswith(NOT_TEXT):
        raise Refused("file_kind")
    if is_zip:
        raise Refused("file_is_workbook")
    return delimited.read(content, encoding=encoding, separator=separator)


def _with_headings(table: Table) -> Sheet:
    """The first row that names the CPR column and no fewer columns than any other near the top."""
    best = None
    for row in table.rows[:HEADINGS_WITHIN]:
        headings = columns.read_headings(row.cells)
        if "cpr" in headings.places and (best is None or len(headings.places) > len(best.headings.places)):
            best = Sheet(table, headings, row)
    if best is None:
        raise Refused("no_headings", rows=HEADINGS_WITHIN)
    return best
