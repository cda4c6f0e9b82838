"""Headings as teams write them."""

import pytest

from cases.sheets import columns

DANISH_LINE = (
    "cpr; fornavn; efternavn; køn; fødselsdato; opholdsgrundlag; familie til; første adressedato; oprindelsesland; "
    "danskuddannelse; danskprøve; koordinator (e-mail); cvr; p-nummer; virksomhed; offentlig (ja/nej); branche; start; "
    "slut; faktisk slut; afslutning; efter 6 mdr; efter 12 mdr"
)
DANISH = DANISH_LINE.split("; ")
ENGLISH_LINE = (
    "cpr; first name; last name; sex; date of birth; residence basis; reunified with; first address date; "
    "country of origin; danish education; danish test; coordinator (e-mail); cvr; p-number; firm; public (yes/no); "
    "industry; start; end; actual end; ending; after 6 months; after 12 months"
)
ENGLISH = ENGLISH_LINE.split("; ")


@pytest.mark.parametrize("headings", [DANISH, ENGLISH, DANISH[::-1]], ids=["danish", "english", "backwards"])
def test_every_column_is_found_in_either_language_and_any_order(headings):
    read = columns.read_headings(headings)

    assert {key: headings[place] for key, place in read.places.items()} == dict(
        zip(columns.COLUMNS, headings if headings != DANISH[::-1] else DANISH, strict=True)
    )
    assert (read.translated, read.unused, read.twice, read.missing) == ([], [], [], [])


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("FØRSTE  Adressedato", "address_since"),
        ("forste adressedato", "address_since"),
        ("foerste-adressedato", "address_since"),
        ("  Køn ", "sex"),
        ("kon", "sex"),
        ("Danskprøve:", "danish_test"),
        ("P-nr.", "p_number"),
        ("Ansvarlig mail", "coordinator"),
        ("Adresse i DK fra", "address_since"),
        ("Efter 6 måneder", "outcome_6"),
        ("efter 12 mdr.", "outcome_12"),
        ("CPR-nummer", "cpr"),
        ("Company name", "firm"),
        ("Bemærkninger", None),
        ("", None),
    ],
)
def test_case_accents_and_signs_do_not_count(heading, key):
    assert columns.recognise(heading) == key


def test_what_was_translated_is_told():
    read = columns.read_headings(["CPR", "KON", "Ansvarlig mail", "P-nr.", "Telefon", "cpr"])

    assert read.translated == [("Ansvarlig mail", "coordinator"), ("P-nr.", "p_number")]
    assert (read.unused, read.twice) == (["Telefon"], ["cpr"])
    assert read.missing[:2] == ["first_name", "last_name"]


def test_no_name_means_two_columns():
    names = [columns.fold(name) for column in columns.COLUMNS.values() for name in (*column.names, *column.synonyms)]
    doubled = {name for name in names if names.count(name) > 1}

    assert {columns.recognise(name) for name in doubled} <= {"cpr", "cvr", "start_on"}  # the same in both languages
