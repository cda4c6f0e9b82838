"""Rows together and beside what is there: pure, nothing is saved."""

import datetime as dt
import uuid

import pytest

from cases.sheets import comparing, parsing, reading
from cases.sheets.known import Course, Firm, Known, Person

TODAY = dt.date(2026, 11, 25)
START = dt.date(2026, 3, 2)
ANNA = uuid.uuid4()


@pytest.fixture
def compare(sheet):
    """Plan and (row, column, code) of what was found: `compare(row(), row(), known=…)`."""

    def make(*rows, known=None, **kwargs):
        lines, findings = parsing.parse(reading.read("ark.csv", sheet(*rows, **kwargs)), TODAY)
        plan, more = comparing.compare(lines, known or Known(), TODAY)
        return plan, [(found.row, found.column, found.code) for found in findings + more]

    return make


def selam(**courses):
    facts = {
        "first_name": "Selam",
        "last_name": "Tekle",
        "sex": "mand",
        "birth_on": dt.date(1991, 3, 14),
        "basis": "7",
        "family_to": "",
        "address_since": dt.date(2019, 8, 1),
        "origin": "Eritrea",
        "danish_education": "",
        "danish_test": "",
    }
    return Person(uuid.uuid4(), uuid.uuid4(), "2026-0147", False, None, facts, courses.get("courses", {}))


def course(start_on=START, end_on=dt.date(2028, 3, 1), **facts):
    blank = {"ended_on": None, "ending": "", "outcome_6": "", "outcome_12": "", "is_public": False}
    return {start_on: Course(uuid.uuid4(), {"end_on": end_on} | blank | facts, "36977191", "1003388394")}


def known_selam(**kwargs):
    return Known(
        people={"7403910001": selam(courses=course(**kwargs))},
        coordinators={"anna@demo.test": ANNA},
        firms={"36977191": Firm(uuid.uuid4(), "Klintholm Rengøring ApS")},
        workplaces={"1003388394": (uuid.uuid4(), "36977191")},
    )


def test_a_new_row_makes_citizen_course_firm_and_workplace(compare, row):
    plan, findings = compare(row())

    (person,) = plan.people
    (new,) = person.courses
    assert findings == []
    assert (person.known, person.cpr.digits, person.facts["basis"]) == (None, "7403910001", "7")
    assert (new.start_on, new.facts["end_on"], new.facts["ending"]) == (START, dt.date(2028, 3, 1), "")
    assert plan.firms["36977191"].name == "Klintholm Rengøring ApS"
    assert plan.workplaces == {"1003388394": "36977191"}
    assert (plan.new_rows, plan.new_rows_with_course, plan.changed_rows) == ({2}, {2}, set())


def test_what_is_there_already_is_the_same(compare, row):
    plan, findings = compare(row(), known=known_selam())

    assert (plan.new_rows, plan.changed_rows, plan.changes, findings) == (set(), set(), [], [])
    assert (plan.firms, plan.workplaces) == ({}, {})


def test_what_differs_is_a_change_and_is_told(compare, row):
    plan, _ = compare(
        row(danskprøve="PD2", koordinator="ANNA@demo.test", slut="01-05-2028", efternavn="Tekle Haile"),
        known=known_selam(),
    )

    assert plan.changed_rows == {2}
    assert {(change.case_number, change.column, change.after) for change in plan.changes} == {
        ("2026-0147", "last_name", "Tekle Haile"),
        ("2026-0147", "danish_test", "PD2"),
        ("2026-0147", "coordinator", ANNA),
        ("2026-0147", "end_on", dt.date(2028, 5, 1)),
    }


def test_a_column_that_is_missing_leaves_the_field_as_it_is(compare, row):
    known = known_selam(end_on=dt.date(2028, 9, 1), outcome_6="job")

    plan, _ = compare(row(), known=known, headings=["cpr", "fornavn", "efternavn", "start"])

    assert plan.changed_rows == set()


