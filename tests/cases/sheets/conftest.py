"""Sheets as teams keep them, made small: `sheet(row(), row(start="01-03-2026"))`."""

import csv
import io

import openpyxl
import pytest

HEADINGS_LINE = (
    "cpr; fornavn; efternavn; køn; fødselsdato; opholdsgrundlag; familie til; første adressedato; oprindelsesland; "
    "danskuddannelse; danskprøve; koordinator (e-mail); cvr; p-nummer; virksomhed; offentlig (ja/nej); branche; start; "
    "slut; faktisk slut; afslutning; efter 6 mdr; efter 12 mdr"
)
HEADINGS = HEADINGS_LINE.split("; ")
SELAM = {
    "cpr": "740391-0001",
    "fornavn": "Selam",
    "efternavn": "Tekle",
    "køn": "Mand",
    "opholdsgrundlag": "7",
    "første adressedato": "01-08-2019",
    "oprindelsesland": "Eritrea",
    "cvr": "36977191",
    "p-nummer": "1003388394",
    "virksomhed": "Klintholm Rengøring ApS",
    "offentlig (ja/nej)": "nej",
    "branche": "rengøring",
    "start": "02-03-2026",
}


@pytest.fixture
def row():
    """A row by heading: Selam's course, with what the test says otherwise. `row(cpr=None)` empties a cell."""

    def make(**cells):
        words = {"offentlig": "offentlig (ja/nej)", "koordinator": "koordinator (e-mail)"}
        named = {words.get(name, name.replace("_", " ")): value for name, value in cells.items()}
        return SELAM | {name.replace("p nummer", "p-nummer"): value or "" for name, value in named.items()}

    return make


@pytest.fixture
def sheet():
    """A CSV file of these rows: `sheet(row(), headings=[…], separator=",", encoding="cp1252")`."""

    def make(*rows, headings=HEADINGS, separator=";", encoding="utf-8"):
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=separator)
        writer.writerow(headings)
        writer.writerows([row.get(heading, "") for heading in headings] for row in rows)
        return text.getvalue().encode(encoding)

    return make


@pytest.fixture
def workbook():
    """An .xlsx file of rows of values; `change(book)` alters it before it is saved."""

    def make(*rows, change=None):
        book = openpyxl.Workbook()
        for values in rows:
            book.active.append(list(values))
        if change:
            change(book)
        content = io.BytesIO()
        book.save(content)
        return content.getvalue()

    return make


@pytest.fixture
def workbook_of(workbook):
    """The same rows as `sheet`, as a workbook; cells may be dates and numbers."""

    def make(*rows, headings=HEADINGS, change=None):
        return workbook(headings, *([row.get(heading) for heading in headings] for row in rows), change=change)

    return make
