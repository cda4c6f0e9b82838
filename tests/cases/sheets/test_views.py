"""A sheet in the browser, from the file to the receipt."""

import datetime as dt
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from cases import documents, hooks, models, tasks
from cases.models import SheetImport
from cases.sheets import columns, imports, reading
from igu.accounts.tenancy import acting_for
from igu.audit.models import ReadLog

pytestmark = pytest.mark.django_db
START = reverse("sheet_import")


@pytest.fixture(autouse=True)
def quiet(monkeypatch, time_machine):
    time_machine.move_to("2026-11-25 12:00+01:00")
    monkeypatch.setattr(hooks, "_of_agreements", {})


@pytest.fixture
def woken(monkeypatch):
    """The sheets that the worker was woken for."""
    called = []
    monkeypatch.setattr(tasks, "wake_for_sheet", lambda sheet: called.append(sheet.id))
    return called


@pytest.fixture
def send(client, anna):
    """Send a file in as Anna and follow to the page of its result."""
    client.force_login(anna.user)

    def make(content, name="igu-oversigt.csv"):
        return client.post(START, {"file": SimpleUploadedFile(name, content)}, follow=True)

    return make


def the_sheet(person):
    with acting_for(person.actor.municipality_id):
        return SheetImport.objects.get()


def text_of(answer):
    return " ".join(answer.content.decode().split())


def count_cases(person):
    with acting_for(person.actor.municipality_id):
        return models.Case.objects.count()


def test_a_good_sheet_goes_from_file_to_receipt(client, send, sheet, row, anna):
    page = send(sheet(row()))

    assert "Arket kan gemmes" in text_of(page)
    assert "Indlæs 1 række" in text_of(page)
    assert count_cases(anna) == 0
    receipt = client.post(reverse("sheet_save", args=[the_sheet(anna).id]), follow=True)
    assert "1 række er gemt" in text_of(receipt)
    assert count_cases(anna) == 1
    assert "igu-oversigt.csv" in text_of(client.get(START))


def test_errors_are_shown_by_row_and_cannot_be_saved(client, send, sheet, row, anna):
    page = text_of(send(sheet(row(cpr="1234567"), row(start="31-02-2026"))))

    assert "2 rækker skal rettes, før arket kan gemmes" in page
    assert "7 cifre, skjult" in page
    assert "31-02-2026" in page
    assert "1234567" not in page
    assert "sheet_save" not in page and "/gem/" not in page
    client.post(reverse("sheet_save", args=[the_sheet(anna).id]))
    assert count_cases(anna) == 0


def test_the_corrected_copy_can_be_fetched(client, send, sheet, row, anna):
    send(sheet(row(cpr="1234567"), row()))

    answer = client.get(reverse("sheet_corrected", args=[the_sheet(anna).id]))

    assert answer["Content-Disposition"] == 'attachment; filename="skal-rettes.csv"'
    cells = [row.cells[-1] for row in reading.read("a.csv", answer.content).rows]
    assert cells == ["cpr: CPR-nummeret har 7 cifre. Skriv alle 10 cifre, fx ddmmåå-løbenr.", ""]


def test_a_file_that_is_no_sheet_is_told_in_three_sentences(send, anna):
    page = text_of(send(b"%PDF-1.7", "referat.pdf"))

    assert "Filen er hverken .xlsx eller .csv." in page
    assert "Intet er gemt, og ingen sager er ændret." in page
    assert "gem den som almindelig .xlsx eller .csv" in page
    assert the_sheet(anna).state == "refused"


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "Filen er tom."), (b"x" * 10_000_001, "Filen fylder mere end 10 MB. Intet er indlæst.")],
)
def test_an_empty_or_too_large_file_is_refused_at_the_door(client, anna, content, words):
    client.force_login(anna.user)

    answer = client.post(START, {"file": SimpleUploadedFile("a.csv", content)})

    assert answer.status_code == 422
    assert words in text_of(answer)
    with acting_for(anna.actor.municipality_id):
        assert SheetImport.objects.count() == 0


def test_a_missing_file_is_told_at_the_field(client, anna):
    client.force_login(anna.user)

    answer = client.post(START, {})

    assert answer.status_code == 422
    assert "Vælg en fil" in text_of(answer)


def test_the_file_lies_sealed_and_is_emptied_when_it_is_saved(client, send, sheet, row, anna):
    send(sheet(row()))
    kept = the_sheet(anna)
    assert b"7403910001" not in bytes(kept.sealed) and b"Selam" not in bytes(kept.sealed)
    assert "740391" not in str(kept.result)
    assert imports.content_of(kept) == sheet(row())

    client.post(reverse("sheet_save", args=[kept.id]))

    saved = the_sheet(anna)
    assert (saved.sealed, saved.state, set(saved.result)) == (None, "saved", {"tallies"})


