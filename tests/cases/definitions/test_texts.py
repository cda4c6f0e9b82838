from django.utils.translation import override

from cases.definitions.texts import said


def test_words_are_said_in_the_readers_language_else_in_danish_else_in_any():
    both = {"da": "Energi", "en": "Energy"}

    with override("en"):
        assert (said(both), said({"da": "Energi"}), said({"ti": "x"}), said({})) == ("Energy", "Energi", "x", "")
    with override("da"):
        assert (said(both), said(both, "en-gb")) == ("Energi", "Energy")
