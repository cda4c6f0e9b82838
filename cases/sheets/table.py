"""A sheet as it was read: rows of text with the numbers that the spreadsheet shows."""

from dataclasses import dataclass, field

MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_EMPTY_ROWS = 1_000  # in a row: then the sheet is over
HEADINGS_WITHIN = 20  # rows
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """number: as the spreadsheet counts. formulas: the places of cells that are formulas."""

    number: int
    cells: tuple[str, ...]
    formulas: frozenset[int] = frozenset()

    def cell(self, place: int) -> str:
        return self.cells[place].strip() if place < len(self.cells) else ""

    @property
    def is_empty(self) -> bool:
        return not any(cell and not cell.isspace() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """All rows of the sheet up to its end; which one holds the headings is found out later.

    kind: "csv" or "xlsx". encoding and separator: of csv. sheet: the workbook's sheet that was read.
    notices: codes and details of what the reader noticed about the whole.
    """

    kind: str
    rows: list[Row]
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    notices: list[tuple[str, dict]] = field(default_factory=list)
