"""P8: files that were damaged in every way: none crashes, none is half saved, each gets words that say what to do."""

import datetime as dt
import io
import random
import zipfile
from collections import Counter

import pytest
from django.db import connection, transaction

from cases import hooks
from cases.sheets import services
from cases.sheets.findings import Refused
from igu.accounts.tenancy import acting_for

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 25)
NASTY = [
    "",
    "\0",
    "\u202e\u200b",
    "\ufffe",
    "𝔘\u0301" * 50,
    "x" * 100_000,
    "=HYPERLINK(1)",
    "'=1",
    '"',
    '"""',
    ";;;;",
    "\r",
    "a\nb",
    "01-01-0001",
    "31-12-9999",
    "30-02-2026",
    "29-02-2027",
    "-1",
    "NaN",
    "1e309",
    "1,01E+09",
    "18,5",
    "[1, 2]",
    "<b>&amp;",
    "%s %(x)s {0}",
    "\\x00",
    "46083",
    "ja",
    "0000000000",
    "9999999999",
    "310290-0001",
    "101900001",
    "12345678",
    "family",
    "refugee",
    "aldrig startet",
    "anna@igu.test",
    "anna@demo.tst",
]


def damaged_bytes(content: bytes, dice: random.Random) -> bytes:
    """Bytes changed, taken out, doubled, cut off, or put in at random."""
    data = bytearray(content)
    for _ in range(dice.randint(1, 8)):
        place, length = dice.randrange(len(data) + 1), dice.choice([1, 1, 2, 10, 500])
        deed = dice.randrange(5)
        if deed == 0:
            data[place : place + length] = dice.randbytes(length)
        elif deed == 1:
            del data[place : place + length]
        elif deed == 2:
            data[place:place] = data[place : place + length]
        elif deed == 3:
            data[place:place] = dice.choice(NASTY).encode("utf-8", "replace")
        elif len(data) > 200:
            del data[dice.randrange(100, len(data)) :]
    return bytes(data)


def damaged_cells(rows: list[dict], dice: random.Random) -> list[dict]:
    rows = [dict(row) for row in rows]
    for _ in range(dice.randint(1, 6)):
        row = dice.choice(rows)
        row[dice.choice(list(row))] = dice.choice(NASTY)
    if dice.random() < 0.2:
        rows.append(dict(dice.choice(rows)))
    return rows


def damaged_part(content: bytes, dice: random.Random) -> bytes:
    """A workbook that still unpacks, with one part damaged inside."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        victim = dice.choice(old.namelist())
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, damaged_bytes(data, dice) if name == victim else data)
    return out.getvalue()


def checksum() -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) || coalesce(string_agg(c::text, '' ORDER BY c.id), '') FROM cases_citizen c), "
            "(SELECT count(*) || coalesce(string_agg(c::text, '' ORDER BY c.id), '') FROM cases_case c), "
            "(SELECT count(*) || coalesce(string_agg(a::text, '' ORDER BY a.id), '') FROM cases_agreement a), "
            "(SELECT count(*) || coalesce(string_agg(e::text, '' ORDER BY e.id), '') FROM employers_employer e), "
            "(SELECT count(*) FROM cases_identity), (SELECT count(*) FROM cases_nametoken), "
            "(SELECT count(*) FROM employers_workplace), (SELECT coalesce(sum(last), 0) FROM cases_casecounter)"
        )
        return cursor.fetchone()


@pytest.fixture
def damaged(sheet, workbook_of, row):
    """The n-th damaged file: its name and bytes."""
    rows = [
        row(),
        row(cpr="750391-0002", start="", cvr="", virksomhed="", p_nummer=""),
        row(cpr="760391-0003", afslutning="positivt frafald job", faktisk_slut="01-09-2026", efter_6_mdr="job"),
        row(cpr="740391-0001", start="01-02-2024", slut="01-02-2026", afslutning="gennemført"),
    ]
    texts = [sheet(*rows, encoding=encoding) for encoding in ("utf-8", "cp1252", "utf-16", "utf-8-sig")]
    book = workbook_of(*rows)

    def make(number: int) -> tuple[str, bytes]:
        dice = random.Random(number)
        kind = number % 5
        if kind == 0:
            return "a.csv", damaged_bytes(dice.choice(texts), dice)
        if kind == 1:
            return "a.csv", sheet(*damaged_cells(rows, dice), separator=dice.choice(";,\t"))
        if kind == 2:
            return "a.xlsx", damaged_bytes(book, dice)
        if kind == 3:
            return "a.xlsx", damaged_part(book, dice)
        return dice.choice(["a.csv", "a.xlsx"]), dice.choice([book, *texts])[: dice.randint(0, 4_000)]

    return make


def outcome_of(anna, number, name, content) -> str:
    """Read one in: it is saved whole, or with words and not at all."""
    before = checksum()
    try:
        checked, is_saved = services.save_sheet(anna.actor, name, content, route="test", today=TODAY)
    except Refused as refusal:
        assert len(refusal.finding.message.split()) > 5
        assert checksum() == before, number
        return "refused"
    if checked.errors:
        assert all(error.remedy for error in checked.errors)
        assert checksum() == before, number
        return "wrong"
    assert is_saved
    assert checked.tallies["wrong"] == 0
    return "saved"


def check(anna, damaged, numbers, monkeypatch):
    monkeypatch.setattr(hooks, "_of_agreements", {})
    outcomes = Counter()
    with acting_for(anna.actor.municipality_id):
        for number in numbers:
            with transaction.atomic():
                outcomes[outcome_of(anna, number, *damaged(number))] += 1
                transaction.set_rollback(True)
    refused, wrong, saved = (outcomes[name] for name in ("refused", "wrong", "saved"))
    print(f"P8: {len(numbers)} damaged sheets: {refused} refused, {wrong} with errors, {saved} saved whole, 0 crashed")
    return refused, wrong, saved


def test_a_thousand_damaged_sheets_neither_crash_nor_are_half_saved(anna, damaged, monkeypatch):
    refused, wrong, saved = check(anna, damaged, range(1_000), monkeypatch)

    assert min(refused, wrong, saved) > 50  # the damage reaches every depth


@pytest.mark.e2e
def test_ten_thousand_damaged_sheets_neither_crash_nor_are_half_saved(anna, damaged, monkeypatch):
    check(anna, damaged, range(1_000, 11_000), monkeypatch)
