"""What `make lint` says of texts without Danish."""

from igu.local import untranslated

PO = """
msgid ""
msgstr "head"

msgid "case"
msgstr "sag"

#, fuzzy
msgid "guessed"
msgstr "gættet"

msgid "day"
msgid_plural "days"
msgstr[0] "dag"
msgstr[1] ""
"""


def test_each_text_without_danish_is_one_line():
    assert untranslated.in_catalogue(PO) == ["no Danish: 'guessed'", "no Danish: 'day'"]


def test_the_copy_holds_sources_and_no_tests(tmp_path):
    untranslated.copy_sources(tmp_path)

    assert (tmp_path / "igu" / "settings.py").exists()
    assert (tmp_path / "locale" / "da" / "LC_MESSAGES" / "django.po").exists()
    assert not (tmp_path / "tests").exists()
    assert not (tmp_path / ".venv").exists()


def test_a_catalogue_that_is_not_sorted_is_told_of():
    assert untranslated.out_of_order(PO) == ["the catalogue is not in order: run `make messages`"]
    assert untranslated.out_of_order(PO.replace("guessed", "case on")) == []
