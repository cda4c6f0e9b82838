from uuid import uuid4

import pytest
from django.template import Context, Template
from django.urls import reverse
from django.utils.translation import override


def phone(number):
    return Template("{% phone number %}").render(Context({"number": number}))


def test_a_number_calls_when_it_is_touched_and_is_written_in_pairs():
    assert phone("10203047") == '<a class="num" href="tel:10203047">10 20 30 47</a>'
    assert phone("+46 70 123 45 67") == '<a class="num" href="tel:+46701234567">+46 70 123 45 67</a>'
    assert phone("<b>12") == '<a class="num" href="tel:12">&lt;b&gt;12</a>'


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('{% translate "Cases" %}', "Sager"),
        ('{% translate "Going well" %} {% translate "No <b>" %} {% translate "100 %" %}', "Går godt No <b> 100 %"),
        ('{% translate "Cases" as word %}{{ word|upper }}', "SAGER"),
        ("{% translate word %}", "Sager"),
        ('{% translate "Cases" noop %}', "Cases"),
    ],
)
def test_a_plain_text_is_translated_as_django_does_it(source, said):
    ours, djangos = Template(source), Template("{% load i18n %}" + source)

    with override("da"):
        assert ours.render(Context({"word": "Cases"})) == said
        assert djangos.render(Context({"word": "Cases"})) == said
    with override("en"):
        assert ours.render(Context({"word": "Cases"})) == djangos.render(Context({"word": "Cases"}))


def test_the_address_of_a_row_is_that_of_url():
    case_id = uuid4()
    made = Template("{% address 'case_edit' case_id %}").render(Context({"case_id": case_id}))
    assert made == reverse("case_edit", args=[case_id])
