import pytest
from django import forms
from django.test.html import parse_html

from igu.web.forms import LongSelect

CHOICES = [("", "All"), ("1", "Bager & Søn"), ("2", '<b>"Fisk"</b>'), (3, "Three")]


@pytest.mark.parametrize("value", [None, "", "2", 3, "unknown"])
@pytest.mark.parametrize("required", [True, False])
def test_a_long_select_says_what_djangos_says(value, required):
    ours, theirs = (
        forms.ChoiceField(choices=CHOICES, required=required, widget=kind(attrs={"class": "form-select"}))
        for kind in (LongSelect, forms.Select)
    )

    written = [field.widget.render("firm", value, {"id": "id_firm"}) for field in (ours, theirs)]

    assert parse_html(with_end_tags(written[0])) == parse_html(written[1])


def with_end_tags(html: str) -> str:
    """HTML ends an option where the next begins; the parser of the tests does not."""
    return (
        html.replace("<option", "</option><option")
        .replace("</option>", "", 1)
        .replace("</select>", "</option></select>")
    )
