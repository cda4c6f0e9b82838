"""How tables are read and written, whatever a spreadsheet made of them."""

import datetime as dt

import pytest

from igu.rules.sheet import Unreadable, as_date, read_sheet
from igu.rules.tables import RULES, answer_table

pytestmark = pytest.mark.dates

TODAY = dt.date(2026, 11, 25)
GOOD = "birth_date;basis;address_since;start_on\n1990-05-10;7;2020-03-01;2026-03-02\n"


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_the_separator_is_recognised(ask, separator):
    (row,), has_errors = ask("eligibility", GOOD.replace(";", separator))
    assert (row["decision"], has_errors) == ("eligible", False)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_the_encoding_is_recognised(ask, encoding):
    text = "lesson_on;type;hours;category;hvem\n2026-03-10;DU;10;C;Søren Åkær\n"
    (row,), _ = ask("allowance", text.encode(encoding))
    assert row["hvem"] == "Søren Åkær"


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_line_ends_do_not_matter(ask, ending):
    (row,), _ = ask("eligibility", GOOD.replace("\n", ending))
    assert row["decision"] == "eligible"


def test_decimal_comma_goes_with_every_separator(ask):
    text = 'lesson_on,type,hours,category\n2026-03-10,AMU,"7,4",C\n'
    (row,), has_errors = ask("allowance", text)
    assert (row["hours"], row["counted_hours"], has_errors) == ("7.4", "7.4", False)


def test_the_output_has_the_input_then_the_answers_then_the_error():
    answer = answer_table("eligibility", f"who;{GOOD}".replace("\n1990", "\nA;1990").encode(), on=TODAY)
    assert answer.text == (
        "who;birth_date;basis;address_since;start_on;decision;rule_version;reasons;error\n"
        "A;1990-05-10;7;2020-03-01;2026-03-02;eligible;V6;;\n"
    )


def test_dates_and_decimals_are_printed_the_same_way_however_they_were_written(ask):
    (row,), _ = ask("allowance", "lesson_on;type;hours;category\n10-03-2026;AMU;7,50;C\n")
    assert (row["lesson_on"], row["hours"], row["counted_hours"]) == ("2026-03-10", "7.50", "7.5")


def test_answers_fed_in_again_are_replaced(ask):
    once = answer_table("eligibility", GOOD.encode(), on=TODAY).text
    assert answer_table("eligibility", once.encode(), on=TODAY).text == once


def test_a_missing_column_is_an_empty_cell(ask):
    with_column, _ = ask("eligibility", GOOD)
    without, _ = ask("eligibility", "birth_date;basis;start_on\n1990-05-10;7;2026-03-02\n")
    assert with_column[0]["reasons"] == ""
    assert without[0]["reasons"] == "no_address"


def test_headings_may_be_in_any_order_and_case(ask):
    (row,), _ = ask("eligibility", "START_ON;Basis; Birth_Date ;address_since\n2026-03-02;7;1990-05-10;2020-03-01\n")
    assert row["decision"] == "eligible"


def test_blank_lines_are_passed_over(ask):
    rows, has_errors = ask("eligibility", "\n" + GOOD + "\n;;;\n")
    assert (len(rows), has_errors) == (1, False)


def test_a_bad_row_gets_its_error_and_the_others_their_answers(ask):
    rows, has_errors = ask("eligibility", GOOD + "yesterday;7;2020-03-01;2026-03-02\n")

    assert has_errors
    assert [row["decision"] for row in rows] == ["eligible", ""]
    assert rows[1]["birth_date"] == "yesterday"
    assert rows[1]["error"] == "birth_date: “yesterday” is not a date. Write it as YYYY-MM-DD or DD-MM-YYYY."


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("birth_date", ""),
        ("birth_date", "2026-02-30"),
        ("birth_date", "0990-05-10"),
        ("start_on", "02/03/2026"),
        ("start_on", "3026-03-02"),
        ("basis", ""),
        ("basis", "9d"),
        ("completed_before", "perhaps"),
        ("address_since", "2020"),
    ],
)
def test_an_error_names_its_column(ask, column, cell):
    good = dict(zip(*(line.split(";") for line in GOOD.splitlines()), strict=True))
    row = good | {column: cell}

    (answer,), has_errors = ask("eligibility", f"{';'.join(row)}\n{';'.join(row.values())}\n")

    assert has_errors
    assert answer["error"].startswith(column)
    assert answer["decision"] == ""


