"""Example tables that a case worker can open: what is asked, and what must be answered, worked out by hand."""

import csv
import io
from pathlib import Path

EXAMPLES = Path(__file__).parents[2] / "examples"


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def example(name):
    return rows_of((EXAMPLES / f"{name}.csv").read_text())


def without_error(row):
    return {column: cell for column, cell in row.items() if column != "error"}
