"""List, case page and search in a browser: few clicks, nothing for axe to find, and a number that hides itself."""

import datetime as dt
import re

import pytest

from cases import services
from igu.accounts.tenancy import acting_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
START = dt.date(2026, 3, 2)


@pytest.fixture
def case(anna, make_case, make_agreement):
    case = make_case(anna, cpr="7403910001", basis="7", address_since=dt.date(2017, 9, 11))
    make_agreement(anna, case)
    with acting_for(case.municipality_id):
        services.assess(anna.actor, case=case, start_on=START)
    return case


class Clicks:
    """Counts what a person does: each click, and each field that is gone into."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def on(self, selector):
        self.count += 1
        self.page.locator(selector).first.click()


def test_list_and_case_page_are_accessible(visit, anna, case, assert_accessible):
    assert_accessible(visit(anna, "/sager/"))
    assert_accessible(visit(anna, f"/sager/{case.id}/"))
    assert_accessible(visit(anna, f"/sager/{case.id}/aftale/"))


def test_the_question_for_a_reason_and_the_conflict_are_accessible(visit, anna, bent, make_case, assert_accessible):
    assert_accessible(visit(anna, f"/sager/{make_case(bent).id}/"))

    own = make_case(anna)
    page = visit(anna, f"/sager/{own.id}/borger/")
    with acting_for(own.municipality_id):
        services.change_citizen(anna.actor, citizen=own.citizen, version=1, phone="11111111")
    page.fill("#id_phone", "22222222")
    page.click("text=Gem borgeren")
    assert page.locator("h1").inner_text() == "Nogen gemte før dig"
    assert page.input_value("#id_phone") == "22222222"
    assert_accessible(page)


def test_a_case_is_opened_with_eight_clicks_at_most(visit, anna, figure):
    page = visit(anna, "/sager/")
    clicks = Clicks(page)

    clicks.on("text=Ny sag")
    for field, text in (("cpr", "7403910001"), ("first_name", "Selam"), ("last_name", "Tekle")):
        clicks.on(f"#id_{field}")
        page.keyboard.type(text)
    clicks.on("text=Åbn sagen")

    page.wait_for_url(re.compile(r"/sager/[0-9a-f-]{36}/$"))
    assert page.locator("h1").inner_text() == "Selam Tekle"
    figure(f"clicks: a new case takes {clicks.count} of 8")
    assert clicks.count <= 8


def test_a_citizen_is_found_with_two_clicks_at_most(visit, anna, case, figure):
    page = visit(anna, "/")
    clicks = Clicks(page)

    clicks.on("#find")
    page.keyboard.type("tek")
    page.keyboard.press("Enter")
    page.wait_for_url("**/soeg/?t=*")
    clicks.on("th a")

    page.wait_for_url(f"**/sager/{case.id}/")
    figure(f"clicks: finding a citizen takes {clicks.count} of 2")
    assert clicks.count <= 2


def test_the_number_is_shown_and_hides_itself_after_half_a_minute(visit, anna, case, page):
    page.clock.install()
    visit(anna, f"/sager/{case.id}/")

    page.click("#cpr button")
    page.locator("text=740391-0001").wait_for()
    page.wait_for_timeout(200)  # the page has settled, and its half minute runs
    page.clock.fast_forward(31_000)

    assert "740391" not in page.locator("#cpr").inner_text()
    assert page.locator("#cpr button").is_visible()
    assert "740391" not in page.url


def test_a_tab_opens_without_leaving_the_page_and_back_comes_back(visit, anna, case):
    page = visit(anna, f"/sager/{case.id}/")
    page.evaluate("window.stayed = true")

    page.click(".tabs >> text=Aftale")
    page.locator("text=Hvem ringer vi til").wait_for()
    assert page.evaluate("window.stayed")
    assert page.url.endswith("/aftale/")

    page.go_back()
    page.locator("text=Hvorfor i målgruppen").wait_for()


def test_a_filter_narrows_the_list_and_stands_in_the_address(visit, anna, case, make_case):
    make_case(anna, first_name="Other")
    page = visit(anna, "/sager/")
    assert page.locator("tbody tr").count() == 2

    page.select_option("#id_fase", "running")
    page.locator("tbody tr:nth-child(2)").wait_for(state="detached")

    assert "fase=running" in page.url
    assert page.locator("tbody th").all_inner_texts() == ["Selam Tekle"]

    page.click("tbody th a")
    page.wait_for_url(f"**/sager/{case.id}/")
    page.go_back()
    page.wait_for_url("**fase=running**")
    assert page.input_value("#id_fase") == "running"
    assert page.locator("tbody th").all_inner_texts() == ["Selam Tekle"]


def test_ticked_cases_are_handed_over(visit, anna, bent, case):
    page = visit(anna, "/sager/")
    assert not page.locator("[data-bulkbar]").is_visible()

    page.check("[data-tick]")
    page.select_option("#bulk-coordinator", label="Bent")
    page.click("text=Skift koordinator")

    page.locator("text=1 sag overdraget").wait_for()
    page.goto(page.url.split("/sager/")[0] + "/sager/")
    assert page.locator("tbody tr").count() == 0


def test_the_picture_of_two_years_says_the_same_as_its_table(visit, anna, case):
    page = visit(anna, f"/sager/{case.id}/")

    drawn = page.locator(".tl-pic title").all_text_contents()[1:]
    page.click("text=Vis som tabel")
    said = page.locator(".timeline tbody tr td:last-child").all_inner_texts()

    assert len(said) >= len(drawn) > 0
    assert set(drawn) <= set(said)
