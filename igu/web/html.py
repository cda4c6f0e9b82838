"""Rows as HTML where a template would be most of a page: it looks up each of a thousand values by itself.

As safe as a template: whatever is not marked as HTML is escaped, whoever wrote it.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from string import Formatter

from django.utils.safestring import SafeString

NOTHING = SafeString("")
HAS_SIGNS = re.compile("[&<>\"']").search  # most texts have none: to look costs a third of replacing all five


def filled(pattern: str, **values) -> SafeString:
    """`format_html`, but at a third of its cost: that one asks of each value four times whether it is a lazy text."""
    for name, value in values.items():
        if type(value) is not SafeString:
            values[name] = escaped(value)
    pieces, names = _pieces(pattern)
    parts = pieces.copy()
    parts[1::2] = [values[name] for name in names]
    return SafeString("".join(parts))


@lru_cache(1000)
def _pieces(pattern: str) -> tuple[list[str], list[str]]:
    """The pattern read once: to put pieces together costs a quarter of `format`. Each place is an empty piece."""
    pieces, names = [""], []
    for text, name, _spec, _conversion in Formatter().parse(pattern):
        pieces[-1] += text
        if name:
            pieces += "", ""
            names.append(name)
    return pieces, names


def joined(parts: Iterable[SafeString]) -> SafeString:
    """Parts behind each other; one that is not marked as HTML is escaped, too."""
    return SafeString("".join([part if type(part) is SafeString else escaped(part) for part in parts]))


DATE = re.compile(r"\b\d\d-\d\d-\d{4}\b")


def whole_dates(text) -> SafeString:
    """A sentence whose dates do not break across lines: browsers break after a hyphen, also between digits."""
    return SafeString(DATE.sub(r'<span class="nb">\g<0></span>', escaped(text)))


def escaped(value) -> str:
    """The value as text that HTML may hold; what is marked as HTML stays as it is."""
    if type(value) is not str:
        if hasattr(value, "__html__"):
            return value.__html__()
        value = str(value)
    return escape(value) if HAS_SIGNS(value) else value
