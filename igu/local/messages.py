"""Translations: compiled without gettext, so that a machine without it still speaks Danish."""

import ast
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from igu.local.places import PROJECT

KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s+(".*")$')
# A merge that keeps both sides leaves no blank line between them.
PUSHED_TOGETHER = re.compile(r'^(".*"|msgstr.*)\n(?=msgctxt |msgid |#)', re.MULTILINE)


@dataclass
class Entry:
    """One message of a .po file: its texts by keyword."""

    texts: dict[str, str] = field(default_factory=dict)
    is_fuzzy: bool = False

    @property
    def original(self) -> str:
        return self.texts.get("msgid", "")

    @property
    def key(self) -> str:
        context = f"{self.texts['msgctxt']}\x04" if "msgctxt" in self.texts else ""
        plural = f"\0{self.texts['msgid_plural']}" if "msgid_plural" in self.texts else ""
        return context + self.original + plural

    @property
    def translations(self) -> list[str]:
        return [text for keyword, text in self.texts.items() if keyword.startswith("msgstr")]

    @property
    def is_translated(self) -> bool:
        return all(self.translations) and not self.is_fuzzy


def read(po: str) -> Iterator[Entry]:
    """The entries of a .po file, the header (empty original) first; obsolete ones are left out."""
    for block in re.split(r"\n\s*\n", PUSHED_TOGETHER.sub(r"\1\n\n", po)):
        entry, keyword = Entry(), ""
        for line in (line.strip() for line in block.splitlines()):
            if line.startswith("#"):
                entry.is_fuzzy |= line.startswith("#,") and "fuzzy" in line
            elif started := KEYWORD.match(line):
                keyword = started[1]
                entry.texts[keyword] = ast.literal_eval(started[2])
            elif line:
                entry.texts[keyword] += ast.literal_eval(line)
        if entry.texts:
            yield entry


def compile_text(po: str) -> bytes:
    """The .mo file: a head, two tables of (length, place), the originals in order, the translations."""
    pairs = sorted((entry.key.encode(), "\0".join(entry.translations).encode()) for entry in read(po) if is_used(entry))
    words = [original for original, _ in pairs] + [translation for _, translation in pairs]
    head, table = 7 * 4, len(words) * 8
    places, at = [], head + table
    for word in words:
        places += [len(word), at]
        at += len(word) + 1
    start = struct.pack("<7I", 0x950412DE, 0, len(pairs), head, head + table // 2, 0, at)
    return start + struct.pack(f"<{len(places)}I", *places) + b"".join(word + b"\0" for word in words)


def is_used(entry: Entry) -> bool:
    return entry.is_translated or not entry.original


def compile_all(project: Path = PROJECT) -> None:
    """Compile what is older than its source."""
    for po in (project / "locale").glob("*/LC_MESSAGES/*.po"):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime_ns < po.stat().st_mtime_ns:
            new = mo.with_name(f"{mo.name}.new")
            new.write_bytes(compile_text(po.read_text(encoding="utf-8")))
            new.replace(mo)
