"""The virus scan: a hook that says clean or not, or that it cannot be asked, in which case the file waits.

VIRUS_SCANNER names it: "builtin" (the demo's stand-in), "clamd:///run/clamd.sock", "clamd://host:3310", or nothing.
"""

import io
import socket
import struct
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

PATIENCE = 20  # seconds
CHUNK = 64 * 1024
# The signature that all scanners agree to call a virus, in two halves so that no scanner stops at this file.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class ScannerAway(Exception):
    """Nobody can say anything about the file now."""


@dataclass(frozen=True, slots=True)
class Verdict:
    is_clean: bool
    scanner: str


Scanner = Callable[[bytes], Verdict]


def scan(content: bytes) -> Verdict:
    """Raises ScannerAway."""
    return scanner_of(settings.VIRUS_SCANNER)(content)


def scanner_of(address: str) -> Scanner:
    if address == "builtin":
        return builtin
    if address.startswith("clamd://"):
        return Clamd(address)
    return _nobody


def is_there() -> bool:
    return bool(settings.VIRUS_SCANNER)


def _nobody(content: bytes) -> Verdict:
    raise ScannerAway


def builtin(content: bytes) -> Verdict:
    """The stand-in: it knows the test virus and nothing else, in the file and in what a zip file holds."""
    return Verdict(not any(EICAR in part for part in _parts(content)), "builtin")


def _parts(content: bytes):
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield archive.read(name)


@dataclass(frozen=True, slots=True)
class Clamd:
    """ClamAV's daemon, asked by its INSTREAM command."""

    address: str

    def __call__(self, content: bytes) -> Verdict:
        try:
            answer = self._ask(content)
        except OSError:
            raise ScannerAway from None
        if answer.endswith(" FOUND"):
            return Verdict(is_clean=False, scanner="ClamAV")
        if answer == "stream: OK":
            return Verdict(is_clean=True, scanner="ClamAV")
        raise ScannerAway

    def _ask(self, content: bytes) -> str:
        until = time.monotonic() + PATIENCE
        with self._connect() as daemon:
            daemon.sendall(b"zINSTREAM\0")
            for first in range(0, len(content), CHUNK):
                chunk = content[first : first + CHUNK]
                daemon.sendall(struct.pack("!I", len(chunk)) + chunk)
            daemon.sendall(struct.pack("!I", 0))
            answer = b""
            while not answer.endswith(b"\0") and (more := daemon.recv(4096)):
                answer += more
                if time.monotonic() > until:  # a word now and then is no answer
                    raise TimeoutError
        return answer.rstrip(b"\0\n").decode(errors="replace")

    def _connect(self) -> socket.socket:
        parts = urlsplit(self.address)
        if parts.hostname:
            return socket.create_connection((parts.hostname, parts.port or 3310), timeout=PATIENCE)
        daemon = socket.socket(socket.AF_UNIX)
        daemon.settimeout(PATIENCE)
        try:
            daemon.connect(parts.path)
        except OSError:
            daemon.close()
            raise
        return daemon
