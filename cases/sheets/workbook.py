"""Excel workbooks: looked at from outside before anything is unpacked, then read row by row as values."""

import datetime as dt
import io
import re
import time
import warnings
import zipfile
from collections.abc import Iterator

import openpyxl
from openpyxl.utils import range_boundaries

from cases.sheets import columns
from cases.sheets.findings import Refused
from cases.sheets.table import HEADINGS_WITHIN, MEGABYTE, MOST_COLUMNS, MOST_EMPTY_ROWS, MOST_ROWS, Row, Table

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "EncryptedPackage".encode("utf-16-le")
MOST_UNPACKED = 50 * MEGABYTE
MOST_STRINGS = 20 * MEGABYTE  # read in one piece, unlike the rows
MOST_RATIO = 200
MOST_PARTS = 2_000
MOST_SECONDS = 20
ENCRYPTED = 0x1
MERGED = re.compile(rb'<mergeCell [^>]*ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
MOST_MERGED = 5_000


def look_at(content: bytes) -> None:
    """Refuse what must not be unpacked: by the directory of the zip file alone. Raises Refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise Refused("file_damaged") from None
    names = {part.filename for part in parts}
    unpacked = sum(part.file_size for part in parts)
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise Refused("file_locked")
    if any("vbaproject" in name.lower() for name in names):
        raise Refused("file_macros")
    if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
        raise Refused("file_is_not_workbook")
    strings = sum(part.file_size for part in parts if not part.filename.startswith("xl/worksheets/"))
    if unpacked > MOST_UNPACKED or len(parts) > MOST_PARTS:
        raise Refused("file_unpacks_too_big", size=round(unpacked / MEGABYTE), limit=MOST_UNPACKED // MEGABYTE)
    if strings > MOST_STRINGS or any(_is_bomb(part) for part in parts):
        raise Refused("file_unpacks_too_big", size=round(unpacked / MEGABYTE), limit=MOST_STRINGS // MEGABYTE)


def size_of_rows(content: bytes) -> int:
    """Bytes of all sheets unpacked; 0 for what is no zip file."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return sum(part.file_size for part in archive.infolist() if part.filename.startswith("xl/worksheets/"))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return 0


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    return part.file_size > 10 * MEGABYTE and part.file_size > MOST_RATIO * max(part.compress_size, 1)


def read(content: bytes) -> Table:
    """Read the first visible sheet that has our headings. Raises Refused."""
    look_at(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of features that openpyxl does not keep: we only read values
            return _read(content)
    except (Refused, MemoryError):
        raise
    except Exception:  # a broken workbook breaks openpyxl in any way; what was read until then is thrown away
        raise Refused("file_damaged") from None


def _read(content: bytes) -> Table:
    until = time.monotonic() + MOST_SECONDS
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not visible:
        raise Refused("no_headings", rows=HEADINGS_WITHIN)
    sheet = next((sheet for sheet in visible if _has_headings(sheet)), visible[0])
    notices = []
    if len(visible) < len(book.worksheets):
        notices.append(("sheet_hidden", {}))
    if len(visible) > 1:
        notices.append(("sheet_other", {"sheet": sheet.title}))
    rows = list(_rows(sheet, until, notices))
    if any(row.formulas for row in rows):
        rows = _with_values(content, sheet.title, rows, until)
        notices.append(("formula_value", {}))
    rows = _with_merged(content, sheet, rows, notices)
    return Table("xlsx", [row for row in rows if not row.is_empty], sheet=sheet.title, notices=notices)


def _has_headings(sheet) -> bool:
    first = sheet.iter_rows(max_row=HEADINGS_WITHIN, max_col=MOST_COLUMNS, values_only=True)
    return any("cpr" in columns.read_headings([as_text(value) for value in cells]).places for cells in first)


def _rows(sheet, until: float, notices: list) -> Iterator[Row]:
    """Rows that hold something. Ends after many empty ones: a sheet may be formatted a million rows down."""
    sheet.reset_dimensions()  # what the file says of its own size is not to be trusted
    last = filled = 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if number % 500 == 0 and time.monotonic() > until:
            raise Refused("file_takes_too_long")
        width = next((place for place in range(len(cells), 0, -1) if cells[place - 1].value is not None), 0)
        if not width:
            if number - last > MOST_EMPTY_ROWS:
                notices.append(("rows_stopped", {"row": last, "empty": MOST_EMPTY_ROWS}))
                return
            continue
        if width > MOST_COLUMNS:
            raise Refused("too_many_columns", limit=MOST_COLUMNS)
        last, filled = number, filled + 1
        if filled > MOST_ROWS + HEADINGS_WITHIN:
            raise Refused("too_many_rows", limit=MOST_ROWS)
        formulas = frozenset(place for place, cell in enumerate(cells[:width]) if cell.data_type == "f")
        yield Row(number, tuple(as_text(cell.value) for cell in cells[:width]), formulas)


def _with_values(content: bytes, title: str, rows: list[Row], until: float) -> list[Row]:
    """The rows with the last calculated value in place of each formula."""
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False, data_only=True)
    values = {row.number: row.cells for row in _rows(book[title], until, [])}
    return [Row(row.number, values.get(row.number, ()), row.formulas) for row in rows]


def _with_merged(content: bytes, sheet, rows: list[Row], notices: list) -> list[Row]:
    """The rows with a merged cell's value in each row that it covers, as a person reads it."""
    areas = [area for area in _merged(content, sheet) if area[1] != area[3]]  # (left, top, right, bottom)
    if not areas:
        return rows
    notices.append(("merged_cells", {}))
    cells = {row.number: list(row.cells) for row in rows}
    for left, top, _, bottom in areas:
        place = left - 1
        value = cells[top][place] if top in cells and place < len(cells[top]) else ""
        for number in range(top + 1, min(bottom, top + MOST_EMPTY_ROWS) + 1):
            if number in cells:
                cells[number] += [""] * (place + 1 - len(cells[number]))
                cells[number][place] = value
    return [Row(row.number, tuple(cells[row.number]), row.formulas) for row in rows]


def _merged(content: bytes, sheet) -> list[tuple[int, int, int, int]]:
    """Merged areas stand behind the rows, where reading row by row does not come by."""
    tail = b""
    areas: list[str] = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(sheet._worksheet_path) as part:
        while chunk := part.read(MEGABYTE):
            text = tail + chunk
            cut = text.rfind(b">") + 1
            areas += [match.decode() for match in MERGED.findall(text[:cut])]
            tail = text[cut:]
            if len(areas) > MOST_MERGED:
                raise Refused("file_takes_too_long")
    return [range_boundaries(area) for area in areas]


def as_text(value) -> str:
    """A cell's value as a person would write it: dates as yyyy-mm-dd, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
