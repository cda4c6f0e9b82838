"""Text with separators: which character set, which separator, and its rows."""

import codecs
import csv
import io
import re
from collections.abc import Iterator

from cases.sheets import columns
from cases.sheets.findings import Refused
from cases.sheets.table import HEADINGS_WITHIN, MOST_EMPTY_ROWS, MOST_ROWS, Row, Table

ENCODINGS = {"utf-8": "UTF-8", "cp1252": "Windows-1252", "utf-16": "UTF-16"}
SEPARATORS = (";", ",", "\t")
DEFUSED = re.compile(r"'(?=[=+\-@\t\r])")  # what a careful export puts before a text that looks like a formula
MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def read(content: bytes, *, encoding: str = "", separator: str = "") -> Table:
    """Read text. What is not said is recognised. Raises Refused."""
    encoding = encoding or recognise_encoding(content)
    text = decode(content, encoding)
    separator = separator or recognise_separator(text)
    rows: list[Row] = []
    notices: list[tuple[str, dict]] = []
    for row in _records(text, separator, notices):
        if len(rows) > MOST_ROWS + HEADINGS_WITHIN:
            raise Refused("too_many_rows", limit=MOST_ROWS)
        rows.append(row)
    return Table("csv", rows, encoding, separator, notices=notices)


def recognise_encoding(content: bytes) -> str:
    for mark, encoding in MARKS.items():
        if content.startswith(mark):
            return encoding
    if b"\0" in content[:200]:
        return "utf-16"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def decode(content: bytes, encoding: str) -> str:
    """The text without its byte order mark. Raises Refused."""
    codec = {"utf-8": "utf-8-sig"}.get(encoding, encoding)
    if encoding == "utf-16" and not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        codec = "utf-16-be" if content[:1] == b"\0" else "utf-16-le"
    try:
        text = content.decode(codec)
    except UnicodeDecodeError:
        raise Refused("file_encoding", encoding=ENCODINGS[encoding]) from None
    if any(letter in text for letter in "\0\x01\x02\x03\x04\x05\x06\x07\x08"):
        raise Refused("file_not_text")
    return text


def recognise_separator(text: str) -> str:
    """The separator with which the first rows name the most columns; else the one that splits them the most."""

    def score(separator: str) -> tuple[int, int]:
        first = [row for _, row in zip(range(HEADINGS_WITHIN), _records(text, separator, []), strict=False)]
        named = max((len(columns.read_headings(row.cells).places) for row in first), default=0)
        return named, max((len(row.cells) for row in first), default=0)

    return max(SEPARATORS, key=score)


def _records(text: str, separator: str, notices: list) -> Iterator[Row]:
    """Rows that hold something, numbered as the spreadsheet counts them. »sep=;« in the first line is for Excel."""
    last = 0
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), start=1):
            row = Row(number, tuple(DEFUSED.sub("", cell, count=1) if cell[:1] == "'" else cell for cell in cells))
            if not row.is_empty:
                last = number
                if not (number == 1 and text[:4].lower() == "sep="):
                    yield row
            elif number - last > MOST_EMPTY_ROWS:
                notices.append(("rows_stopped", {"row": last, "empty": MOST_EMPTY_ROWS}))
                return
    except csv.Error:
        raise Refused("file_damaged") from None
