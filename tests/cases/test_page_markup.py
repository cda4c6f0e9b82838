"""What the case page writes in Python: whatever a person has written is words in it."""

from uuid import uuid4

import pytest

from cases import page_markup
from cases.overview import Fact, Group
from cases.panels import Action, Panel
from cases.target_group import Line
from igu.web.days import NONE

CASE_ID = uuid4()
PANELS = [Panel("overview", "Overview", "case_detail", 0), Panel("plan", "<b>", "plan_panel", 20)]


def fact(value, kind=""):
    return page_markup.fact_groups([Group("Person", [Fact("Fact", value, kind)])])


def test_the_tab_that_is_open_is_marked_and_each_leads_to_its_panel():
    first, second = page_markup.tabs(PANELS, CASE_ID, "plan").strip().split("\n")

    assert f'hx-get="/sager/{CASE_ID}/"' in first
    assert "aria-current" not in first
    assert f'href="/sager/{CASE_ID}/plan/"' in second
    assert second.endswith(' aria-current="page">&lt;b&gt;</a>')


def test_the_primary_button_looks_so_and_a_drawing_stands_before_its_words():
    plain = page_markup.actions([Action("new", "New", "follow_up_new", 1)], CASE_ID)
    primary = page_markup.actions([Action("note", "Note", "journal_panel", 1, icon="edit", is_primary=True)], CASE_ID)

    assert plain.startswith('<a class="button button-secondary"')
    assert plain.endswith("<span>New</span></a>")
    assert "<svg" not in plain
    assert 'button-primary" href="' in primary
    assert '#edit"></use></svg><span>Note</span></a>' in primary


@pytest.mark.parametrize("kind", ["", "phone", "email"])
def test_what_somebody_wrote_is_words_in_a_fact(kind):
    assert "<b>" not in fact("<b>x", kind)
    assert "&lt;b&gt;x" in fact("<b>x", kind)
    assert f"<dt>Fact</dt><dd>{NONE}</dd>" in fact("", kind)


def test_a_number_calls_and_an_address_writes():
    assert '<a class="num" href="tel:10203047">10 20 30 47</a>' in fact("10203047", "phone")
    assert '<a href="mailto:a@b.dk">a@b.dk</a>' in fact("a@b.dk", "email")


def test_a_condition_is_said_with_its_look_and_its_dates_in_one_piece():
    met, open_one = (
        page_markup.checks([Line("check", look, "Met:", "<b>", "from 01-02-2026", "§ 3")]) for look in ("", "is-open")
    )

    assert met.startswith("<li><svg")
    assert open_one.startswith('<li class="is-open"><svg')
    assert '<span class="sr-only">Met: </span>&lt;b&gt;</div>' in met
    assert 'from <span class="nb">01-02-2026</span> <span class="soft">· § 3</span>' in met
