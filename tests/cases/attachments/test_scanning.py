"""ClamAV's daemon, played: what it says of a file, and what becomes of the file while it says nothing."""

import socket
import struct
import threading
import time
from contextlib import suppress

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.attachments import scanning, services
from cases.models import Attachment
from igu.accounts.tenancy import acting_for
from tests.cases.attachments import samples

CLEAN, FOUND = b"stream: OK\0", b"stream: Eicar-Test-Signature FOUND\0"


class Daemon:
    """Speaks INSTREAM; answers as it is told, and keeps what it was sent.

    hangs_up: goes away in the middle of a file. slow: says nothing; drips: a byte now and then.
    """

    def __init__(self):
        self.server = socket.create_server(("127.0.0.1", 0))
        self.answer, self.content = CLEAN, b""
        self.hangs_up = self.is_slow = self.drips = False
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    @property
    def address(self) -> str:
        return f"clamd://127.0.0.1:{self.server.getsockname()[1]}"

    def serve(self):
        while True:
            try:
                client, _address = self.server.accept()
            except OSError:
                return
            with client, suppress(OSError):
                self.talk(client)

    def talk(self, client):
        with client.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            self.content = b""
            while size := struct.unpack("!I", stream.read(4))[0]:
                self.content += stream.read(size)
                if self.hangs_up:
                    return
            while self.is_slow and not self.over.wait(0.05):
                pass
            while self.drips and not self.over.wait(0.05):
                client.sendall(b"s")
            if not self.over.is_set():
                client.sendall(self.answer)

    def stop(self):
        self.over.set()
        self.server.shutdown(socket.SHUT_RDWR)
        self.server.close()
        self.thread.join(5)


@pytest.fixture
def clamd(settings):
    daemon = Daemon()
    settings.VIRUS_SCANNER = daemon.address
    yield daemon
    daemon.stop()


@pytest.fixture
def short_patience(monkeypatch):
    monkeypatch.setattr(scanning, "PATIENCE", 0.3)


@pytest.fixture
def as_anna(client, anna):
    client.force_login(anna.user)
    return client


@pytest.fixture
def file(as_anna, case):
    """A file that was sent with a note and waits."""
    typed = {"kind": "note", "text": "Se bilag", "happened_on": "25-11-2026"}
    as_anna.post(f"/sager/{case.id}/journal/", typed | {"files": [SimpleUploadedFile("brev.pdf", samples.pdf())]})
    with acting_for(case.municipality_id):
        return Attachment.objects.get()


def look(case, file):
    """One look of the scanner, and the file as it stands afterwards."""
    services.scan(case.municipality_id, file.id)
    with acting_for(case.municipality_id):
        return Attachment.objects.get(id=file.id)


def fetch(client, case, file):
    return client.get(f"/sager/{case.id}/journal/filer/{file.id}/")


def told(client, case):
    return client.get(f"/sager/{case.id}/journal/").content.decode()


def test_clamd_is_sent_the_whole_file_and_believed(clamd):
    content = b"x" * 200_000

    assert scanning.scan(content) == scanning.Verdict(True, "ClamAV")
    assert clamd.content == content
    clamd.answer = FOUND
    assert not scanning.scan(content).is_clean


@pytest.mark.parametrize("answer", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: moon\0"])
def test_an_answer_of_clamd_that_says_nothing_lets_nothing_through(clamd, answer):
    clamd.answer = answer

    with pytest.raises(scanning.ScannerAway):
        scanning.scan(b"x")


def test_without_a_scanner_nothing_is_let_through():
    with pytest.raises(scanning.ScannerAway):
        scanning.scanner_of("")(b"x")


@pytest.mark.parametrize("how", ["is_slow", "drips"])
def test_a_daemon_that_does_not_come_to_an_answer_is_left(clamd, short_patience, how):
    setattr(clamd, how, True)
    began = time.monotonic()

    with pytest.raises(scanning.ScannerAway):
        scanning.scan(b"x")

    assert time.monotonic() - began < 5  # not a measure: it would wait for ever


@pytest.mark.django_db
def test_a_file_that_clamd_finds_clean_can_be_fetched(as_anna, case, file, clamd):
    assert fetch(as_anna, case, file).status_code == 404

    assert look(case, file).scanner == "ClamAV"

    assert fetch(as_anna, case, file).content == clamd.content


@pytest.mark.django_db
def test_a_file_in_which_clamd_finds_something_is_never_fetched_and_its_sender_is_told(as_anna, case, file, clamd):
    clamd.answer = FOUND

    stopped = look(case, file)

    assert (stopped.state, stopped.content) == (Attachment.State.STOPPED, None)
    clamd.answer = CLEAN
    assert look(case, file).state == Attachment.State.STOPPED  # nobody asks a second time
    assert fetch(as_anna, case, file).status_code == 404
    assert "Stoppet: indeholder skadelig kode" in told(as_anna, case)
    assert "Bed om en ren" in told(as_anna, case)


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["hangs_up", "is_slow"])
def test_a_file_is_held_while_clamd_is_gone_or_slow_and_looked_at_when_it_is_back(
    as_anna, case, file, clamd, short_patience, how
):
    setattr(clamd, how, True)

    assert look(case, file).state == Attachment.State.WAITING
    assert fetch(as_anna, case, file).status_code == 404
    assert "Venter på virusscanning" in told(as_anna, case)

    setattr(clamd, how, False)
    assert look(case, file).state == Attachment.State.CLEAN
    assert fetch(as_anna, case, file).status_code == 200
