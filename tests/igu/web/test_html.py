"""What `filled` writes is what Django's `format_html` writes: it may be faster, never looser."""

import pytest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from igu.web.html import filled, joined, whole_dates

PATTERN = '<p title="{title}">{words}</p>'


@given(title=st.text(), words=st.text())
def test_a_text_is_escaped_as_django_escapes_it(title, words):
    made = filled(PATTERN, title=title, words=words)

    assert made == format_html(PATTERN, title=title, words=words)
    assert isinstance(made, SafeString)


@pytest.mark.parametrize(
    "value", [37, None, SafeString("<b>bold</b>"), gettext_lazy("Cases"), "{words}", "<script>alert('x')</script>"]
)
def test_a_value_of_any_kind_is_written_as_django_writes_it(value):
    assert filled(PATTERN, title="", words=value) == format_html(PATTERN, title="", words=value)


def test_a_part_that_nobody_marked_as_html_is_escaped():
    assert joined([SafeString("<b>"), "<i>"]) == "<b>&lt;i&gt;"


def test_a_date_in_a_sentence_is_held_together_and_the_rest_is_escaped():
    assert whole_dates("<b> fra 01-02-2026, 12345-01-2026") == (
        '&lt;b&gt; fra <span class="nb">01-02-2026</span>, 12345-01-2026'
    )
