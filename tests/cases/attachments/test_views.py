"""Files of the journal, as they are sent, waited for and fetched."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cases.attachments import scanning, services
from cases.attachments.checking import Checked
from cases.models import Attachment, Case, JournalEntry
from cases.tasks import scan_waiting_attachments
from igu.accounts.errors import RuleBroken
from igu.accounts.tenancy import acting_for
from igu.audit.models import Look, ReadLog
from tests.cases.attachments import samples

pytestmark = pytest.mark.django_db

TYPED = {"kind": "note", "text": "Se bilag", "happened_on": "25-11-2026"}


@pytest.fixture
def as_anna(client, anna):
    client.force_login(anna.user)
    return client


def send(client, case, *files, **typed):
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(f"/sager/{case.id}/journal/", TYPED | typed | {"files": sent})


def files_of(case) -> list[Attachment]:
    with acting_for(case.municipality_id):
        return list(Attachment.objects.filter(case=case))


def fetch(client, case, file, rest=""):
    return client.get(f"/sager/{case.id}/journal/filer/{getattr(file, 'id', file)}/{rest}")


def scan(case):
    for file in files_of(case):
        services.scan(case.municipality_id, file.id)


def test_a_file_waits_for_its_scan_and_can_be_fetched_afterwards(as_anna, case, django_capture_on_commit_callbacks):
    content = samples.pdf()
    assert send(as_anna, case, ("Lægebrev.pdf", content)).status_code == 302
    [file] = files_of(case)
    assert fetch(as_anna, case, file).status_code == 404
    assert "Venter på virusscanning" in as_anna.get(f"/sager/{case.id}/journal/").content.decode()

    scan(case)

    assert "Lægebrev.pdf" in as_anna.get(f"/sager/{case.id}/journal/").content.decode()
    answer = fetch(as_anna, case, file)
    assert answer.content == content
    assert answer["Content-Disposition"] == f'attachment; filename="{case.number}-{file.id.hex[:8]}.pdf"'
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


def test_fetching_a_file_is_a_read_of_the_citizen(as_anna, case):
    send(as_anna, case, ("a.pdf", samples.pdf()))
    scan(case)

    fetch(as_anna, case, files_of(case)[0])

    with acting_for(case.municipality_id):
        assert ReadLog.objects.filter(kind=Look.DOCUMENT, citizen_id=case.citizen_id).count() == 1


def test_what_lies_in_the_table_is_sealed(as_anna, case):
    send(as_anna, case, ("a.pdf", samples.pdf()))

    assert b"%PDF" not in bytes(files_of(case)[0].content)


def test_one_bad_file_saves_nothing_and_keeps_what_was_typed(as_anna, case):
    answer = send(as_anna, case, ("a.pdf", samples.pdf()), ("b.pdf", samples.picture()))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Filen er noget andet, end navnet siger. Den er ikke gemt." in page
    assert "Se bilag" in page
    assert files_of(case) == []
    with acting_for(case.municipality_id):
        assert not JournalEntry.objects.exists()


@pytest.mark.parametrize("name", ["010190-1234.pdf", "brev 0101901234.pdf"])
def test_a_number_like_a_cpr_number_in_a_name_is_refused_and_not_shown(as_anna, case, name):
    page = send(as_anna, case, (name, samples.pdf())).content.decode()

    assert "ti cifre" in page
    assert "1234" not in page


def test_a_file_with_the_test_virus_is_stopped_and_thrown_away(as_anna, case):
    send(as_anna, case, ("a.docx", samples.docx(text=scanning.EICAR.decode().replace("<", "&lt;"), stored=True)))

    scan(case)

    [file] = files_of(case)
    assert (file.state, file.content) == (Attachment.State.STOPPED, None)
    assert fetch(as_anna, case, file).status_code == 404
    assert "Stoppet: indeholder skadelig kode" in fetch(as_anna, case, file, "tilstand/").content.decode()


def test_who_sent_a_file_that_was_stopped_is_told_on_their_day_for_a_week(client, anna, dorte, bent, case):
    """And nobody else; nor the sender, where the case has become one that they may not know of."""
    told = f'En fil, du vedhæftede i sagen om <a href="/sager/{case.id}/">Selam Tekle</a> havde skadelig kode'
    sent = timezone.now()

    def days_of(*people):
        found = []
        for person in people:
            client.force_login(person.user)
            found.append(told in client.get("/min-dag/").content.decode())
        return found

    client.force_login(dorte.user)
    send(client, case, ("a.docx", samples.docx(text=scanning.EICAR.decode().replace("<", "&lt;"), stored=True)))
    assert days_of(dorte) == [False]
    scan(case)

    assert days_of(dorte, anna, bent) == [True, False, False]
    with acting_for(case.municipality_id):
        Case.objects.filter(id=case.id).update(is_protected=True, protected_on=sent.date())
        Attachment.objects.update(made_by=bent.membership)
    assert days_of(dorte, anna, bent) == [False, False, False]
    with acting_for(case.municipality_id):
        Case.objects.filter(id=case.id).update(second=bent.membership)
    assert days_of(bent) == [True]
    with time_machine.travel(sent + dt.timedelta(days=9)):
        assert days_of(bent) == [False]


def test_with_the_scanner_away_the_file_waits_and_says_so(as_anna, case, settings):
    settings.VIRUS_SCANNER = "clamd:///nowhere/clamd.sock"
    send(as_anna, case, ("a.pdf", samples.pdf()))

    scan(case)

    assert files_of(case)[0].state == Attachment.State.WAITING
    assert "Venter på virusscanning" in as_anna.get(f"/sager/{case.id}/journal/").content.decode()
    settings.VIRUS_SCANNER = "builtin"
    assert services.waiting(older_than=-services.timedelta(seconds=5)) != []
    scan(case)
    assert files_of(case)[0].state == Attachment.State.CLEAN


def test_what_the_broker_forgot_is_scanned_by_the_clock(as_anna, case, monkeypatch):
    send(as_anna, case, ("a.pdf", samples.pdf()))
    [file] = files_of(case)
    monkeypatch.setattr(services, "waiting", lambda: [(case.municipality_id, file.id)])

    scan_waiting_attachments()

    assert files_of(case)[0].state == Attachment.State.CLEAN


def test_a_file_is_found_only_under_its_own_case_and_municipality(client, as_anna, anna, carla, case, make_case):
    send(as_anna, case, ("a.pdf", samples.pdf()))
    scan(case)
    [file] = files_of(case)
    other = make_case(anna, first_name="Anden")

    wrong = [fetch(as_anna, other, file), fetch(as_anna, case, uuid.uuid4())]
    client.force_login(carla.user)
    wrong.append(fetch(client, case, file))

    assert {answer.status_code for answer in wrong} == {404}


def test_the_file_of_a_restricted_note_is_there_only_for_those_who_know_of_it(client, as_anna, kai, case):
    send(as_anna, case, ("a.pdf", samples.pdf()), is_restricted="on")
    scan(case)
    [file] = files_of(case)
    assert fetch(as_anna, case, file).status_code == 200
    with acting_for(case.municipality_id):
        assert ReadLog.objects.filter(kind=Look.NOTE).count() == 1

    client.force_login(kai.user)
    client.post(f"/sager/{case.id}/begrundelse/", {"reason": "standing_in"})
    assert fetch(client, case, file).status_code == 404
    assert fetch(client, case, file, "tilstand/").status_code == 404


def test_the_name_of_a_restricted_file_stands_on_no_closed_note(as_anna, case):
    send(as_anna, case, ("kanarie.pdf", samples.pdf()), is_restricted="on")

    assert "kanarie" not in as_anna.get(f"/sager/{case.id}/journal/").content.decode()


def test_a_case_has_room_for_100_mb_and_the_restricted_ones_their_own(anna, case, write, monkeypatch, in_aalborg):
    monkeypatch.setattr(services, "QUOTA", 10)
    entry, closed = write(anna, case, text="a"), write(anna, case, text="b", is_restricted=True)
    services.attach(anna.actor, entry=entry, files=[Checked("a.pdf", "pdf", b"x" * 9)])

    services.attach(anna.actor, entry=closed, files=[Checked("a.pdf", "pdf", b"x" * 9)])
    with pytest.raises(RuleBroken, match="quota_used"):
        services.attach(anna.actor, entry=entry, files=[Checked("a.pdf", "pdf", b"xx")])


def test_a_correction_brings_more_files_and_keeps_those_that_are_there(as_anna, case):
    send(as_anna, case, ("a.pdf", samples.pdf()))
    scan(case)
    [entry_id] = {file.entry_id for file in files_of(case)}
    page = f"/sager/{case.id}/journal/{entry_id}/ret/"
    typed = {"text": "Se begge bilag", "happened_on": "25-11-2026", "version": 1}

    refused = as_anna.post(page, typed | {"files": [SimpleUploadedFile("b.pdf", samples.picture())]})
    assert (refused.status_code, len(files_of(case))) == (422, 1)
    as_anna.post(page, typed | {"files": [SimpleUploadedFile("b.pdf", samples.pdf())]})

    assert [(file.name, file.state) for file in files_of(case)] == [("a.pdf", "clean"), ("b.pdf", "waiting")]
    assert {file.entry_id for file in files_of(case)} == {entry_id}