def test_an_empty_cell_empties_the_field(compare, row):
    plan, _ = compare(row(oprindelsesland=""), known=known_selam(outcome_6="job", ending="", ended_on=None))

    assert {(change.column, change.after) for change in plan.changes} == {("origin", ""), ("outcome_6", "")}


@pytest.mark.parametrize(
    ("cells", "findings"),
    [
        ({"cvr": "", "virksomhed": "", "p_nummer": ""}, [(2, "cvr", "start_without_firm")]),
        ({"cvr": ""}, [(2, "cvr", "cvr_missing")]),
        ({"cvr": "", "virksomhed": ""}, [(2, "cvr", "cvr_missing")]),
        ({"start": ""}, [(2, "start_on", "firm_without_start")]),
        ({"start": "", "cvr": "", "virksomhed": "", "p_nummer": ""}, []),
    ],
)
def test_a_row_without_firm_or_start_is_a_citizen_without_an_agreement(compare, row, cells, findings):
    plan, found = compare(row(**cells))

    assert (plan.people[0].courses, found) == ([], findings)
    assert (plan.new_rows, plan.new_rows_with_course) == ({2}, set())


@pytest.mark.parametrize(
    ("cells", "ended_on", "findings"),
    [
        ({"afslutning": "gennemført", "start": "02-03-2024"}, dt.date(2026, 3, 1), []),
        ({"afslutning": "gennemført", "faktisk_slut": "15-04-2026"}, dt.date(2026, 4, 15), []),
        ({"afslutning": "negativt frafald", "slut": "15-04-2026"}, dt.date(2026, 4, 15), ["ended_by_plan"]),
        ({"afslutning": "negativt frafald"}, dt.date(2028, 3, 1), ["ended_missing"]),
        ({"afslutning": "flyttet", "faktisk_slut": "01-03-2026"}, dt.date(2026, 3, 1), ["ended_before_start"]),
        ({"afslutning": "aldrig startet"}, None, []),
        ({"afslutning": "aldrig startet", "faktisk_slut": "01-02-2026"}, dt.date(2026, 2, 1), []),
        ({"faktisk_slut": "15-04-2026"}, None, ["ended_unused"]),
        ({"start": "02-03-2024"}, None, ["still_running"]),
        ({"slut": "01-03-2026"}, None, ["end_before_start", "still_running"]),
    ],
)
def test_end_and_ending_must_agree(compare, row, cells, ended_on, findings):
    plan, found = compare(row(**cells))

    assert plan.people[0].courses[0].facts["ended_on"] == ended_on
    assert [code for _, _, code in found] == findings


def test_a_start_outside_the_scheme_is_refused(compare, row):
    assert (2, "start_on", "outside_scheme") in compare(row(start="30-06-2016"))[1]
    assert compare(row(start="01-01-2028"))[1] == [(2, "start_on", "outside_scheme")]


@pytest.mark.parametrize(
    ("second", "findings"),
    [
        ({}, [(3, "start_on", "same_course")]),
        ({"start": "01-05-2026"}, [(3, "start_on", "overlaps_row")]),
        ({"start": "01-05-2026", "slut": "02-05-2027"}, [(3, "start_on", "overlaps_row")]),
        ({"start": "01-09-2025", "slut": "01-03-2026", "afslutning": "gennemført"}, []),
        ({"start": "01-09-2025", "slut": "02-03-2026", "afslutning": "gennemført"}, [(3, "start_on", "overlaps_row")]),
        ({"start": "01-09-2026", "afslutning": "aldrig startet"}, []),
        ({"start": "", "cvr": "", "virksomhed": "", "p_nummer": ""}, []),
    ],
)
def test_courses_of_one_citizen_must_not_overlap(compare, row, second, findings):
    _, found = compare(row(), row(**second))

    assert found == findings


