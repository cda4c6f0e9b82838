"""What the list of cases writes by itself."""

import pytest
from django import forms
from django.test.html import parse_html
from django.utils.translation import gettext_lazy

from cases.listing import HeadCell, Tab
from cases.markup import case_heads, options, view_tabs

CHOICES = [("", gettext_lazy("All")), ("1", "Bager & Søn"), ("2", '<b>"Fisk"</b>'), ("%s", "100 %")]


@pytest.mark.parametrize("chosen", ["", "2", "%s", "unknown"])
def test_a_select_offers_what_djangos_does(chosen):
    theirs = forms.Select(choices=CHOICES).render("firm", chosen)

    assert parse_html(with_end_tags(f'<select name="firm">{options(CHOICES, chosen)}</select>')) == parse_html(theirs)


def test_whatever_a_view_is_called_is_words_in_its_tab():
    tabs = [Tab("visning=alle&uden=dag", "All", "63", True), Tab('x="y', "<b>Mine & yours</b>", "", False)]

    assert view_tabs(tabs) == (
        '<a href="?visning=alle&amp;uden=dag" aria-current="page">All<span class="count">63</span></a>'
        '<a href="?x=&quot;y">&lt;b&gt;Mine &amp; yours&lt;/b&gt;</a>'
    )


def test_only_a_column_that_can_be_sorted_by_is_a_link_and_one_says_how_it_is_sorted():
    plain, link = HeadCell("Day", "r"), HeadCell("Name", "", link="?a=b&sorter=navn")
    is_sorted = HeadCell("Ends", "", "descending", "?sorter=slutter")

    heads = case_heads([plain, link, is_sorted])

    assert '<th scope="col" class="r">Day</th>' in heads
    assert '<th scope="col"><a class="sort" href="?a=b&amp;sorter=navn">Name</a></th>' in heads
    assert '<th scope="col" aria-sort="descending"><a class="sort" href="?sorter=slutter">Ends<svg' in heads
    assert heads.count("<svg") == heads.count("#sort-table-descending") == 1


def with_end_tags(html: str) -> str:
    """HTML ends an option where the next begins; the parser of the tests does not."""
    return (
        html.replace("<option", "</option><option")
        .replace("</option>", "", 1)
        .replace("</select>", "</option></select>")
    )
