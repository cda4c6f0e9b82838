"""Words in several languages, kept as data: `{"da": "Jeg har energi", "en": "I have energy"}`."""

from collections.abc import Mapping

from django.utils.translation import get_language

Text = Mapping[str, str]
DANISH = "da"


def said(text: Text, language: str = "") -> str:
    """The words in this language, or the reader's; in Danish where they are not translated, else in any."""
    language = (language or get_language() or DANISH)[:2]
    return text.get(language) or text.get(DANISH) or next(iter(text.values()), "")
