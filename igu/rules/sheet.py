"""Tables as spreadsheets write them: bytes in, rows whose cells are read one by one, text out.

What is wrong is said in English sentences with named placeholders, so that whoever prints them may translate.
"""

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from igu.rules.words import gettext_noop as _
from igu.rules.workdays import FIRST_DAY, LAST_DAY

SEPARATORS = ";\t,"
YES, NO = frozenset({"yes", "ja", "true"}), frozenset({"no", "nej", "false", ""})
ISO_DATE = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
DANISH_DATE = re.compile(r"(?P<day>[0-9]{2})-(?P<month>[0-9]{2})-(?P<year>[0-9]{4})")
NUMBER = re.compile(r"[0-9]{1,7}(?:[.,][0-9]{1,6})?")
LONGEST_QUOTE = 40

Say = Callable[[str], str]
Code = TypeVar("Code", bound=StrEnum)


class Problem(Exception):
    """A sentence about a cell or a row, naming the column and the remedy."""

    def __init__(self, sentence: str, **facts: object):
        super().__init__(sentence)
        self.sentence, self.facts = sentence, facts

    def said(self, say: Say) -> str:
        return say(self.sentence) % self.facts


class Unreadable(Problem):
    """The file as a whole cannot be read."""


@dataclass(slots=True)
class Row:
    """One line of a table. A missing column and an empty cell are the same.

    Reading a cell as a date or a number also settles how it is printed: `shown`.
    """

    line: int
    cells: dict[str, str]
    has_surplus: bool = False
    shown: dict[str, str] = field(default_factory=dict)

    def text(self, column: str) -> str:
        return self.cells.get(column, "")

    def date(self, column: str) -> dt.date:
        text = self.text(column)
        if not text:
            raise Problem(_("%(column)s is empty. Write a date as YYYY-MM-DD or DD-MM-YYYY."), column=column)
        day = as_date(text)
        if day is None:
            raise Problem(
                _("%(column)s: “%(value)s” is not a date. Write it as YYYY-MM-DD or DD-MM-YYYY."),
                column=column,
                value=text[:LONGEST_QUOTE],
            )
        if not FIRST_DAY <= day <= LAST_DAY:
            raise Problem(
                _("%(column)s: the year of %(value)s is out of reach. Write one from %(first)s to %(last)s."),
                column=column,
                value=day,
                first=FIRST_DAY.year,
                last=LAST_DAY.year,
            )
        self.shown[column] = day.isoformat()
        return day

    def date_or_none(self, column: str) -> dt.date | None:
        return self.date(column) if self.text(column) else None

    def flag(self, column: str) -> bool:
        """Yes or no; empty is no."""
        text = self.text(column)
        if text.lower() not in YES | NO:
            raise Problem(
                _("%(column)s: “%(value)s” is neither yes nor no. Write yes, no, ja, nej, true or false."),
                column=column,
                value=text[:LONGEST_QUOTE],
            )
        return text.lower() in YES

    def number(self, column: str) -> Decimal:
        """From 0 up, with decimal point or comma."""
        text = self.text(column)
        if not text:
            raise Problem(_("%(column)s is empty. Write a number."), column=column)
        if not NUMBER.fullmatch(text):
            raise Problem(
                _("%(column)s: “%(value)s” is not a number from 0 up. Write digits, decimals after a point or comma."),
                column=column,
                value=text[:LONGEST_QUOTE],
            )
        self.shown[column] = text.replace(",", ".")
        return Decimal(self.shown[column])

    def code(self, column: str, codes: type[Code]) -> Code:
        """One of the codes, in capitals or not."""
        text = self.text(column)
        found = next((code for code in codes if code.lower() == text.lower()), None)
        if found is None:
            raise Problem(
                _("%(column)s: “%(value)s” is unknown. Write one of: %(choices)s."),
                column=column,
                value=text[:LONGEST_QUOTE],
                choices=", ".join(codes),
            )
        return found


@dataclass(frozen=True, slots=True)
class Sheet:
    """`heading` maps each column's plain name to how the file writes it."""

    heading: dict[str, str]
    rows: tuple[Row, ...]


def as_date(text: str) -> dt.date | None:
    match = ISO_DATE.fullmatch(text) or DANISH_DATE.fullmatch(text)
    try:
        return dt.date(*(int(match[part]) for part in ("year", "month", "day"))) if match else None
    except ValueError:
        return None


def read_sheet(data: bytes, columns: Sequence[str]) -> Sheet:
    """Read a file that has at least one of the columns; raises Unreadable otherwise. Blank lines are passed over."""
    text = _decoded(data).strip("\r\n")
    separator = _separator(text.partition("\n")[0], columns)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        heading = _heading(next(reader))
        rows = [_row(reader.line_num, heading, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error:
        raise Unreadable(
            _("The file cannot be read near line %(line)s: a quotation mark is not closed. Correct it and try again."),
            line=reader.line_num,
        ) from None
    return Sheet({_plain(name): name for name in heading if name}, tuple(rows))


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Unreadable(_("The file is not a text file. Save it as CSV (UTF-8 or Windows-1252) and try again."))


def _separator(first_line: str, columns: Sequence[str]) -> str:
    """The separator that finds most of the columns in the heading."""

    def found(separator: str) -> int:
        return len({_plain(name.strip().strip('"')) for name in first_line.split(separator)} & set(columns))

    best = max(SEPARATORS, key=found)
    if not found(best):
        raise Unreadable(
            _("The first line names none of the columns. Write a heading with: %(columns)s."),
            columns="; ".join(columns),
        )
    return best


def _plain(name: str) -> str:
    return name.strip().lower()


def _heading(names: list[str]) -> list[str]:
    heading = [name.strip() for name in names]
    plain = [_plain(name) for name in heading if name]
    for name in plain:
        if plain.count(name) > 1:
            raise Unreadable(_("The column %(column)s stands twice in the heading. Take one of them out."), column=name)
    return heading


def _row(line: int, heading: list[str], cells: list[str]) -> Row:
    named = {_plain(name): cell.strip() for name, cell in zip(heading, cells, strict=False) if name}
    without_name = [cell for name, cell in zip(heading, cells, strict=False) if not name] + cells[len(heading) :]
    return Row(line, named, has_surplus=any(cell.strip() for cell in without_name))


def write_sheet(heading: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(heading)
    writer.writerows(rows)
    return out.getvalue()