@pytest.mark.parametrize("cell", ["-1", "1e3", "NaN", "1.234,5", "12345678", "٣"])
def test_what_is_not_a_number_is_refused(ask, cell):
    (row,), has_errors = ask("allowance", f"lesson_on;type;hours;category\n2026-03-10;AMU;{cell};C\n")
    assert has_errors
    assert row["error"].startswith("hours")


def test_a_row_with_more_cells_than_the_heading_is_refused(ask):
    (row,), has_errors = ask("allowance", "lesson_on;type;hours;category\n2026-03-10;AMU;7;C;5\n")
    assert has_errors
    assert "more cells" in row["error"]


def test_a_group_with_one_bad_row_gets_one_row_with_its_line(ask):
    rows, has_errors = ask(
        "ledger",
        "plan;start_on;type;hours;status\nA;2026-03-02;AMU;7;planned\nB;2026-03-02;AMU;7;planned\n"
        "A;2026-03-02;AMU;much;planned\n",
    )
    assert has_errors
    assert [(row["plan"], row["counted_hours"]) for row in rows] == [("A", ""), ("B", "7")]
    assert rows[0]["error"].startswith("Line 4: hours")


def test_rows_without_a_group_are_refused(ask):
    (row,), has_errors = ask("deadlines", "agreement;start_on\n;2026-03-02\n")
    assert has_errors
    assert "agreement" in row["error"]


def test_the_same_agreement_twice_is_answered_once(ask):
    once, _ = ask("deadlines", "agreement;start_on\nA;2026-03-02\n")
    twice, has_errors = ask("deadlines", "agreement;start_on\nA;2026-03-02\nA;2026-03-02\n")
    assert (twice, has_errors) == (once, False)


def test_an_agreement_told_in_two_ways_is_refused(ask):
    (row,), has_errors = ask("schedule", "agreement;start_on;model\nA;2026-03-02;odense\nA;2026-03-02;aalborg\n")
    assert has_errors
    assert "model" in row["error"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        b"name;age\nA;3\n",
        GOOD.encode("utf-16"),
        b"PK\x03\x04\x00\x00\x81",
        b"birth_date;basis;basis\n1990-05-10;7;8\n",
        b'birth_date;basis\n"1990-05-10;7\n',
    ],
)
def test_a_file_that_makes_no_sense_is_unreadable(data):
    with pytest.raises(Unreadable) as caught:
        read_sheet(data, RULES["eligibility"].columns)
    assert caught.value.said(str).endswith((".", "permit_until."))


def test_a_heading_alone_is_an_empty_answer(ask):
    assert ask("eligibility", "birth_date;basis\n") == ([], False)


def test_sentences_can_be_translated():
    danish = {"%(column)s is empty. Write a date as YYYY-MM-DD or DD-MM-YYYY.": "%(column)s er tom."}
    answer = answer_table("eligibility", b"birth_date;basis\n;7\n", on=TODAY, say=danish.__getitem__)
    assert "birth_date er tom." in answer.text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-31", dt.date(2026, 12, 31)),
        ("31-12-2026", dt.date(2026, 12, 31)),
        ("2026-02-29", None),
        ("1-2-2026", None),
        ("2026-12-31 ", None),
        ("20261231", None),
    ],
)
def test_two_ways_of_writing_a_date(text, day):
    assert as_date(text) == day
