"""Files as spreadsheets write them, and files that only look like them."""

import datetime as dt
import io
import zipfile

import pytest

from cases.sheets import reading, table
from cases.sheets import workbook as excel
from cases.sheets.findings import Refused


def refusal(file_name, content, **choices):
    with pytest.raises(Refused) as refused:
        reading.read(file_name, content, **choices)
    assert refused.value.finding.message  # every refusal has words
    return refused.value.finding.code


def cells(read):
    return [row.cells for row in read.rows]


# --- text with separators ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "recognised"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("cp1252", "cp1252"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16")],
)
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_character_set_and_separator_are_recognised(sheet, row, encoding, recognised, separator):
    content = sheet(row(fornavn="Åse Ørum", efternavn="Bækgård"), separator=separator, encoding=encoding)

    read = reading.read("ark.csv", content)

    assert (read.table.encoding, read.table.separator) == (recognised, separator)
    assert read.rows[0].cells[1:3] == ("Åse Ørum", "Bækgård")
    assert len(read.headings.places) == 23


def test_a_person_may_choose_otherwise():
    content = "cpr;fornavn;efternavn\n1;ÃÂ;x".encode("cp1252")

    assert reading.read("a.csv", content, encoding="cp1252", separator=";").rows[0].cells[1] == "ÃÂ"
    assert refusal("a.csv", "cpr;fornavn\n1;Å".encode("cp1252"), encoding="utf-8") == "file_encoding"


def test_rows_are_numbered_as_the_spreadsheet_shows_them():
    content = b'sep=;\n\nIGU 2026\ncpr;fornavn\n\n1;"two\nlines"\n2;b'

    read = reading.read("a.csv", content)

    assert read.heading_row.number == 4
    assert [(row.number, row.cells) for row in read.rows] == [(6, ("1", "two\nlines")), (7, ("2", "b"))]


def test_a_thousand_empty_rows_end_the_sheet():
    read = reading.read("a.csv", b"cpr;fornavn\n1;a\n" + b";\n" * 1_000_000 + b"2;b")

    assert cells(read) == [("1", "a")]
    assert read.table.notices == [("rows_stopped", {"row": 2, "empty": 1000})]


@pytest.mark.parametrize(
    ("file_name", "content", "code"),
    [
        ("a.csv", b"", "file_empty"),
        ("a.csv", b"\n \n", "file_empty"),
        ("a.csv", b"\0" * 500, "file_empty"),
        ("a.csv", b"x" * (10_000_001), "file_too_big"),
        ("a.csv", b"PK\x03\x04rest", "file_is_workbook"),
        ("a.csv", b"%PDF-1.7", "file_kind"),
        ("a.csv", b"MZ\x90\0\x03", "file_kind"),
        ("a.pdf", b"cpr;fornavn", "file_kind"),
        ("a.exe", b"cpr;fornavn", "file_kind"),
        ("a", b"cpr;fornavn", "file_kind"),
        ("a.csv", b"cpr;fornavn\n1;\x01\x02", "file_not_text"),
        ("a.csv", "cpr;fornavn\n1;\x81\xff".encode("latin-1"), "file_encoding"),
        ("a.csv", b"fornavn;efternavn\na;b", "no_headings"),
        ("a.csv", b"cpr;fornavn\n;\n", "no_rows"),
        ("a.csv", b"cpr;fornavn\n" + b"1;a\n" * 20_100, "too_many_rows"),
        ("a.csv", b"cpr" + b";x" * 250 + b"\n1;2", "too_many_columns"),
        ("a.csv", b'cpr;fornavn\n1;"' + b"x" * 200_000, "file_damaged"),
        ("a.xlsx", b"cpr;fornavn", "file_is_not_workbook"),
        ("a.xlsx", b"PK\x03\x04rest", "file_damaged"),
        ("a.xlsm", b"PK\x03\x04rest", "file_macros"),
        ("a.xlsx", excel.OLE + b"Workbook", "file_is_old_workbook"),
        ("a.csv", excel.OLE + b"Workbook", "file_is_old_workbook"),
        ("a.xlsx", excel.OLE + excel.LOCKED, "file_locked"),
    ],
)
def test_what_is_no_sheet_is_refused(file_name, content, code):
    assert refusal(file_name, content) == code


# --- workbooks -------------------------------------------------------------------------------------------


def test_a_workbook_is_read_as_its_values(workbook):
    content = workbook(
        ["CPR", "Fornavn", "Start", "Offentlig", "Efternavn"],
        [740391_0001, "Selam", dt.date(2026, 3, 2), True, None],
        [101900001.0, "Åse", dt.datetime(2026, 3, 2, 13, 30), False, 7.5],  # noqa: DTZ001
    )

    read = reading.read("a.xlsx", content)

    assert cells(read) == [
        ("7403910001", "Selam", "2026-03-02", "ja"),
        ("101900001", "Åse", "2026-03-02 13:30:00", "nej", "7.5"),
    ]
    assert [row.number for row in read.rows] == [2, 3]


def test_a_million_formatted_rows_are_not_read(workbook):
    def far_down(book):
        book.active.cell(row=1_048_576, column=1, value="end")

    read = reading.read("a.xlsx", workbook(["cpr"], ["1"], change=far_down))

    assert cells(read) == [("1",)]
    assert [code for code, _ in read.table.notices] == ["rows_stopped"]


