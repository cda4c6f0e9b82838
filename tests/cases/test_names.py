import pytest

from cases import names


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("Åse", "aase"),
        ("Aase", "aase"),
        ("Søren", "soeren"),
        ("Ægir", "aegir"),
        ("José", "jose"),
        ("GÜL", "guel"),
        ("A\u030ase", "aase"),  # å as two code points
        ("Дарина", "дарина"),
    ],
)
def test_a_name_is_folded(typed, word):
    assert names.fold(typed) == word


def test_every_word_of_a_name_is_a_token_once():
    assert names.tokens("Selam Al-Hassan", "O'Brien Selam") == ["selam", "al", "hassan", "o", "brien"]


def test_a_token_lies_between_its_own_beginning_and_what_follows_all_of_them():
    low, high = names.span("soe")

    assert low <= "soeren" < high
    assert not low <= "sof" < high


def test_names_sort_as_the_danish_alphabet_does():
    typed = ["Åse", "Zenia", "anna", "Østergaard", "Ærø", "Anders", "Aage", "Élise"]

    in_order = sorted(typed, key=lambda name: names.sort_key(name, ""))

    assert in_order == ["Anders", "anna", "Élise", "Zenia", "Ærø", "Østergaard", "Aage", "Åse"]
