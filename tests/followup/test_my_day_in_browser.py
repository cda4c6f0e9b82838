"""Min dag in a browser: three clicks an answer, keys, and nothing that axe complains of."""

import datetime as dt

import pytest
import time_machine

from followup.models import FollowUp
from igu.accounts.tenancy import acting_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

START = dt.date(2026, 12, 15)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(dt.datetime(2027, 1, 15, 8, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def team(anna, dorte, follow):
    """Anna's four cases at four points of the way, Tesfalem in his last three months."""
    agreements = [
        follow(anna, START, last_name="Noori", today=dt.date(2026, 12, 1)),
        follow(anna, dt.date(2026, 11, 16), last_name="Berhane", today=dt.date(2026, 11, 10)),
        follow(anna, dt.date(2026, 10, 13), last_name="Shevchuk", today=dt.date(2026, 10, 1)),
        follow(anna, dt.date(2025, 4, 16), last_name="Araya", today=dt.date(2025, 4, 1)),
    ]
    with acting_for(anna.actor.municipality_id):
        FollowUp.objects.filter(due_on__lt=dt.date(2027, 1, 11)).update(
            answer="good", done_at=dt.datetime(2027, 1, 8, 9, tzinfo=dt.UTC), done_on=dt.date(2027, 1, 8)
        )
        from followup.services import refresh_cases

        refresh_cases(anna.actor.municipality_id, [agreement.case_id for agreement in agreements])
    return agreements


def lines(page):
    return page.locator("[data-row]")


def test_the_day_is_accessible(visit, anna, team, assert_accessible):
    page = visit(anna, "/min-dag/")

    assert lines(page).count() > 0
    assert_accessible(page)


def test_a_good_answer_is_one_click_and_can_be_taken_back(visit, anna, team):
    page = visit(anna, "/min-dag/")
    before = lines(page).count()

    page.locator(".answer-good").first.click()
    page.locator("text=Fortryd").wait_for()
    assert lines(page).count() == before - 1

    page.locator("text=Fortryd").click()
    page.locator("text=Fortryd").wait_for(state="detached")
    assert lines(page).count() == before


def test_trouble_is_noted_in_three_clicks(visit, anna, team, assert_accessible):
    page = visit(anna, "/min-dag/")
    before = lines(page).count()

    page.locator(".answer-issue").first.click()
    page.locator("textarea").fill("Kan ikke nå bussen hjem.")
    assert_accessible(page)
    page.get_by_text("Om 1 uge").click()
    page.get_by_role("button", name="Gem og gå til næste").click()

    page.locator("text=Fortryd").wait_for()
    assert lines(page).count() == before - 1
    with acting_for(anna.actor.municipality_id):
        answered = FollowUp.objects.get(answer="issue")
        assert answered.note == "Kan ikke nå bussen hjem."
        assert FollowUp.objects.get(after=answered).due_on == dt.date(2027, 1, 22)


def test_keys_move_and_answer(visit, anna, team):
    page = visit(anna, "/min-dag/")
    before = lines(page).count()

    page.keyboard.press("j")
    page.keyboard.press("1")
    page.locator("text=Fortryd").wait_for()

    assert lines(page).count() == before - 1


def test_an_opened_line_can_be_closed_again(visit, anna, team):
    page = visit(anna, "/min-dag/")
    before = lines(page).count()

    page.locator(".answer-none").first.click()
    page.locator("textarea").wait_for()
    page.get_by_role("link", name="Annullér").click()
    page.locator("textarea").wait_for(state="detached")

    assert lines(page).count() == before


def test_the_empty_day_is_accessible(visit, anna, assert_accessible):
    assert_accessible(visit(anna, "/min-dag/"))


def test_the_managers_day_is_accessible(visit, dorte, team, assert_accessible):
    assert_accessible(visit(dorte, "/min-dag/"))


def test_the_tab_of_the_case_is_accessible(visit, anna, team, assert_accessible):
    assert_accessible(visit(anna, f"/sager/{team[0].case_id}/opfoelgning/"))


def test_the_page_for_an_answer_is_accessible(visit, anna, team, assert_accessible):
    with acting_for(anna.actor.municipality_id):
        call = FollowUp.objects.filter(key="outcome_6").first()

    assert_accessible(visit(anna, f"/opfoelgning/{call.id}/svar/?answer=good&from=case"))


def test_the_rhythms_are_accessible(visit, erik, assert_accessible):
    assert_accessible(visit(erik, "/opfoelgningsmodel/"))
