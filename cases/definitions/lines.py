"""The lines of a body: a statement, a step, a point. Each has a key of its own, which a rewording keeps."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.definitions.kinds import BadBody
from cases.definitions.texts import Text, said

MOST = 60  # lines in a list: more is a slip, or a file pasted in


@dataclass(frozen=True, slots=True)
class Line:
    """kind: what an answer to it is, where its mechanism knows several."""

    key: str
    text: Text
    kind: str = ""

    @property
    def name(self) -> str:
        return said(self.text)


def line(key: str, da: str, en: str, kind: str = "") -> dict:
    """A line as a body keeps it, for the presets."""
    found = {"key": key, "text": {"da": da, "en": en}}
    return found | {"kind": kind} if kind else found


def read_lines(rows: Iterable[dict], *, least: int = 0, missing: str = "") -> tuple[Line, ...]:
    """The lines of a body. Raises BadBody: too few (`missing` says it), too many, one without words, a key twice."""
    found = tuple(Line(row["key"], row["text"], row.get("kind", "")) for row in rows)
    if len(found) < least:
        raise BadBody(missing)
    if len(found) > MOST:
        raise BadBody(_("There are %(n)d lines; %(most)d is the most.") % {"n": len(found), "most": MOST})
    if any(not any(one.text.values()) for one in found):
        raise BadBody(_("A line has no words. Write it, or remove it."))
    if len({one.key for one in found}) < len(found):
        raise BadBody(_("Two lines have the same key. Remove one of them."))
    return found
