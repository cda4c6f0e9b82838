"""Catalogues compiled without gettext, read back by Python's own reader."""

import gettext
import io
import os

import pytest

from igu.local import messages

PO = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

#. a remark for the translator
#: cases/views.py:12
msgid "late"
msgstr "for sent"

msgctxt "a month"
msgid "late"
msgstr "sidst på måneden"

#, python-format
msgid "%(n)d case"
msgid_plural "%(n)d cases"
msgstr[0] "%(n)d sag"
msgstr[1] "%(n)d sager"

msgid ""
"two "
"lines\n"
msgstr ""
"\"to\" "
"linjer\n"

#, fuzzy
msgid "guessed"
msgstr "gættet"

msgid "empty"
msgstr ""

msgid "half"
msgid_plural "halves"
msgstr[0] "halv"
msgstr[1] ""

#~ msgid "gone"
#~ msgstr "væk"
"""


@pytest.fixture
def danish():
    return gettext.GNUTranslations(io.BytesIO(messages.compile_text(PO)))


def test_plain_context_plural_and_lines_are_translated(danish):
    assert danish.gettext("late") == "for sent"
    assert danish.pgettext("a month", "late") == "sidst på måneden"
    assert [danish.ngettext("%(n)d case", "%(n)d cases", n) for n in (1, 2)] == ["%(n)d sag", "%(n)d sager"]
    assert danish.gettext("two lines\n") == '"to" linjer\n'


def test_what_is_guessed_empty_or_gone_stays_as_it_is(danish):
    assert [danish.gettext(text) for text in ("guessed", "empty", "half", "gone")] == [
        "guessed",
        "empty",
        "half",
        "gone",
    ]


def test_entries_that_a_merge_has_pushed_together_are_all_read():
    pushed = messages.compile_text(PO.replace("\n\n", "\n"))

    assert pushed == messages.compile_text(PO)


def test_the_project_is_compiled_when_its_source_is_newer(tmp_path):
    po = tmp_path / "locale" / "da" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    po.write_text(PO)

    messages.compile_all(tmp_path)
    made = po.with_suffix(".mo").stat().st_mtime_ns
    messages.compile_all(tmp_path)
    assert po.with_suffix(".mo").stat().st_mtime_ns == made

    po.write_text(PO.replace("for sent", "sen"))
    os.utime(po, ns=(made + 1, made + 1))
    messages.compile_all(tmp_path)
    with po.with_suffix(".mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("late") == "sen"