def test_the_long_course_overlaps_every_later_one(compare, row):
    _, found = compare(
        row(),
        row(start="01-05-2026", slut="01-06-2026", afslutning="gennemført"),
        row(start="01-08-2026", slut="01-09-2026", afslutning="gennemført"),
    )

    assert found == [(3, "start_on", "overlaps_row"), (4, "start_on", "overlaps_row")]


def test_a_course_must_not_overlap_one_of_the_case(compare, row):
    known = known_selam(start_on=dt.date(2025, 9, 1), end_on=dt.date(2027, 8, 31))

    assert compare(row(), known=known)[1] == [(2, "start_on", "overlaps_case")]


def test_a_course_may_follow_one_of_the_case_that_the_sheet_ends(compare, row):
    known = known_selam(start_on=dt.date(2025, 9, 1), end_on=dt.date(2027, 8, 31))
    ended = row(start="01-09-2025", slut="31-08-2027", faktisk_slut="01-03-2026", afslutning="positivt frafald job")

    assert compare(row(), ended, known=known)[1] == []


def test_a_citizen_stands_once_without_a_start(compare, row):
    alone = {"start": "", "cvr": "", "virksomhed": "", "p_nummer": ""}

    assert compare(row(**alone), row(**alone))[1] == [(3, "cpr", "same_citizen")]


def test_a_row_whose_start_cannot_be_read_is_no_twin(compare, row):
    assert compare(row(start="x"), row(start="y"))[1] == [
        (2, "start_on", "date_unreadable"),
        (3, "start_on", "date_unreadable"),
    ]


def test_the_row_with_the_latest_start_speaks_for_the_citizen(compare, row):
    plan, found = compare(
        row(start="02-03-2024", afslutning="gennemført", danskprøve="PD1"), row(danskprøve="PD2", start="02-03-2026")
    )

    assert plan.people[0].facts["danish_test"] == "PD2"
    assert found == [(2, "danish_test", "rows_differ")]


def test_an_unknown_coordinator_is_an_error_and_an_empty_one_is_nobody(compare, row):
    assert compare(row(koordinator="anna@demo.tst"))[1] == [(2, "coordinator", "coordinator_unknown")]
    assert compare(row())[0].people[0].coordinator_id is None


def test_a_p_number_belongs_to_one_firm(compare, row):
    other = row(cpr="750391-0001", cvr="55133018", virksomhed="Andre")

    assert compare(row(), other)[1] == [(3, "p_number", "p_number_elsewhere")]
    assert compare(other, known=known_selam())[1] == [(2, "p_number", "p_number_elsewhere")]


def test_the_name_of_a_firm_is_settled_once(compare, row):
    other = row(cpr="750391-0001", virksomhed="Klintholm")
    third = row(cpr="760391-0001", virksomhed="KLINTHOLM")

    assert compare(row(), other, third)[1] == [(3, "firm", "firm_name_first")]
    assert compare(other, third, known=known_selam())[1] == [(2, "firm", "firm_name_kept")]
    assert compare(row(virksomhed=""))[0].firms["36977191"].name == "CVR 36977191"


def test_family_to_goes_with_the_basis(compare, row):
    known = known_selam()
    known.people["7403910001"].facts["basis"] = "family"
    known.people["7403910001"].facts["family_to"] = "refugee"

    plan, _ = compare(row(), known=known, headings=["cpr", "fornavn", "efternavn", "opholdsgrundlag", "start"])

    assert (plan.people[0].facts["basis"], plan.people[0].facts["family_to"]) == ("7", "")


def test_two_numbers_of_one_citizen_are_one_citizen(compare, row):
    person = selam()
    known = Known(people={"7403910001": person, "7503910001": person}, firms=known_selam().firms)
    second = row(
        cpr="750391-0001", start="01-01-2026", slut="01-03-2026", afslutning="gennemført", fødselsdato="14-03-1991"
    )

    plan, _ = compare(row(), second, known=known)

    assert len(plan.people) == 1
    assert len(plan.people[0].courses) == 2
