"""Marks texts for translation without translating them: screens do that, rules only name the text."""


def gettext_noop(message: str) -> str:
    return message