def test_what_changes_is_shown_before_it_is_saved(client, send, sheet, row, anna, make_case):
    make_case(anna, cpr="7403910001", first_name="Selam", last_name="Tekle")

    page = text_of(send(sheet(row(start="", cvr="", virksomhed="", p_nummer="", danskprøve="PD2", koordinator=""))))

    assert "Hvad der ændres" in page
    assert '<th scope="row" class="nw">danskprøve</th><td>–</td><td>PD2</td>' in page
    assert '<th scope="row" class="nw">koordinator</th><td>anna@igu.test</td><td>–</td>' in page


def test_twice_saved_is_saved_once(client, send, sheet, row, anna):
    send(sheet(row()))
    url = reverse("sheet_save", args=[the_sheet(anna).id])

    first, second = client.post(url, follow=True), client.post(url, follow=True)

    assert "1 række er gemt" in text_of(first) and "1 række er gemt" in text_of(second)
    assert count_cases(anna) == 1


def test_what_changed_since_it_was_shown_is_shown_again(client, send, sheet, row, anna, make_case):
    send(sheet(row()))
    make_case(anna, cpr="7403910001", first_name="Selam", last_name="Tekle")
    url = reverse("sheet_save", args=[the_sheet(anna).id])

    page = text_of(client.post(url, follow=True))

    assert "Sagerne er ændret, siden du kiggede" in page
    assert "Hvad der ændres" in page
    assert "1 række er gemt" in text_of(client.post(url, follow=True))
    assert count_cases(anna) == 1


def test_thrown_away_is_gone(client, send, sheet, row, anna):
    send(sheet(row()))

    page = client.post(reverse("sheet_throw_away", args=[the_sheet(anna).id]), follow=True)

    assert "Arket er smidt væk. Intet blev gemt." in text_of(page)
    assert (the_sheet(anna).sealed, the_sheet(anna).result.keys()) == (None, {"tallies"})
    assert client.get(reverse("sheet_corrected", args=[the_sheet(anna).id])).status_code == 404


def test_a_person_may_say_how_the_file_is_written(client, send, anna):
    send("cpr;fornavn;efternavn\n740391-0001;Ã…se;Tekle".encode())
    url = reverse("sheet_read_again", args=[the_sheet(anna).id])

    page = text_of(client.post(url, {"encoding": "cp1252", "separator": ";"}, follow=True))

    assert "Windows-1252" in page
    assert the_sheet(anna).choices == {"encoding": "cp1252", "separator": ";"}
    assert client.post(url, {"encoding": "nonsense"}).status_code == 302


@pytest.mark.parametrize("who", ["bent", "dorte", "carla", "erik", "lis"])
def test_a_sheet_is_its_senders_own(client, send, sheet, row, anna, who, request):
    send(sheet(row()))
    other = request.getfixturevalue(who)
    client.force_login(other.user)

    for name in ("sheet_result", "sheet_corrected"):
        assert client.get(reverse(name, args=[the_sheet(anna).id])).status_code == 404
    for name in ("sheet_save", "sheet_read_again", "sheet_throw_away"):
        assert client.post(reverse(name, args=[the_sheet(anna).id])).status_code == 404
    assert the_sheet(anna).state == "read"


@pytest.mark.parametrize(("who", "status"), [("anna", 200), ("dorte", 200), ("erik", 404), ("lis", 404)])
def test_coordinators_and_managers_read_sheets_in(client, who, status, request):
    client.force_login(request.getfixturevalue(who).user)

    assert client.get(START).status_code == status


def test_the_read_log_names_whom_the_sheet_showed(client, send, sheet, row, anna, make_case):
    case = make_case(anna, cpr="7403910001", first_name="Selam", last_name="Tekle")
    send(sheet(row()))

    with acting_for(anna.actor.municipality_id):
        rows = sorted(ReadLog.objects.filter(kind="import").values_list("route", "citizen_id", "membership_id"))
    # once as the sheet was read, once as its page told what would change
    assert rows == [(route, case.citizen_id, anna.membership.id) for route in ("sheet_import", "sheet_result")]


# --- long sheets -----------------------------------------------------------------------------------------


def worker(person):
    return documents.Worker(person.actor.municipality_id, person.membership.id)


