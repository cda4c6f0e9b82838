"""Measuring, as a browser meets it."""

import pytest
import time_machine
from django.urls import reverse

from cases.models import Measurement
from igu.accounts.tenancy import acting_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_read_is_logged")]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-11-25T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def as_anna(client, anna):
    client.force_login(anna.user)
    client.cookies["django_language"] = "en"
    return client


def new(case, key="five_statements"):
    return reverse("measurement_new", args=[case.id, key])


def typed_back(page) -> dict:
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items()}


def kept(case):
    with acting_for(case.municipality_id):
        return list(Measurement.objects.filter(case=case))


def test_five_statements_are_answered_and_stand_on_the_tab(as_anna, anna, make_case):
    case = make_case(anna)
    typed = typed_back(as_anna.get(new(case)))

    answer = as_anna.post(new(case), typed | {"answer_health": "2", "answer_energy": "5", "note": "Tired today"})

    assert answer.url == reverse("goal_panel", args=[case.id])
    made = kept(case)[0]
    assert (made.answers, made.respondent, made.note) == ({"health": "2", "energy": "5"}, "together", "Tired today")
    page = as_anna.get(answer.url).content.decode()
    assert "Tired today" in page
    assert page.count("not answered") == 3


def test_a_double_click_makes_one_measurement(as_anna, anna, make_case):
    case = make_case(anna)
    typed = typed_back(as_anna.get(new(case))) | {"answer_health": "2"}

    as_anna.post(new(case), typed)
    as_anna.post(new(case), typed)

    assert len(kept(case)) == 1


def test_numbers_dates_and_words_are_read_as_danes_write_them(as_anna, anna, make_case):
    as_anna.cookies["django_language"] = "da"
    case = make_case(anna)
    page = new(case, "danish_education")
    typed = typed_back(as_anna.get(page))

    as_anna.post(page, typed | {"answer_module": "3,5", "answer_pd2": "01-06-2026", "answer_track": "du2"})

    made = kept(case)[0]
    assert made.answers == {"module": "3.5", "pd2": "2026-06-01", "track": "du2"}
    again = typed_back(as_anna.get(reverse("measurement_edit", args=[case.id, made.id])))
    assert (str(again["answer_module"]), f"{again['answer_pd2']:%d-%m-%Y}") == ("3.5", "01-06-2026")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({}, "Nothing is answered yet."),
        ({"answer_health": "99"}, "99"),
        ({"answer_health": "2", "measured_on": "26-11-2026"}, "The date lies ahead."),
        ({"answer_health": "2", "measured_on": "32-13-2026"}, "not a date"),
        ({"answer_health": "2", "respondent": "employer"}, "employer"),
    ],
)
def test_what_cannot_be_is_answered_at_its_field_with_everything_kept(as_anna, anna, make_case, change, says):
    case = make_case(anna)
    typed = typed_back(as_anna.get(new(case)))

    answer = as_anna.post(new(case), typed | {"answer_belief": ""} | change)

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert kept(case) == []


def test_two_people_put_the_same_answer_right_and_the_second_sees_both(as_anna, anna, make_case):
    case = make_case(anna)
    typed = typed_back(as_anna.get(new(case)))
    as_anna.post(new(case), typed | {"answer_health": "2"})
    url = reverse("measurement_edit", args=[case.id, kept(case)[0].id])
    seen = typed_back(as_anna.get(url))
    as_anna.post(url, seen | {"answer_health": "4"})

    answer = as_anna.post(url, seen | {"answer_health": "5"})

    assert answer.status_code == 409
    differing = [(one.mine, one.theirs) for one in answer.context["differences"]]
    assert differing == [("Completely", "A lot")]
    assert kept(case)[0].answers == {"health": "4"}


def test_the_sheet_for_the_talk_has_a_circle_for_each_answer_and_the_last_ones_beside(as_anna, anna, make_case):
    case = make_case(anna)
    typed = typed_back(as_anna.get(new(case)))
    as_anna.post(new(case), typed | {"answer_health": "2"})

    page = as_anna.get(reverse("measurement_sheet", args=[case.id, "five_statements"])).content.decode()

    assert page.count("talk-box") == 25
    assert "The last time: A little" in page


def test_the_tab_costs_the_same_however_much_is_measured(as_anna, anna, make_case, django_assert_max_num_queries):
    case = make_case(anna)
    panel = reverse("goal_panel", args=[case.id])
    typed = typed_back(as_anna.get(new(case)))
    counts = set()
    for day in ("01-02-2026", "01-05-2026", "01-08-2026"):
        as_anna.post(new(case), typed | {"answer_health": "2", "measured_on": day})
        as_anna.get(panel)
        with django_assert_max_num_queries(14) as seen:
            as_anna.get(panel)
        counts.add(len(seen))
    assert len(counts) == 1


def test_a_scale_that_is_not_there_is_404(as_anna, anna, make_case):
    assert as_anna.get(new(make_case(anna), "nothing")).status_code == 404


def test_a_screening_on_the_ladder_leads_to_the_individual_plan(as_anna, anna, make_case):
    case = make_case(anna)
    page = new(case, "progression_ladder")
    typed = typed_back(as_anna.get(page))
    panel = as_anna.get(as_anna.post(page, typed | {"answer_step": "3"}).url).content.decode()

    plan = reverse("goal_new", args=[case.id, "individual_plan"])
    assert f'href="{plan}"' in panel
    assert "The next step of the ladder" in as_anna.get(plan).content.decode()
