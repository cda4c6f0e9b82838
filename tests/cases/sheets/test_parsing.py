"""Cells as people and spreadsheets write them; every error of a row is found."""

import datetime as dt

import pytest
from django.utils import translation

from cases.sheets import columns, parsing, reading
from cases.sheets.findings import ERRORS, NOTICES

TODAY = dt.date(2026, 11, 25)


@pytest.fixture
def parse(sheet):
    def make(*rows, **kwargs):
        return parsing.parse(reading.read("ark.csv", sheet(*rows, **kwargs)), TODAY)

    return make


@pytest.fixture
def value(parse, row):
    """What a cell becomes: `value("start", "1/3-2026")`; an error gives its code."""

    def make(heading, text):
        lines, findings = parse(row() | {heading: text})
        errors = [finding.code for finding in findings if finding.is_error]
        return errors[0] if errors else lines[0].values[columns.recognise(heading)]

    return make


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("02-03-2026", dt.date(2026, 3, 2)),
        ("2.3.2026", dt.date(2026, 3, 2)),
        ("2/3/2026", dt.date(2026, 3, 2)),
        ("2026-03-02", dt.date(2026, 3, 2)),
        ("2026-03-02 00:00:00", dt.date(2026, 3, 2)),
        ("02-03-2026 00:00", dt.date(2026, 3, 2)),
        ("46083", dt.date(2026, 3, 2)),
        ("46083,0", dt.date(2026, 3, 2)),
        (" 02-03-2026 ", dt.date(2026, 3, 2)),
        ("", None),
        ("31-02-2026", "date_does_not_exist"),
        ("2026-13-01", "date_does_not_exist"),
        ("02-03-26", "date_year"),
        ("01-01-0001", "date_year"),
        ("31-12-9999", "date_year"),
        ("i morgen", "date_unreadable"),
        ("99999", "date_unreadable"),
        ("1e309", "date_unreadable"),
        ("2026", "date_unreadable"),
        ("#N/A", "cell_error"),
        ("02-03-\n2026", "line_break"),
    ],
)
def test_dates_are_read_as_spreadsheets_write_them(value, text, day):
    assert value("slut", text) == day


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("740391-0001", "7403910001"),
        ("740391 0001", "7403910001"),
        ("7403910001", "7403910001"),
        ("101900001", "0101900001"),
    ],
)
def test_cpr_numbers_are_read_with_and_without_hyphen_and_first_zero(parse, row, text, digits):
    lines, findings = parse(row(cpr=text))

    assert lines[0].cpr.digits == digits
    assert ("cpr_nine_digits" in [finding.code for finding in findings]) == (len(text) == 9)


@pytest.mark.parametrize(
    ("text", "code", "shown"),
    [
        ("", "cpr_missing", ""),
        ("7403910", "cpr_length", "7 cifre, skjult"),
        ("74039100011", "cpr_length", "11 cifre, skjult"),
        ("310290-0001", "cpr_no_such_date", "10 cifre, skjult"),
        ("740391-000x", "cpr_letters", "9 cifre, skjult"),
        ("7,40391E+09", "number_shortened", "8 cifre, skjult"),
        ("=A1", "cpr_letters", "1 ciffer, skjult"),
    ],
)
def test_a_cpr_number_that_cannot_be_read_is_never_shown(parse, row, text, code, shown):
    lines, (finding, *_) = parse(row(cpr=text))

    assert (lines, finding.row, finding.column, finding.code, finding.shown) == ([], 2, "cpr", code, shown)
    assert text == "" or text not in str(finding.as_data()) + finding.message


def test_a_cpr_number_in_another_column_is_hidden_too(parse, row):
    _, findings = parse(row(slut="010190-1234", køn="0101901234", koordinator="x"))

    assert [finding.hidden for finding in findings if finding.is_error] == [10, 10]
    assert "1234" not in str([finding.as_data() for finding in findings])


