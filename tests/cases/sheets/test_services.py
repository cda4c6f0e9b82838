"""All of a sheet or none of it, in a fixed number of statements."""

import datetime as dt

import pghistory
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import hooks, identity, models, stages
from cases.sheets import services, writing
from employers.models import Employer, Workplace
from igu.accounts.tenancy import acting_for
from igu.audit.models import ReadLog

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 25)
TABLES = (
    models.Citizen,
    models.Identity,
    models.NameToken,
    models.Case,
    models.Agreement,
    models.CaseCounter,
    Employer,
    Workplace,
)


@pytest.fixture(autouse=True)
def in_aalborg(aalborg):
    with acting_for(aalborg.id):
        yield


@pytest.fixture
def told(monkeypatch):
    """What upper apps hear about agreements."""
    heard = []
    monkeypatch.setattr(hooks, "_of_agreements", {"test": lambda actor, agreements, today: heard.append(agreements)})
    return heard


@pytest.fixture
def save(anna, told):
    def make(content, name="ark.csv"):
        checked, is_saved = services.save_sheet(anna.actor, name, content, route="sheet_import", today=TODAY)
        assert is_saved == (not checked.errors)
        return checked

    return make


@pytest.fixture
def many(row):
    """Rows of so many citizens, each with a course."""

    def make(count):
        return [
            row(cpr=f"{61 + n % 28:02}{1 + n % 12:02}{70 + n % 30}{n:04}", fornavn=f"Nr {n}", **{"p-nummer": ""})
            for n in range(count)
        ]

    return make


def everything():
    """All rows of all tables that a sheet writes."""
    return {
        model.__name__: sorted(
            tuple(str(bytes(value) if isinstance(value, memoryview) else value) for value in row)
            for row in model.objects.values_list(*(f.attname for f in model._meta.local_fields if f.name != "sealed"))
        )
        for model in TABLES
    }


def test_a_sheet_makes_citizen_identity_tokens_case_firm_and_agreement(save, sheet, row, anna, told):
    checked = save(sheet(row(koordinator="anna@igu.test")))

    case = models.Case.objects.select_related("citizen", "agreement__workplace__employer").get()
    citizen, agreement = case.citizen, case.agreement
    assert [checked.tallies[key] for key in ("rows", "new", "new_with_agreement", "changed", "same")] == [1, 1, 1, 0, 0]
    assert (str(citizen), citizen.birth_on, citizen.basis, citizen.origin) == (
        "Selam Tekle",
        dt.date(1991, 3, 14),
        "7",
        "Eritrea",
    )
    assert identity.digits_of(citizen.identities.get()) == "7403910001"
    assert sorted(citizen.name_tokens.values_list("token", flat=True)) == ["selam", "tekle"]
    assert (case.number, case.coordinator_id, case.stage, case.opened_on, case.sort_name) == (
        "2026-0001",
        anna.membership.id,
        "running",
        dt.date(2026, 3, 2),
        "selam tekle",
    )
    assert (agreement.start_on, agreement.end_on, agreement.is_public) == (
        dt.date(2026, 3, 2),
        dt.date(2028, 3, 1),
        False,
    )
    firm = agreement.workplace.employer
    assert (firm.cvr, firm.name, firm.industry, firm.is_public) == (
        "36977191",
        "Klintholm Rengøring ApS",
        "rengøring",
        False,
    )
    assert told == [[agreement]]


@pytest.mark.parametrize(
    ("cells", "stage"),
    [
        ({"start": "", "cvr": "", "virksomhed": "", "p_nummer": ""}, "run_up"),
        ({"start": "01-12-2026"}, "before_start"),
        ({"start": "02-03-2026"}, "running"),
        ({"start": "01-01-2025"}, "final"),
        ({"start": "01-01-2024"}, "final"),
        ({"start": "01-01-2024", "afslutning": "gennemført", "efter_6_mdr": "job"}, "aftercare"),
        ({"start": "01-01-2024", "afslutning": "flyttet", "faktisk_slut": "01-05-2025"}, "closed"),
        ({"start": "01-01-2026", "afslutning": "aldrig startet"}, "run_up"),
    ],
)
def test_the_stage_follows_the_dates(save, sheet, row, cells, stage):
    save(sheet(row(**cells)))

    assert models.Case.objects.get().stage == stage


