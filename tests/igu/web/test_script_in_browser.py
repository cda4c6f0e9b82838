"""What the one script does beyond what works without it."""

import pytest
from playwright.sync_api import expect

from tests.igu.web import gallery as pages

pytestmark = pytest.mark.browser


@pytest.fixture
def gallery(settings):
    settings.ROOT_URLCONF = "tests.igu.web.gallery"


@pytest.fixture
def rows(gallery, visit):
    return visit(None, "/galleri/raekker/")


def current(page):
    return page.evaluate("document.activeElement.closest('tr')?.querySelector('a')?.textContent")


def test_rows_are_accessible(rows, assert_accessible):
    assert_accessible(rows)


def test_calendar_is_danish_begins_on_monday_and_submits_a_date(gallery, visit):
    page = visit(None, "/galleri/")
    page.fill("#id_start_on", "01-02-2027")
    page.click("#div_id_start_on .date-picker__button")

    assert page.inner_text("#div_id_start_on .date-picker__calendar__month-selection").lower() == "februar"
    assert page.locator("#div_id_start_on th").first.get_attribute("aria-label") == "mandag"
    page.click("#div_id_start_on .date-picker__calendar__date--current-month >> nth=14")
    assert page.input_value("#id_start_on") == "15-02-2027"
    assert page.input_value("#div_id_start_on .date-picker__internal-input") == "2027-02-15"


def test_calendar_speaks_english_to_whoever_chose_it(gallery, visit, page, live_server):
    page.goto(live_server.url + "/galleri/")
    page.click("text=English")

    assert page.locator(".date-picker__button").first.get_attribute("aria-label") == "Open calendar"


def test_what_the_calendar_cannot_read_reaches_the_server(gallery, visit):
    page = visit(None, "/galleri/")
    page.fill("#id_end_on", "i morgen")
    page.click("text=Gem")

    assert "Slutdato er ikke en dato" in page.inner_text(".error-summary")
    assert page.input_value("#id_end_on") == "i morgen"


def test_link_of_the_summary_moves_the_focus_to_its_field(gallery, visit):
    page = visit(None, "/galleri/")
    page.click("text=Gem")
    page.click(".error-summary a[href='#id_start_on']")

    assert page.evaluate("document.activeElement.id") == "id_start_on"


def test_calendar_of_a_part_that_htmx_brings_opens_and_stays_open(rows):
    rows.click("#fetch")
    rows.click("#div_id_on .date-picker__button")

    assert rows.is_visible("#div_id_on .date-picker__calendar")


def test_keys_walk_the_rows_and_open_one(rows):
    rows.keyboard.press("j")
    rows.keyboard.press("j")
    assert current(rows) == "Bo"

    rows.keyboard.press("k")
    assert current(rows) == "Anna"

    rows.keyboard.press("Enter")
    rows.wait_for_url("**/galleri/?Anna")


def test_key_answers_the_row_and_goes_on_to_the_next(rows):
    rows.keyboard.press("j")
    rows.keyboard.press("1")

    expect(rows.locator("[data-row]")).to_have_count(2)
    expect(rows.locator("[data-row]").first).to_be_focused()
    assert pages.ANSWERS == ["POST"]
    assert current(rows) == "Bo"


def test_keys_do_nothing_while_somebody_writes(gallery, visit):
    page = visit(None, "/galleri/")
    page.focus("#id_name")
    page.keyboard.type("j1/?")

    assert page.input_value("#id_name") == "j1/?"


def test_keys_can_be_switched_off(visit, anna):
    page = visit(anna, "/findes-ikke/")
    page.keyboard.press("?")
    assert page.is_visible("#keys")

    page.click("label[for=keys-switch]")
    page.click("#keys >> text=Luk")
    page.keyboard.press("?")
    assert not page.is_visible("#keys")


def test_ticks_show_the_bar_and_count(rows):
    assert not rows.is_visible(".bulkbar")

    rows.check("[data-tick] >> nth=0")
    assert rows.inner_text(".bulkbar strong") == "1 valgt"
    assert rows.locator("tr.is-picked").count() == 1

    rows.check("[data-tick-all]")
    assert rows.inner_text(".bulkbar strong") == "3 valgt"

    rows.click("[data-bulk-clear]")
    assert not rows.is_visible(".bulkbar")


def test_double_click_sends_once(rows):
    with rows.expect_response("**/galleri/svar/?status=204"):
        rows.dblclick("#send")
    rows.wait_for_timeout(300)

    assert pages.ANSWERS == ["POST"]


def test_failed_request_is_told_and_leaves_the_page(rows, complaints):
    rows.click("[data-answer='2'] >> nth=0")
    rows.wait_for_selector("#messages .is-error")

    assert "Det lykkedes ikke" in rows.inner_text("#messages")
    assert rows.locator("[data-row]").count() == 3
    complaints.clear()  # htmx tells the console too


def test_lost_connection_is_told(rows, complaints):
    rows.route("**/galleri/svar/", lambda route: route.abort())
    rows.click("[data-answer='1'] >> nth=0")
    rows.wait_for_selector("#messages .is-error")

    assert "Ingen forbindelse" in rows.inner_text("#messages")
    complaints.clear()


def test_forms_leave_the_checking_to_the_server(gallery, visit):
    page = visit(None, "/galleri/")

    assert page.evaluate("[...document.forms].every((form) => form.noValidate)")


def test_back_after_log_out_shows_nothing(visit, anna):
    page = visit(anna, "/min-dag/")
    page.goto(page.url.replace("/min-dag/", "/sager/"))
    page.click("text=Log af")
    page.wait_for_url("**/konto/**")

    page.go_back()

    page.wait_for_url("**/konto/log-ind/**")
    assert "Min dag" not in page.inner_text("body")
