"""The import as a script calls it: JSON, exit codes, nothing half saved."""

import json

import pytest
from django.core.management import call_command

from cases import models
from cases.sheets import reading
from igu.accounts.tenancy import acting_for
from igu.audit.models import ReadLog

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day(time_machine):
    time_machine.move_to("2026-11-25 12:00+01:00")


@pytest.fixture
def import_sheet(tmp_path, capsys):
    """Exit code and what was printed: `import_sheet(content, "--commit", "--json")`."""

    def run(content, *options, name="ark.csv", municipality="0851"):
        file = tmp_path / name
        file.write_bytes(content)
        code = 0
        try:
            call_command("import_sheet", str(file), "--municipality", municipality, *options)
        except SystemExit as stop:
            code = stop.code
        said = capsys.readouterr()
        return code, json.loads(said.out) if "--json" in options and code != 2 else said.out + said.err

    return run


def cases_of(municipality):
    with acting_for(municipality.id):
        return models.Case.objects.count()


def test_without_commit_nothing_is_saved(import_sheet, sheet, row, aalborg):
    code, told = import_sheet(sheet(row()), "--json")

    assert code == 0
    assert told == {"rows": 1, "new": 1, "changed": 0, "same": 0, "errors": [], "committed": False}
    assert cases_of(aalborg) == 0


def test_with_commit_all_is_saved_and_the_second_time_is_the_same(import_sheet, sheet, row, aalborg):
    assert import_sheet(sheet(row()), "--commit", "--json")[1]["committed"] is True
    code, told = import_sheet(sheet(row()), "--commit", "--json")

    assert (code, told) == (0, {"rows": 1, "new": 0, "changed": 0, "same": 1, "errors": [], "committed": True})
    assert cases_of(aalborg) == 1


def test_errors_are_told_in_danish_with_row_column_and_remedy(import_sheet, sheet, row, aalborg):
    code, told = import_sheet(sheet(row(), row(cpr="1234567", cvr="12345678")), "--commit", "--json")

    assert (code, told["committed"], told["rows"], told["new"], told["same"]) == (1, False, 2, 1, 0)
    assert told["errors"] == [
        {"row": 3, "column": "cpr", "message": "CPR-nummeret har 7 cifre. Skriv alle 10 cifre, fx ddmmåå-løbenr."},
        {
            "row": 3,
            "column": "cvr",
            "message": "Kontrolcifferet passer ikke. Slå CVR-nummeret op på virk.dk, og ret det.",
        },
    ]
    assert cases_of(aalborg) == 0


def test_a_file_that_is_no_sheet_is_one_error(import_sheet):
    code, told = import_sheet(b"%PDF-1.7", "--json", name="ark.pdf")

    assert (code, told["rows"], told["committed"]) == (1, 0, False)
    assert [error["row"] for error in told["errors"]] == [0]


def test_people_are_told_in_words(import_sheet, sheet, row):
    assert import_sheet(sheet(row()))[1].startswith("Arket kan gemmes. Intet er gemt endnu: tilføj --commit.\n")
    assert "Arket er gemt." in import_sheet(sheet(row(cpr="010190-1234")), "--commit")[1]
    code, said = import_sheet(sheet(row(cpr="1234567")))
    assert code == 1
    assert "1 ting skal rettes" in said
    assert "Række 2, cpr (7 cifre, skjult): CPR-nummeret har 7 cifre." in said


@pytest.mark.parametrize("options", [["--json"], []])
def test_no_cpr_number_is_ever_printed(import_sheet, sheet, row, options):
    rows = [
        row(cpr="1234567"),
        row(cpr="0101901234"),
        row(slut="0101901234"),
        row(),
        row(),
        row(koordinator="0101901234"),
    ]

    _, said = import_sheet(sheet(*rows), *options)

    assert not any(number in str(said) for number in ("1234567", "0101901234", "7403910001", "740391-0001"))


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"municipality": "9999"}, "Ingen kommune har koden »9999«"),
        ({"municipality": "Aalborg"}, "Ingen kommune har koden »Aalborg«"),
    ],
)
def test_a_wrong_option_is_one_sentence_and_exit_code_2(import_sheet, sheet, row, options, sentence):
    code, said = import_sheet(sheet(row()), **options)

    assert code == 2
    assert said.strip().startswith(sentence)
    assert len(said.strip().splitlines()) == 1


@pytest.mark.parametrize("words", [["nowhere.csv", "--municipality", "0851"], ["a.csv"], [], ["a", "--wrong"]])
def test_a_wrong_call_is_one_sentence_and_exit_code_2(words, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as stop:
        call_command("import_sheet", *words)

    assert stop.value.code == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_the_copy_says_what_must_be_corrected_and_can_be_sent_in_again(import_sheet, sheet, row, tmp_path):
    copy = tmp_path / "rettes.csv"
    import_sheet(sheet(row(fornavn="=1+1"), row(cpr="1234567", efternavn="+45 10203040")), "--corrected", str(copy))

    read = reading.read("rettes.csv", copy.read_bytes())
    assert read.heading_row.cells[-1] == "Hvad skal rettes"
    assert [row.cells[-1] for row in read.rows] == [
        "",
        "cpr: CPR-nummeret har 7 cifre. Skriv alle 10 cifre, fx ddmmåå-løbenr.",
    ]
    assert b";'=1+1;" in copy.read_bytes()  # nothing in it is a formula
    assert [row.cells[1:3] for row in read.rows] == [("=1+1", "Tekle"), ("Selam", "+45 10203040")]
    _, again = import_sheet(copy.read_bytes(), "--corrected", str(copy), "--json")
    assert [error["row"] for error in again["errors"]] == [3]
    assert reading.read("rettes.csv", copy.read_bytes()).heading_row.cells.count("Hvad skal rettes") == 1


def test_the_copy_of_a_workbook_is_a_workbook_with_rows_in_their_places(import_sheet, workbook, tmp_path):
    copy = tmp_path / "rettes.xlsx"
    content = workbook(
        ["IGU 2026"], [], ["cpr", "fornavn", "efternavn"], [], ["1", "=1+1", "b"], ["7403910001", "c", "d"]
    )
    code, told = import_sheet(content, "--json", "--corrected", str(copy), name="ark.xlsx")

    read = reading.read("rettes.xlsx", copy.read_bytes())
    assert (code, [error["row"] for error in told["errors"]]) == (1, [5, 5])
    assert [(row.number, row.cells[0], row.formulas) for row in read.rows] == [
        (5, "1", frozenset()),
        (6, "7403910001", frozenset()),
    ]
    assert read.rows[0].cells[3].startswith("cpr: CPR-nummeret har 1 cifre.")


def test_the_command_line_stands_in_history_and_read_log(import_sheet, sheet, row, aalborg):
    import_sheet(sheet(row()), "--commit")

    with acting_for(aalborg.id):
        event = models.Citizen.pgh_event_model.objects.get()
        log = ReadLog.objects.get()
    assert event.pgh_context == {"command": "import_sheet", "sheet": "import_sheet"}
    assert (log.membership_id, log.kind, log.route) == (None, "import", "import_sheet")
