"""The manager's figures against tables that were counted by hand."""

import datetime as dt
import json
from decimal import Decimal
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command

from cases.definitions.access import offer_for
from cases.models import Agreement, Case, Citizen, Handover
from cases.scales import services as scales
from employers.models import Employer
from followup.models import FollowUp
from igu.accounts.tenancy import acting_for
from reports import figures
from reports.figures import Period, Row

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 11, 25)
YEAR = Period(dt.date(2026, 1, 1), dt.date(2026, 12, 31), ON)


@pytest.fixture
def make(anna, aalborg):
    """A citizen with a case and, when a start is given, an agreement."""
    numbers = iter(range(1, 1000))

    def make_one(
        *, start_on=None, coordinator=anna, birth_on=dt.date(1990, 1, 1), public=False, agreement=(), **citizen
    ):
        here, number = {"municipality": aalborg}, next(numbers)
        person = Citizen.objects.create(**here, first_name="A", last_name=str(number), birth_on=birth_on, **citizen)
        case = Case.objects.create(
            **here,
            citizen=person,
            number=f"2026-{number:04}",
            opened_on=ON,
            stage="running" if start_on else "run_up",
            coordinator=coordinator.membership if coordinator else None,
            sort_name=str(number),
        )
        if start_on:
            firm, _ = Employer.objects.get_or_create(**here, cvr="99000007", defaults={"name": "Firma"})
            case.agreement = Agreement.objects.create(
                **here,
                case=case,
                citizen=person,
                employer=firm,
                start_on=start_on,
                end_on=start_on.replace(year=start_on.year + 2) - dt.timedelta(days=1),
                is_public=public,
                **dict(agreement),
            )
            case.save()
        return case

    return make_one


@pytest.fixture
def tenant(aalborg, anna, dorte):
    with acting_for(aalborg.id):
        yield


def test_the_seeds_own_table_of_age_and_sex_comes_out_again(tenant, make, dorte):
    """Aalborg 2020-21: 25 men and 33 women; 10, 12, 21, 15 in the bands up to 40."""
    ages = [20] * 10 + [27] * 12 + [32] * 21 + [37] * 15
    for number, age in enumerate(ages):
        make(
            start_on=dt.date(2026, 6, 1),
            birth_on=dt.date(2026 - age, 3, 1),
            sex="mand" if number < 25 else "kvinde",
            public=True,
            origin="Eritrea" if number % 2 else "Syrien",
        )

    rows = figures.demographics(dorte.actor, YEAR)

    assert [(row.value, row.count) for row in rows if row.group in ("sex", "age")] == [
        ("mand", 25),
        ("kvinde", 33),
        ("18–25", 10),
        ("25–30", 12),
        ("30–35", 21),
        ("35–40", 15),
        ("40–45", 0),
        ("45–50", 0),
    ]
    assert rows[0] == Row("total", "", 58, 58)
    assert Row("sector", "offentlig", 58, 58) in rows
    assert Row("origin", "Eritrea", 29, 58) in rows


@pytest.mark.parametrize(("age_days", "band"), [(0, "25–30"), (1, "18–25")])
def test_a_birthday_on_the_start_date_is_in_the_next_band(tenant, make, dorte, age_days, band):
    make(start_on=dt.date(2026, 6, 1), birth_on=dt.date(2001, 6, 1) + dt.timedelta(days=age_days))

    rows = figures.demographics(dorte.actor, YEAR)

    assert [row.value for row in rows if row.group == "age" and row.count] == [band]


def test_a_course_that_never_started_is_no_start(tenant, make, dorte):
    make(start_on=dt.date(2026, 6, 1), agreement={"ending": "never_started"})

    assert figures.demographics(dorte.actor, YEAR)[0].count == 0


def test_a_share_has_one_decimal_rounded_half_up():
    shares = [Row("", "", count, of).share for count, of in ((1, 3), (1, 8), (1, 16), (0, 0))]

    assert shares == [Decimal("33.3"), Decimal("12.5"), Decimal("6.3"), None]


