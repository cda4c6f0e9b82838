"""Finds the canaries in whatever they may have been wrapped in: escaped, encoded, packed, or one inside the other."""

import binascii
import html
import re
import string
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote_plus

from cases.names import fold
from tests.leaks.canaries import CPR_NUMBERS, NAMES

CPR, NAME = "CPR", "name"
WRAPPINGS = 3  # of text in text, such as JSON in a URL
PACKINGS = 2  # of bytes in text, such as a body in base64 within a message in base64

FOLDED = {fold(name): name for name in NAMES}
# With any sign between date and number, and without its first zero, as spreadsheets have it.
WRITTEN = re.compile(
    "|".join(f"{n[:6]}[^0-9a-z]{{0,3}}{n[6:]}|(?<![0-9]){n.lstrip('0')}(?![0-9])" for n in CPR_NUMBERS)
)

CODE_POINTS = re.compile(r"\\+u([0-9a-fA-F]{4})")
BYTES = re.compile(r"(?:\\+x[0-9a-fA-F]{2})+")
QUOTED = re.compile(r"(?:=[0-9A-F]{2})+")
SOFT_BREAK = re.compile(r"=\r?\n|\r?\n[ \t]+")
WRAPPED_LINES = re.compile(r"(?<=[A-Za-z0-9+/]{32})\r?\n(?=[A-Za-z0-9+/])")
BASE64 = re.compile(r"[A-Za-z0-9+/_-]{10,}")
HEX = re.compile(r"(?:[0-9a-fA-F]{2}){8,}")
READABLE = string.printable.encode()


@dataclass(frozen=True)
class Sink:
    """A place where something of a person could end up, and what must not stand there."""

    name: str
    contents: list[str | bytes] = field(repr=False)
    forbids: tuple[str, ...] = (CPR, NAME)

    @property
    def size(self) -> int:
        return sum(len(content) for content in self.contents)


@dataclass(frozen=True, order=True)
class Hit:
    sink: str
    kind: str
    canary: str
    around: str


def scan(sinks: list[Sink]) -> list[Hit]:
    """What is where it must not be. Each canary once a sink."""
    return sorted(hit for sink in sinks for hit in hits_in(sink) if hit.kind in sink.forbids)


def hits_in(sink: Sink) -> list[Hit]:
    found = {}
    for content in sink.contents:
        for text in layers(content):
            for kind, canary, at in canaries_in(text):
                around = " ".join(text[max(0, at - 120) : at + 80].split())
                found.setdefault((kind, canary), Hit(sink.name, kind, canary, around))
    return list(found.values())


def canaries_in(text: str) -> Iterator[tuple[str, str, int]]:
    """Kind, canary and place of each that a folded text holds."""
    for match in WRITTEN.finditer(text):
        digits = re.sub("[^0-9]", "", match[0]).zfill(10)
        yield CPR, digits, match.start()
    for folded, name in FOLDED.items():
        if (at := text.find(folded)) >= 0:
            yield NAME, name, at


def layers(content: str | bytes, packings: int = PACKINGS) -> Iterator[str]:
    """The content as it stands, and with one wrapping after the other taken off; in folded letters."""
    for text in readings(content):
        worn = [text]
        while len(worn) <= WRAPPINGS and (opened := unwrapped(worn[-1])) != worn[-1]:
            worn.append(opened)
        yield from map(folded_lines, worn)
        if packings:
            for packed in {worn[0], worn[-1]}:
                for inner in unpacked(packed):
                    yield from layers(inner, packings - 1)


def readings(content: str | bytes) -> list[str]:
    """Bytes in the alphabets that a file of ours could be written in."""
    if isinstance(content, str):
        return [content]
    try:
        return [content.decode()]
    except UnicodeDecodeError:
        return [content.decode(errors="replace"), content.decode("latin-1")]


def folded_lines(text: str) -> str:
    return "\n".join(line.lower() if line.isascii() else fold(line) for line in text.split("\n"))


def unwrapped(text: str) -> str:
    """One layer off, of each kind that is there: URL, JSON and Python, HTML, quoted-printable, SQL."""
    text = unquote_plus(text) if "%" in text else text
    if "\\" in text:
        text = CODE_POINTS.sub(lambda found: chr(int(found[1], 16)), text)
        text = BYTES.sub(lambda found: bytes.fromhex(re.sub(r"\\+x", "", found[0])).decode(errors="replace"), text)
    text = html.unescape(text) if "&" in text else text
    if "=" in text:
        text = QUOTED.sub(_quoted, text)
    return SOFT_BREAK.sub("", text).replace("''", "'")


def _quoted(found) -> str:
    content = bytes.fromhex(found[0].replace("=", ""))
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("latin-1")


def unpacked(text: str) -> list[bytes]:
    """What base64, hexadecimal and compression hold. Where a run begins is not known: each start is tried."""
    text = WRAPPED_LINES.sub("", text)
    runs = [run.replace("-", "+").replace("_", "/") for run in BASE64.findall(text) if not run.islower()]
    opened = [from_base64(run[start:]) for run in runs for start in range(4)]
    opened += [bytes.fromhex(run) for run in HEX.findall(text)]
    return [b"\n".join(filter(looks_like_text, opened))]


def from_base64(run: str) -> bytes:
    return inflated(binascii.a2b_base64(run[: len(run) // 4 * 4] + _rest(run)))


def looks_like_text(content: bytes) -> bool:
    """What was begun at the wrong place does not: it is left out, or there would be no end to it."""
    return len(content.translate(None, READABLE)) * 2 < len(content)


def _rest(run: str) -> str:
    """The last letters filled up, so that their bytes are not lost."""
    rest = run[len(run) // 4 * 4 :]
    return rest.ljust(4, "=") if len(rest) > 1 else ""


def inflated(content: bytes) -> bytes:
    if content[:1] == b"\x78" or content[:2] == b"\x1f\x8b":
        try:
            return zlib.decompressobj(wbits=47).decompress(content)
        except zlib.error:
            pass
    return content
