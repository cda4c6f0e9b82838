"""Words in several languages, kept as data: `{"da": "Jeg har energi", "en": "I have energy"}`."""

from collections.abc import Mapping

from django.utils.translation import get_language

Text = Mapping[str, str]
DANISH = "da"
# What a definition can be translated to, each by its own name. Another one is another row here.
LANGUAGES = {
    "en": "English",
    "uk": "Українська",
    "ru": "Русский",
    "ar": "العربية",
    "fa": "فارسی",
    "ti": "ትግርኛ",
    "so": "Soomaali",
    "tr": "Türkçe",
    "fr": "Français",
}
RIGHT_TO_LEFT = ("ar", "fa")


def said(text: Text, language: str = "") -> str:
    """The words in this language, or the reader's; in Danish where they are not translated, else in any."""
    language = (language or get_language() or DANISH)[:2]
    return text.get(language) or text.get(DANISH) or next(iter(text.values()), "")


def direction(language: str) -> str:
    """For the `dir` of an element that holds words of this language."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"