def test_outcomes_have_each_their_own_denominator(tenant, make, dorte):
    ended = {"ended_on": dt.date(2026, 3, 31)}
    make(start_on=dt.date(2024, 4, 1), agreement=ended | {"ending": "completed", "outcome_6": "job"})
    make(start_on=dt.date(2024, 4, 1), agreement=ended | {"ending": "completed"})
    make(start_on=dt.date(2025, 4, 1), agreement=ended | {"ending": "positive_job", "outcome_6": "job"})
    make(start_on=dt.date(2025, 4, 1), agreement={"ended_on": dt.date(2025, 12, 31), "ending": "negative"})

    rows = figures.outcomes(dorte.actor, YEAR)

    assert Row("ending", "gennemført", 2, 3) in rows
    assert Row("ending", "positivt frafald job", 1, 3) in rows
    assert Row("ending", "negativt frafald", 0, 3) in rows
    assert Row("after 6 months", "job", 2, 2) in rows
    assert Row("after 6 months", "besvaret", 2, 3) in rows


def test_caseload_counts_open_cases_of_each_and_of_nobody(tenant, make, dorte):
    make(start_on=dt.date(2026, 6, 1))
    make()
    make(coordinator=None)
    Case.objects.filter(id=make().id).update(closed_on=ON)

    rows = figures.caseload(dorte.actor, YEAR)

    assert [row for row in rows if row.group == "cases"] == [
        Row("cases", "Anna", 2, 3),
        Row("cases", "uden koordinator", 1, 3),
    ]
    assert Row("running agreements", "Anna", 1, 1) in rows


def follow_up(case, key, due_on, **fields):
    if "done_on" in fields:
        fields |= {"done_at": dt.datetime.combine(fields["done_on"], dt.time(9), dt.UTC), "answer": "good"} | fields
    here = {"municipality_id": case.municipality_id, "case": case, "party": "employer", "kind": "contact"}
    return FollowUp.objects.create(**here, key=key, raw_on=due_on, due_on=due_on, what=key, **fields)


def test_on_time_counts_what_was_done_by_its_date(tenant, make, dorte):
    case, day = make(), dt.date(2026, 10, 1)
    follow_up(case, "call_employer", day, done_on=day)
    follow_up(case, "call_employer", day, done_on=day + dt.timedelta(days=1))
    follow_up(case, "call_employer", day)
    follow_up(case, "call_employer", ON + dt.timedelta(days=1))
    follow_up(case, "call_employer", day, may_waive=True)
    follow_up(case, "certificate", day, done_on=day - dt.timedelta(days=5))

    assert figures.ontime(dorte.actor, YEAR) == [
        Row("on time", "call_employer", 1, 3),
        Row("on time", "certificate", 1, 1),
    ]


def test_target_group_says_who_may_and_who_loses_it_when(tenant, make, dorte):
    here = {"basis": "7", "address_since": dt.date(2018, 1, 1)}
    make(**here)
    make(**here | {"birth_on": dt.date(1977, 3, 2)})
    make(**here | {"birth_on": dt.date(1970, 1, 1)})
    make(**here | {"basis": "9c"})
    make(**here, start_on=dt.date(2026, 6, 1))

    rows = figures.targetgroup(dorte.actor, YEAR)

    assert rows[:3] == [
        Row("decision", "eligible", 2, 4),
        Row("decision", "not_eligible", 1, 4),
        Row("decision", "manual", 1, 4),
    ]
    assert Row("last start", "2027-03 too_old", 1, 3) in rows


def test_the_command_prints_what_the_page_shows(aalborg, dorte, make):
    with acting_for(aalborg.id):
        make(start_on=dt.date(2026, 6, 1), sex="kvinde")
    options = ["--municipality", "0851", "--from", "2026-01-01", "--to", "31-12-2026"]
    as_csv, as_json = StringIO(), StringIO()

    call_command("report", "demographics", *options, stdout=as_csv)
    call_command("report", "demographics", *options, "--format", "json", stdout=as_json)

    assert as_csv.getvalue().splitlines()[:4] == [
        "group;value;count;share;of",
        "total;;1;100.0;1",
        "sex;mand;0;0.0;1",
        "sex;kvinde;1;100.0;1",
    ]
    assert json.loads(as_json.getvalue())[2] == {"group": "sex", "value": "kvinde", "count": 1, "share": 100.0, "of": 1}


