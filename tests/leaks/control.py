"""The control: every canary in every disguise that we know of. A scanner that misses one proves nothing."""

import base64
import html
import json
import quopri
from dataclasses import dataclass
from email.charset import BASE64, QP, Charset
from email.header import Header
from functools import partial
from urllib.parse import quote, quote_plus, urlencode

from django.contrib.sessions.backends.db import SessionStore

from cases.names import fold
from tests.leaks.canaries import CPR_NUMBERS, NAMES
from tests.leaks.scanner import Sink, hits_in


def _session(text: str) -> str:
    return SessionStore().encode({"seen": text, "filling": "x" * 400})


def _quoted_printable(text: str) -> str:
    return quopri.encodestring(text.encode()).decode()


def _header(text: str, encoding: str) -> str:
    charset = Charset("utf-8")
    charset.header_encoding = {"b": BASE64, "q": QP}[encoding]
    return Header(text, charset).encode()


def _redis_message(text: str) -> str:
    """A task as the broker keeps it: JSON with a body in base64, and that once more as one of its commands is shown."""
    body = base64.b64encode(json.dumps([[text], {}, {}]).encode()).decode()
    return json.dumps(json.dumps({"body": body, "headers": {}}))


def _lines_of_base64(text: str) -> str:
    return base64.encodebytes(f"{'x' * 40} {text} {'y' * 80}".encode()).decode()


def disguises() -> dict:
    """Each way that we know of in which a format of ours writes text, by name."""
    return {
        "plain": str,
        "capitals": str.upper,
        "small letters": str.lower,
        "as the search keeps it": fold,
        "latin-1": lambda text: text.encode("latin-1", errors="replace"),
        "JSON": json.dumps,
        "JSON in JSON": lambda text: json.dumps(json.dumps({"seen": text})),
        "URL": lambda text: urlencode({"q": text}),
        "path": quote,
        "URL in a URL": lambda text: quote_plus(urlencode({"next": f"/?q={quote(text)}"})),
        "HTML": html.escape,
        "SQL": lambda text: "VALUES ('" + text.replace("'", "''") + "')",
        "quoted-printable": _quoted_printable,
        "header in base64": partial(_header, encoding="b"),
        "header in quoted-printable": partial(_header, encoding="q"),
        "base64": lambda text: base64.b64encode(text.encode()).decode(),
        "base64 for URLs": lambda text: base64.urlsafe_b64encode(text.encode()).decode().rstrip("="),
        "base64 in lines": _lines_of_base64,
        "bytes": lambda text: ascii(text.encode()),
        "hexadecimal": lambda text: f"\\x{text.encode().hex()}",
        "session": _session,
        "a task in the broker": _redis_message,
    }


@dataclass(frozen=True)
class Control:
    """How many of the canaries are found in each disguise."""

    cpr: int
    names: int
    disguises: int
    missed: list[str]

    def __str__(self):
        return f"CPR {self.cpr}/{len(CPR_NUMBERS)}, names {self.names}/{len(NAMES)} in {self.disguises} disguises"


def control() -> Control:
    """Plant every canary in every disguise, CPR numbers with and without hyphen. Counted is what is always found."""
    missed = []
    for disguise, put_on in disguises().items():
        for planted in [*NAMES, *CPR_NUMBERS, *(f"{n[:6]}-{n[6:]}" for n in CPR_NUMBERS)]:
            wanted = planted.replace("-", "") if planted[:1].isdigit() else planted
            found = {hit.canary for hit in hits_in(Sink("control", [put_on(f"a word, {planted} and more")]))}
            if wanted not in found:
                missed.append(f"{wanted} as {disguise}")
    lost = {words.partition(" as ")[0] for words in missed}
    return Control(len(set(CPR_NUMBERS) - lost), len(set(NAMES) - lost), len(disguises()), missed)
