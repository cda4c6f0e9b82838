"""Tables as files for a spreadsheet, with every cell harmless: nothing that was typed is ever run as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from functools import lru_cache

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
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
    sheet.append([_xlsx_cell(sheet, text) for text in head])
    for row in rows:
        sheet.append([_xlsx_cell(sheet, value) for value in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _xlsx_cell(sheet, value):
    if value is None or isinstance(value, int | float):
        return value
    cell = WriteOnlyCell(sheet, value=value if hasattr(value, "strftime") else _number_or_text(value))
    if hasattr(value, "strftime"):
        cell.number_format = DATE_FORMAT
    elif isinstance(cell.value, str):
        cell.data_type = "s"
    return cell


def _number_or_text(value):
    return value if hasattr(value, "as_tuple") else "".join(letter for letter in str(value) if letter.isprintable())