def test_the_same_sheet_twice_changes_nothing_the_second_time(save, sheet, many, told):
    save(sheet(*many(30)))
    before, events = everything(), models.Case.pgh_event_model.objects.count()

    checked = save(sheet(*many(30)))

    assert (checked.tallies["new"], checked.tallies["changed"], checked.tallies["same"]) == (0, 0, 30)
    assert everything() == before
    assert models.Case.pgh_event_model.objects.count() == events
    assert len(told) == 1


def test_one_bad_row_saves_nothing(save, sheet, many, row):
    before = everything()

    checked = save(sheet(*many(20), row(cpr="1")))

    assert [(error.row, error.code) for error in checked.errors] == [(22, "cpr_length")]
    assert everything() == before


def test_what_breaks_while_writing_saves_nothing(save, sheet, many, monkeypatch):
    before = everything()
    monkeypatch.setattr(writing, "_reopen", lambda plan: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        save(sheet(*many(5)))

    assert everything() == before


def test_what_the_database_refuses_is_a_finding_and_nothing_is_saved(save, sheet, row, monkeypatch, anna):
    monkeypatch.setattr(writing, "_case", lambda *args: {"id": None})
    before = everything()

    checked = save(sheet(row()))

    assert [error.code for error in checked.errors] == ["changed_meanwhile"]
    assert everything() == before


def test_case_numbers_follow_the_order_of_the_sheet(save, sheet, many):
    save(sheet(*many(3)))
    save(sheet(*many(5)))

    numbers = models.Case.objects.order_by("number").values_list("number", "citizen__first_name")
    assert list(numbers) == [(f"2026-000{n}", f"Nr {n - 1}") for n in range(1, 6)]


def test_a_change_is_written_where_it_belongs(save, sheet, row, told):
    save(sheet(row()))
    case_id = models.Case.objects.get().id

    checked = save(
        sheet(
            row(
                efternavn="Haile",
                koordinator="anna@igu.test",
                virksomhed="Nordkajens Køkken",
                cvr="55133018",
                p_nummer="",
                faktisk_slut="01-09-2026",
                afslutning="positivt frafald job",
            )
        )
    )

    case = models.Case.objects.select_related("citizen", "agreement__employer", "coordinator__user").get()
    assert checked.tallies["changed"] == 1
    assert (case.id, str(case.citizen), case.sort_name, case.stage) == (
        case_id,
        "Selam Haile",
        "selam haile",
        "aftercare",
    )
    assert sorted(case.citizen.name_tokens.values_list("token", flat=True)) == ["haile", "selam"]
    assert case.coordinator.user.email == "anna@igu.test"
    assert (case.agreement.employer.name, case.agreement.workplace_id) == ("Nordkajens Køkken", None)
    assert (case.agreement.ended_on, case.agreement.ending) == (dt.date(2026, 9, 1), "positive_job")
    assert len(told) == 2
    assert (case.citizen.version, case.agreement.version) == (2, 2)


def test_a_closed_case_opens_with_a_new_course(save, sheet, row):
    moved = row(start="01-01-2024", afslutning="flyttet", faktisk_slut="01-05-2025")
    save(sheet(moved))
    case = models.Case.objects.get()
    assert (case.stage, case.closed_why) == ("closed", "moved")

    save(sheet(moved, row()))

    case = models.Case.objects.get()
    assert (case.stage, case.closed_on, case.closed_why) == ("running", None, "")
    assert case.agreement.start_on == dt.date(2026, 3, 2)


def test_a_case_opened_by_hand_is_recognised_by_its_cpr_number(save, sheet, row, anna, make_case):
    make_case(anna, cpr="7403910001", first_name="Selam", last_name="Tekle")

    assert save(sheet(row())).tallies["new"] == 1
    assert models.Citizen.objects.count() == 1


def test_another_municipality_knows_nothing_of_it(save, sheet, row, carla, odense):
    save(sheet(row()))

    with acting_for(odense.id):
        checked, _ = services.save_sheet(carla.actor, "ark.csv", sheet(row()), route="x", today=TODAY)
        assert checked.tallies["new"] == 1
        assert models.Case.objects.count() == 1


def test_the_history_tells_who_and_by_what(save, sheet, row):
    with pghistory.context(user="anna"):
        save(sheet(row()))

    assert models.Citizen.pgh_event_model.objects.get().pgh_context == {"user": "anna", "sheet": "sheet_import"}


def test_everybody_in_the_sheet_is_in_the_read_log_once(save, sheet, many, anna):
    save(sheet(*many(10)))
    save(sheet(*many(10)))
    services.try_out(anna.actor, "ark.csv", sheet(*many(12)), route="sheet_import", today=TODAY)

    citizens = set(models.Citizen.objects.values_list("id", flat=True))
    for kind, citizen_ids in (("import", citizens),):
        rows = list(ReadLog.objects.values_list("kind", "citizen_id", "membership_id", "route"))
        assert {row[1] for row in rows} == citizen_ids
        assert {(row[0], row[2], row[3]) for row in rows} == {(kind, anna.membership.id, "sheet_import")}
        assert len(rows) == 30


def test_what_was_not_shown_is_not_saved(save, sheet, many, anna):
    shown = services.try_out(anna.actor, "ark.csv", sheet(*many(3)), route="x", today=TODAY).tallies
    save(sheet(*many(1)))

    checked, is_saved = services.save_sheet(
        anna.actor, "ark.csv", sheet(*many(3)), route="x", today=TODAY, as_shown=shown
    )

    assert (is_saved, checked.tallies["new"], models.Case.objects.count()) == (False, 2, 1)


def test_a_trial_saves_nothing(sheet, many, anna):
    before = everything()

    checked = services.try_out(anna.actor, "ark.csv", sheet(*many(10)), route="x", today=TODAY)

    assert (checked.tallies["new"], everything()) == (10, before)


@pytest.mark.parametrize("count", [1, 50, 1_000])
def test_the_number_of_statements_does_not_depend_on_the_sheet(save, sheet, many, count):
    content = sheet(*many(count))

    with CaptureQueriesContext(
        connection,
    ) as first:
        save(content)
    with CaptureQueriesContext(connection) as second:
        save(content)

    print(f"import: {count} rows in {len(first)} statements, the same again in {len(second)}")
    assert (len(first), len(second)) == (18, 11)


def test_stages_move_in_time_where_the_database_joins_by_trying_each_row_with_each(save, sheet, many, aalborg):
    """As it does where it last looked at the tables while they were empty: a thousand rows took three minutes."""
    count = 60
    save(sheet(*many(count)))
    values = {"municipality": aalborg.id, "today": dt.date(2029, 1, 1), "never": models.NEVER, "batch": count}
    statement = stages.FOLLOW.format(these="TRUE", of_these="TRUE")
    with connection.cursor() as cursor:
        for way in ("hashjoin", "mergejoin", "indexscan", "bitmapscan", "material", "memoize"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", values)
        plan = cursor.fetchone()[0][0]["Plan"]

    assert rows_tried(plan) <= 5 * count**2


def rows_tried(node) -> float:
    """Rows that this plan has read, at all its places."""
    own = node["Actual Rows"] + node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Join Filter", 0)
    return own * node["Actual Loops"] + sum(rows_tried(part) for part in node.get("Plans", []))


def test_a_workbook_is_saved_like_text(save, workbook_of, row, sheet):
    cells = row(start=dt.date(2026, 3, 2), cpr=7403910001, cvr=36977191, **{"første adressedato": dt.date(2019, 8, 1)})
    save(workbook_of(cells), "ark.xlsx")

    assert save(sheet(row())).tallies["same"] == 1
