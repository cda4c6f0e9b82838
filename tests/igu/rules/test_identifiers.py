import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.dk import cpr as reference

from igu.rules.identifiers import UnreadableCpr, compact_cvr, is_cvr, is_p_number, read_cpr
from tests.igu.rules.example_tables import example

ROWS = example("identifiers")


@pytest.mark.parametrize("row", [row for row in ROWS if not row["problem"]], ids=lambda row: row["what"])
def test_a_readable_cpr_number_says_when_and_what(row):
    cpr = read_cpr(row["cpr"])
    assert (cpr.digits, cpr.born_on.isoformat(), cpr.sex) == (row["digits"], row["born_on"], row["sex"])


@pytest.mark.parametrize("row", [row for row in ROWS if row["problem"]], ids=lambda row: row["what"])
def test_an_unreadable_cpr_number_says_why(row):
    with pytest.raises(UnreadableCpr) as caught:
        read_cpr(row["cpr"])
    assert caught.value.problem == row["problem"]


def test_a_substitute_number_is_told_from_a_real_one():
    assert read_cpr("610190-1234").is_substitute
    assert not read_cpr("010190-1234").is_substitute


def test_failing_modulus_11_is_a_notice_only():
    assert read_cpr("211062-5629").passes_modulus_11
    assert not read_cpr("211062-5620").passes_modulus_11


def test_a_cpr_number_does_not_show_itself():
    assert "1234" not in f"{read_cpr('010190-1234')!r} {read_cpr('010190-1234')}"


@given(st.from_regex(r"[0-9]{10}", fullmatch=True))
def test_the_birth_date_is_that_of_the_library(digits):
    try:
        expected = reference.get_birth_date(digits)
    except reference.InvalidComponent:
        expected = None
    try:
        cpr = read_cpr(digits)
    except UnreadableCpr:
        assert expected is None
        return
    assert cpr.is_substitute or cpr.born_on == expected


@pytest.mark.parametrize("number", ["36977191", "55133018", "29189420"])
def test_real_cvr_numbers_pass(number):
    assert is_cvr(number)


@pytest.mark.parametrize("number", ["36977192", "3697719", "369771911", "DK36977191", "36 97 71 91", "00000000", ""])
def test_other_cvr_numbers_do_not_pass(number):
    assert not is_cvr(number)


def test_a_cvr_number_is_compacted_before_it_is_judged():
    assert is_cvr(compact_cvr(" DK 36 97 71 91"))


@pytest.mark.parametrize(
    ("number", "fits"), [("1003456789", True), ("100345678", False), ("10034567890", False), ("100345678A", False)]
)
def test_a_p_number_has_ten_digits(number, fits):
    assert is_p_number(number) is fits