def test_only_the_first_visible_sheet_with_our_headings_is_read(workbook):
    def more(book):
        book.active.title = "Forside"
        hidden = book.create_sheet("Gammel")
        hidden.append(["cpr"])
        hidden.append(["hidden"])
        hidden.sheet_state = "hidden"
        seen = book.create_sheet("IGU")
        seen.append(["cpr"])
        seen.append(["seen"])

    read = reading.read("a.xlsx", workbook(["IGU-oversigt"], change=more))

    assert (read.table.sheet, cells(read)) == ("IGU", [("seen",)])
    assert [code for code, _ in read.table.notices] == ["sheet_hidden", "sheet_other"]


def test_a_merged_cell_counts_for_every_row_that_it_covers(workbook):
    rows = ["cpr", "virksomhed"], ["1", "Klintholm"], ["2", None], ["3", None], ["4", "Andre"]
    read = reading.read("a.xlsx", workbook(*rows, change=lambda book: book.active.merge_cells("B2:B4")))

    assert [row.cell(1) for row in read.rows] == ["Klintholm", "Klintholm", "Klintholm", "Andre"]
    assert read.table.notices == [("merged_cells", {})]


def test_a_merged_title_disturbs_nobody(workbook):
    rows = ["IGU 2026"], ["cpr", "fornavn"], ["1", "a"]
    read = reading.read("a.xlsx", workbook(*rows, change=lambda book: book.active.merge_cells("A1:B1")))

    assert (read.heading_row.number, cells(read), read.table.notices) == (2, [("1", "a")], [])


def test_formulas_are_marked_and_never_worked_out(workbook):
    read = reading.read("a.xlsx", workbook(["cpr", "fornavn"], ["=1+1", "Selam"]))

    assert read.rows[0].formulas == {0}
    assert read.rows[0].cell(0) == ""  # no value was ever calculated
    assert read.table.notices == [("formula_value", {})]


def repacked(content, *, without=(), **parts):
    """The same zip file with parts left out or put in."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in without and name not in parts:
                new.writestr(name, old.read(name))
        for name, data in parts.items():
            new.writestr(name, data)
    return out.getvalue()


def test_macros_are_refused_whatever_the_file_is_called(workbook):
    content = repacked(workbook(["cpr"], ["1"]), **{"xl/vbaProject.bin": b"macro"})

    assert refusal("a.xlsx", content) == "file_macros"


def test_a_zip_file_that_is_no_workbook_is_refused(workbook):
    assert refusal("a.xlsx", repacked(workbook(["cpr"]), without=["xl/workbook.xml"])) == "file_is_not_workbook"


@pytest.mark.parametrize(
    "name", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/media/image1.png", "xl/worksheets/other.xml"]
)
def test_a_bomb_is_refused_before_it_is_unpacked(workbook, name, monkeypatch):
    content = repacked(workbook(["cpr"], ["1"]), **{name: b" " * 60_000_000})
    monkeypatch.setattr(excel, "_read", lambda content: pytest.fail("it was unpacked"))

    assert len(content) < 200_000
    assert refusal("a.xlsx", content) == "file_unpacks_too_big"


def test_a_part_that_hardly_weighs_anything_packed_is_a_bomb(workbook):
    content = repacked(workbook(["cpr"], ["1"]), **{"xl/worksheets/sheet2.xml": b" " * 12_000_000})

    assert refusal("a.xlsx", content) == "file_unpacks_too_big"


def test_entities_are_not_expanded(workbook):
    lines = "".join(f'<!ENTITY l{n} "&l{n - 1};&l{n - 1};">' for n in range(1, 20))
    rows = "<worksheet><sheetData><row><c><v>&l19;</v></c></row></sheetData></worksheet>"
    evil = f'<!DOCTYPE x [<!ENTITY l0 "ha">{lines}]>{rows}'
    content = repacked(workbook(["cpr"], ["1"]), **{"xl/worksheets/sheet1.xml": evil})

    assert refusal("a.xlsx", content) in ("file_damaged", "no_headings")


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml"]
)
@pytest.mark.parametrize("data", [b"", b"<worksheet", b"\xff\xfe\0", b"<a>" * 5000])
def test_a_broken_part_is_a_damaged_file(workbook, part, data):
    code = refusal("a.xlsx", repacked(workbook(["cpr"], ["1"]), **{part: data}))

    assert code in ("file_damaged", "no_headings", "no_rows")


def test_a_file_that_takes_too_long_is_given_up(workbook, monkeypatch):
    monkeypatch.setattr(excel, "MOST_SECONDS", -1)

    assert refusal("a.xlsx", workbook(["cpr"], *(["1"] for _ in range(600)))) == "file_takes_too_long"


def test_a_workbook_with_too_many_rows_is_refused(workbook, monkeypatch):
    monkeypatch.setattr(excel, "MOST_ROWS", 100)

    assert refusal("a.xlsx", workbook(["cpr"], *(["1"] for _ in range(130)))) == "too_many_rows"


def test_the_limit_of_rows_is_of_rows_under_the_headings(monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 3)

    assert len(reading.read("a.csv", b"cpr\n1\n2\n3").rows) == 3
    assert refusal("a.csv", b"cpr\n1\n2\n3\n4") == "too_many_rows"
    assert table.MOST_ROWS == 20_000
