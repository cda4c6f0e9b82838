"""Checklists, as a browser meets them."""

import pytest
import time_machine
from django.urls import reverse

from cases.models import Tick
from igu.accounts.tenancy import acting_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_read_is_logged")]

TODAY = {"ticked_on": "25-11-2026"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-11-25T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def as_anna(client, anna):
    client.force_login(anna.user)
    client.cookies["django_language"] = "en"
    return client


def url(name, case, *more):
    return reverse(name, args=[case.id, *more])


def page_of(case, key="run_up"):
    return url("checklist_detail", case, key)


def ticked(case):
    with acting_for(case.municipality_id):
        return [row.point for row in Tick.objects.filter(case=case, undone_at=None)]


def test_a_point_is_ticked_and_counted_on_the_tab(as_anna, anna, make_case):
    case = make_case(anna)

    answer = as_anna.post(page_of(case), TODAY | {"do": "tick:rights:"})

    assert answer.url == page_of(case)
    assert ticked(case) == ["rights"]
    assert "1 of 12" in as_anna.get(url("checklist_panel", case)).content.decode()
    assert "Anna" in as_anna.get(page_of(case)).content.decode()


def test_a_tick_that_is_taken_back_stays_to_be_seen(as_anna, anna, make_case):
    case = make_case(anna)
    as_anna.post(page_of(case), TODAY | {"do": "tick:rights:"})
    as_anna.post(page_of(case), TODAY | {"do": "untick:rights:"})

    page = as_anna.get(page_of(case)).content.decode()

    assert ticked(case) == []
    assert "1 tick taken back" in page


def test_htmx_gets_the_points_alone(as_anna, anna, make_case):
    case = make_case(anna)

    answer = as_anna.post(page_of(case), TODAY | {"do": "tick:rights:"}, headers={"HX-Request": "true"})

    assert answer.content.decode().lstrip().startswith('<div id="checklist-points"')
    assert ticked(case) == ["rights"]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"do": "tick:song:"}, "That point is not on this list."),
        ({"do": "dance:rights:"}, ""),
        ({"do": "tick:rights:", "ticked_on": "26-11-2026"}, "The date lies ahead."),
        ({"do": "tick:rights:", "ticked_on": "x"}, "not a date"),
        ({"do": "tick:rights:", "ticked_on": ""}, "is missing"),
    ],
)
def test_what_cannot_be_ticked_is_refused_in_words(as_anna, anna, make_case, typed, says):
    case = make_case(anna)

    answer = as_anna.post(page_of(case), TODAY | typed)

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert ticked(case) == []


def test_the_expectations_have_a_box_for_each_side(as_anna, anna, make_case):
    page = as_anna.get(page_of(make_case(anna), "expectations")).content.decode()

    assert page.count('class="tick-box"') == 12
    assert ("The citizen" in page, "The firm" in page) == (True, True)


def test_who_took_part_in_the_start_meeting_is_noted(as_anna, anna, make_case):
    case = make_case(anna)
    typed = {"version": "0", "participants": "Selam, Kirsten Bak", "note": "Agreed on Thursdays"}

    answer = as_anna.post(url("checklist_note", case, "start_meeting"), typed)

    assert answer.url == page_of(case, "start_meeting")
    assert "Agreed on Thursdays" in as_anna.get(answer.url).content.decode()


def test_a_version_that_never_was_makes_no_fault(as_anna, anna, make_case):
    case = make_case(anna)
    typed = {"version": "9" * 30, "participants": "Selam", "note": ""}

    assert as_anna.post(url("checklist_note", case, "start_meeting"), typed).status_code == 302
    assert as_anna.post(url("checklist_note", case, "start_meeting"), typed).status_code == 409


def test_enter_in_the_date_ticks_nothing(as_anna, anna, make_case):
    case = make_case(anna)

    assert as_anna.post(page_of(case), TODAY).status_code == 200
    assert ticked(case) == []


def test_two_people_note_at_once_and_the_second_sees_both(as_anna, anna, make_case):
    case = make_case(anna)
    note = url("checklist_note", case, "start_meeting")
    as_anna.post(note, {"version": "0", "participants": "Selam", "note": ""})

    answer = as_anna.post(note, {"version": "0", "participants": "Kirsten", "note": ""})

    assert answer.status_code == 409
    assert [(one.mine, one.theirs) for one in answer.context["differences"]] == [("Kirsten", "Selam")]


def test_the_tab_costs_the_same_however_much_is_ticked(as_anna, anna, make_case, django_assert_max_num_queries):
    case = make_case(anna)
    panel = url("checklist_panel", case)
    counts = set()
    for key, point in (("run_up", "rights"), ("run_up", "economy"), ("start_meeting", "buddy")):
        as_anna.post(page_of(case, key), TODAY | {"do": f"tick:{point}:"})
        as_anna.get(panel)
        with django_assert_max_num_queries(14) as seen:
            as_anna.get(panel)
        counts.add(len(seen))
    assert len(counts) == 1


def test_a_list_that_is_not_there_is_404(as_anna, anna, make_case):
    assert as_anna.get(page_of(make_case(anna), "nothing")).status_code == 404