@pytest.mark.parametrize(
    "options",
    [
        ["demographics", "--municipality", "9999", "--from", "2026-01-01", "--to", "2026-12-31"],
        ["demographics", "--municipality", "0851", "--from", "2026-12-31", "--to", "2026-01-01"],
        ["demographics", "--municipality", "0851", "--from", "never", "--to", "2026-01-01"],
        ["horoscope", "--municipality", "0851", "--from", "2026-01-01", "--to", "2026-12-31"],
    ],
)
def test_a_wrong_option_is_one_sentence_and_exit_code_2(aalborg, options):
    said = StringIO()

    with pytest.raises(SystemExit) as end:
        call_command("report", *options, stderr=said)

    assert end.value.code == 2
    assert len(said.getvalue().strip().splitlines()) <= 1


def test_progress_is_said_per_statement_with_its_numbers(anna, make, aalborg):
    with acting_for(aalborg.id):
        case, scale = make(), offer_for(aalborg.id, "scale", "five_statements")
        for day, step in ((dt.date(2026, 2, 2), "2"), (dt.date(2026, 5, 4), "4")):
            scales.measure(
                anna.actor,
                case=case,
                scale=scale,
                measured_on=day,
                respondent="citizen",
                answers={"energy": step},
                today=ON,
            )
        rows = figures.progress(anna.actor, YEAR)

    assert [row.cells for row in rows] == [("De fem udsagn", "Jeg har energi i hverdagen", 1, Decimal("100.0"), 1)]


def measured(person, case, key, answers, *, on=dt.date(2026, 2, 2), respondent="citizen"):
    scale = offer_for(case.municipality_id, "scale", key)
    said = {"measured_on": on, "respondent": respondent, "answers": answers}
    scales.measure(person.actor, case=case, scale=scale, today=ON, **said)


def test_the_ladder_says_how_many_stand_on_each_step(anna, make, aalborg):
    with acting_for(aalborg.id):
        first, second, third = make(), make(), make()
        for case, step in ((first, "2"), (second, "2"), (third, "1")):
            measured(anna, case, "progression_ladder", {"step": step}, respondent="municipality")
        measured(anna, third, "progression_ladder", {"step": "5"}, on=ON, respondent="municipality")
        rows = figures.standing(anna.actor, YEAR)

    assert {row.group for row in rows} == {"Progressionstrappen: Hvor på trappen står borgeren?"}
    assert [(row.value, row.count, row.of) for row in rows if row.count] == [
        ("Aktiv med støtte", 2, 3),
        ("Løntimer", 1, 3),
    ]


def test_each_voice_of_the_closing_evaluation_counts(anna, make, aalborg):
    with acting_for(aalborg.id):
        case = make()
        measured(anna, case, "closing_evaluation", {"again": "5"})
        measured(anna, case, "closing_evaluation", {"again": "3"}, respondent="employer")
        rows = figures.standing(anna.actor, YEAR)

    assert [(row.value, row.count, row.of) for row in rows if row.count] == [("Noget", 1, 2), ("Helt", 1, 2)]


def test_cases_are_counted_by_how_often_their_coordinator_changed(anna, bent, make, aalborg):
    with acting_for(aalborg.id):
        never, once, often = make(), make(), make()
        make(coordinator=None)
        for case, changes in ((never, 0), (once, 1), (often, 3)):
            took = [Handover(case=case, to_member=anna.membership)]  # the first one takes nothing over
            took += [Handover(case=case, from_member=anna.membership, to_member=bent.membership)] * changes
            took += [Handover(case=case, from_member=anna.membership, is_second=True)]
            for one in took:
                one.pk, one.municipality, one.handed_on = uuid4(), aalborg, ON
                one.save(force_insert=True)
        rows = [row for row in figures.course(anna.actor, YEAR) if row.group == "continuity"]

    assert [(row.value, row.count, row.of) for row in rows] == [
        ("ingen skift", 1, 3),
        ("ét skift", 1, 3),
        ("flere skift", 1, 3),
    ]


@pytest.mark.parametrize(
    ("days", "band"),
    [(0, 0), (14, 0), (15, 1), (30, 1), (31, 2), (90, 2), (91, 3), (None, 4)],
)
def test_the_days_to_the_first_firm_are_counted_in_bands(anna, make, aalborg, days, band):
    with acting_for(aalborg.id):
        case = make(start_on=None if days is None else ON + dt.timedelta(days=days))
        Case.objects.filter(id=case.id).update(opened_on=ON)
        rows = [row for row in figures.course(anna.actor, YEAR) if row.group == "first firm"]

    assert [row.count for row in rows] == [int(place == band) for place in range(5)]