@pytest.mark.parametrize(
    ("heading", "text", "expected"),
    [
        ("køn", "MAND", "mand"),
        ("køn", "k", "kvinde"),
        ("køn", "F", "code_unknown"),
        ("opholdsgrundlag", "9B", "9b"),
        ("opholdsgrundlag", "7.0", "code_unknown"),
        ("opholdsgrundlag", "§ 7", "code_unknown"),
        ("opholdsgrundlag", "Ukraine", "ukraine"),
        ("opholdsgrundlag", "", ""),
        ("danskuddannelse", "du2", "DU2"),
        ("danskuddannelse", "DU4", "code_unknown"),
        ("danskprøve", "pd 3", "PD3"),
        ("afslutning", "Gennemført", "completed"),
        ("afslutning", "Positivt frafald: job", "positive_job"),
        ("afslutning", "positivt frafald uddannelse", "positive_education"),
        ("afslutning", "NEGATIVT FRAFALD", "negative"),
        ("afslutning", "aldrig startet", "never_started"),
        ("afslutning", "flyttet", "moved"),
        ("afslutning", "holdt op", "code_unknown"),
        ("efter 6 mdr", "job", "job"),
        ("efter 6 mdr", "Job under 18,5 t.", "small_job"),
        ("efter 12 mdr", "ledig", "unemployed"),
        ("efter 12 mdr", "ukendt", "unknown"),
        ("offentlig (ja/nej)", "JA", True),
        ("offentlig (ja/nej)", "false", False),
        ("offentlig (ja/nej)", "", False),
        ("offentlig (ja/nej)", "måske", "yes_no_unknown"),
        ("cvr", "36 97 71 91", "36977191"),
        ("cvr", "DK36977191", "36977191"),
        ("cvr", "12345678", "cvr_check_digit"),
        ("cvr", "3697719", "cvr_length"),
        ("cvr", "3,7E+07", "number_shortened"),
        ("p-nummer", "1 003 388 394", "1003388394"),
        ("p-nummer", "100338839", "p_number_length"),
        ("fornavn", "", "text_missing"),
        ("fornavn", "x" * 81, "text_too_long"),
        ("fornavn", "x" * 1_000, "text_too_long"),
        ("fornavn", "Al\u200b-Hassan\u202e", "Al-Hassan"),
        ("fornavn", "<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("virksomhed", "'=Klintholm", "=Klintholm"),
        ("virksomhed", "'et navn", "'et navn"),
    ],
)
def test_a_cell_becomes_a_value_or_a_reason(value, heading, text, expected):
    assert value(heading, text) == expected


def test_every_error_of_every_row_is_found(parse, row):
    lines, findings = parse(
        row(cpr="1234567", start="31-02-2026"), row(), row(cpr="", cvr="12345678", opholdsgrundlag="§ 7")
    )

    assert [(f.row, f.column, f.code) for f in findings] == [
        (2, "cpr", "cpr_length"),
        (2, "start_on", "date_does_not_exist"),
        (4, "cpr", "cpr_missing"),
        (4, "basis", "code_unknown"),
        (4, "cvr", "cvr_check_digit"),
    ]
    assert [line.number for line in lines] == [3]


def test_a_missing_name_column_is_one_error_not_one_a_row(parse, row):
    _, findings = parse(row(), row(cpr="750391-0001"), headings=["cpr", "fornavn"])

    assert [(f.row, f.column, f.code) for f in findings] == [(1, "last_name", "column_missing")]


def test_a_column_that_stands_twice_is_an_error(parse, row):
    _, findings = parse(row(), headings=["cpr", "fornavn", "efternavn", "Start", "startdato"])

    assert [(f.row, f.column, f.code) for f in findings] == [(1, "start_on", "column_twice")]


def test_a_row_that_is_too_long_has_slipped(sheet):
    content = b"cpr,fornavn,efternavn,efter 6 mdr\n740391-0001,Selam,Tekle,job under 18,5 t\n740391-0002,A,B,,,\n"

    lines, findings = parsing.parse(reading.read("ark.csv", content), TODAY)

    assert [(f.row, f.code) for f in findings if f.is_error] == [(2, "too_many_cells")]
    assert [line.number for line in lines] == [3]


def test_a_formula_is_refused_where_it_says_whom_the_row_is_about(workbook):
    content = workbook(["cpr", "fornavn", "efternavn", "start"], ["=A9", "=B9", "Tekle", "=C9"])

    _, findings = parsing.parse(reading.read("ark.xlsx", content), TODAY)

    assert [(f.column, f.code) for f in findings if f.is_error and f.code == "formula"] == [
        ("cpr", "formula"),
        ("start_on", "formula"),
    ]


@pytest.mark.parametrize(
    ("cells", "notice"),
    [
        ({"cpr": "010190-1234"}, ("cpr", "cpr_modulus_11")),
        ({"køn": "Kvinde"}, ("sex", "sex_differs")),
        ({"fødselsdato": "15-03-1991"}, ("birth_on", "birth_differs")),
        ({"familie_til": "refugee"}, ("family_to", "family_to_unused")),
        ({"fornavn": "Se\u200blam"}, ("first_name", "name_cleaned")),
    ],
)
def test_what_is_odd_is_a_notice(parse, row, cells, notice):
    _, findings = parse(row(**cells))

    assert notice in [(finding.column, finding.code) for finding in findings]
    assert not any(finding.is_error for finding in findings)


def test_the_cpr_number_fills_in_birth_and_sex_where_the_sheet_is_silent(parse, row):
    (line,), findings = parse(row(køn="", fødselsdato=""))

    assert (line.values["birth_on"], line.values["sex"]) == (dt.date(1991, 3, 14), "mand")
    assert findings == []  # day + 60 is a substitute number: modulus 11 says nothing about it


def test_the_column_is_right_where_the_cpr_number_says_otherwise(parse, row):
    (line,), _ = parse(row(fødselsdato="15-03-1991", køn="kvinde"))

    assert (line.values["birth_on"], line.values["sex"]) == (dt.date(1991, 3, 15), "kvinde")


def test_nobody_is_born_tomorrow(parse, row):
    _, findings = parse(row(fødselsdato="26-11-2026"))

    assert "birth_ahead" in [finding.code for finding in findings]


def test_every_finding_has_words_in_danish():
    def words(language):
        with translation.override(language):
            return {str(sentence) for pair in (ERRORS | NOTICES).values() for sentence in pair}

    assert words("da") & words("en") == set()
    assert ERRORS.keys().isdisjoint(NOTICES)