def test_a_long_sheet_is_read_and_saved_by_the_worker(client, send, sheet, row, anna, woken, monkeypatch):
    monkeypatch.setattr(imports, "READ_AT_ONCE", 1)
    monkeypatch.setattr(imports, "SAVED_AT_ONCE", 0)

    page = send(sheet(row(), row(cpr="750391-0001")))
    assert "Arket bliver læst" in text_of(page)
    sheet_id = the_sheet(anna).id
    assert woken == [sheet_id]
    poll = client.get(reverse("sheet_result", args=[sheet_id]), headers={"HX-Request": "true"})
    assert 'id="sheet-progress"' in text_of(poll)

    imports.work_on(worker(anna), sheet_id, today=dt.date(2026, 11, 25))
    poll = client.get(reverse("sheet_result", args=[sheet_id]), headers={"HX-Request": "true"})
    assert poll["HX-Refresh"] == "true"
    assert "Indlæs 2 rækker" in text_of(client.get(reverse("sheet_result", args=[sheet_id])))

    assert "Arket bliver gemt" in text_of(client.post(reverse("sheet_save", args=[sheet_id]), follow=True))
    assert count_cases(anna) == 0
    imports.work_on(worker(anna), sheet_id, today=dt.date(2026, 11, 25))
    imports.work_on(worker(anna), sheet_id, today=dt.date(2026, 11, 25))
    assert "2 rækker er gemt" in text_of(client.get(reverse("sheet_result", args=[sheet_id])))
    assert count_cases(anna) == 2
    with acting_for(anna.actor.municipality_id):
        context = models.Citizen.pgh_event_model.objects.first().pgh_context
    assert context["membership"] == str(anna.membership.id)


def test_what_fails_in_the_worker_saves_nothing_and_can_be_tried_again(
    client, send, sheet, row, anna, woken, monkeypatch
):
    monkeypatch.setattr(imports, "SAVED_AT_ONCE", 0)
    send(sheet(row()))
    sheet_id = the_sheet(anna).id
    client.post(reverse("sheet_save", args=[sheet_id]))

    with monkeypatch.context() as broken:
        broken.setattr(imports.services, "save_sheet", lambda *args, **kwargs: 1 / 0)
        imports.work_on(worker(anna), sheet_id, today=dt.date(2026, 11, 25))

    page = text_of(client.get(reverse("sheet_result", args=[sheet_id])))
    assert "Noget gik galt hos os" in page
    assert "Intet er gemt, og ingen sager er ændret." in page
    assert count_cases(anna) == 0
    assert "Indlæs 1 række" in text_of(client.post(reverse("sheet_read_again", args=[sheet_id]), follow=True))


def test_what_the_broker_forgot_is_found_again(send, sheet, row, anna, woken, monkeypatch, time_machine):
    monkeypatch.setattr(imports, "READ_AT_ONCE", 0)
    send(sheet(row()))
    assert imports.waiting() == []
    time_machine.shift(dt.timedelta(minutes=2))

    tasks.work_on_waiting_sheets()

    assert the_sheet(anna).state == "read"


def test_a_sheet_that_nobody_saves_is_emptied_after_a_week(send, sheet, row, anna, client):
    send(sheet(row()))

    assert imports.empty_old(timezone.now() + dt.timedelta(days=6)) == 0
    assert imports.empty_old(timezone.now() + dt.timedelta(days=8)) == 1
    assert (the_sheet(anna).sealed, the_sheet(anna).state) == (None, "emptied")
    assert "Arket er smidt væk" in text_of(client.get(reverse("sheet_result", args=[the_sheet(anna).id])))


@pytest.mark.parametrize(("rows", "longer"), [(1_990, False), (2_010, True)])
def test_how_long_a_file_is_is_told_by_its_size(sheet, row, rows, longer):
    assert reading.is_longer("a.csv", sheet(*[row()] * rows), 2_000) is longer


def test_how_long_a_workbook_is_is_told_by_its_size(workbook_of, row):
    assert not reading.is_longer("a.xlsx", workbook_of(*[row()] * 100), 200)
    assert reading.is_longer("a.xlsx", workbook_of(*[row()] * 400), 200)
    assert not reading.is_longer("a.xlsx", b"PK\x03\x04", 1)


def test_the_empty_sheet_has_every_column(client, anna):
    client.force_login(anna.user)

    answer = client.get(reverse("sheet_empty"))

    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert answer["Content-Disposition"] == 'attachment; filename="tomt-ark.xlsx"'
    headings = columns.read_headings([cell.value for cell in book.active[1]])
    assert (headings.missing, headings.unused, headings.translated) == ([], [], [])


def test_a_path_is_no_part_of_a_file_name(send, anna):
    send(b"cpr", "..\\..\\evil/" + "x" * 300 + ".csv")

    assert the_sheet(anna).file_name == "x" * 100 + ".csv"


def test_a_cpr_number_is_no_part_of_a_file_name(send, anna):
    send(b"cpr", "Selam 010190-0001.csv")

    assert the_sheet(anna).file_name == "Selam **********.csv"
