"""What the list of cases writes by itself is what Django would write."""

import pytest
from django import forms
from django.test.html import parse_html
from django.utils.translation import gettext_lazy

from cases.markup import options

CHOICES = [("", gettext_lazy("All")), ("1", "Bager & Søn"), ("2", '<b>"Fisk"</b>'), ("%s", "100 %")]


@pytest.mark.parametrize("chosen", ["", "2", "%s", "unknown"])
def test_a_select_offers_what_djangos_does(chosen):
    theirs = forms.Select(choices=CHOICES).render("firm", chosen)

    assert parse_html(with_end_tags(f'<select name="firm">{options(CHOICES, chosen)}</select>')) == parse_html(theirs)


def with_end_tags(html: str) -> str:
    """HTML ends an option where the next begins; the parser of the tests does not."""
    return (
        html.replace("<option", "</option><option")
        .replace("</option>", "", 1)
        .replace("</select>", "</option></select>")
    )
