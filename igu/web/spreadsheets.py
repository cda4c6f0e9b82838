"""Tables as files for a spreadsheet, with every cell harmless: nothing that was typed is ever run as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from numbers import Number

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
TAKEN_FOR_MORE = ("=", "#")  # by openpyxl: for a formula, or for a fault such as #N/A
DATE_FORMAT = "DD-MM-YYYY"


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence]) -> bytes:
    """UTF-8 with a mark that spreadsheets know it by, `;` between cells, dates as people here write them."""
    content = io.BytesIO()
    text = io.TextIOWrapper(content, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(map(_csv_cell, head))
    writer.writerows([_csv_cell(value) for value in row] for row in rows)
    text.flush()
    return content.getvalue()


def _csv_cell(value) -> str:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(STARTS_A_FORMULA) else value
    if value is None:
        return ""
    return _day(value) if hasattr(value, "strftime") else str(value)


@lru_cache(2000)
def _day(value) -> str:
    """A long list names the same few hundred days again and again."""
    return f"{value:%d-%m-%Y}"


def xlsx_bytes(title: str, head: Sequence[str], rows: Iterable[Sequence]) -> bytes:
    """A workbook of one sheet; text is typed as text, dates and numbers as what they are."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    cell = partial(_xlsx_cell, sheet, {})
    sheet.append(list(map(cell, head)))
    for row in rows:
        sheet.append(list(map(cell, row)))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _xlsx_cell(sheet, days: dict, value):
    """What openpyxl takes for what it is stays a plain value: a cell of its own costs three times as much.

    days: cells of the days so far; a sheet that is only written may have one and the same cell in many places.
    """
    if value is None or isinstance(value, Number):
        return value
    if hasattr(value, "strftime"):
        if value not in days:
            days[value] = WriteOnlyCell(sheet, value=value)
            days[value].number_format = DATE_FORMAT
        return days[value]
    text = str(value)
    if not text.isprintable():
        text = "".join(filter(str.isprintable, text))
    if not text.startswith(TAKEN_FOR_MORE):
        return text
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    return cell
