"""The log-in in Chromium: by mouse and keys, at both widths, with nothing for axe to find."""

import pytest
from django.test import override_settings

from igu.people.personas import make_personas
from tests.igu.people.conftest import PASSWORD, code_for

pytestmark = pytest.mark.browser


@override_settings(DEMO=True)
def test_demo_opens_with_one_click(visit, assert_accessible, db):
    make_personas()
    page = visit(None, "/konto/log-ind/")
    assert_accessible(page)

    page.click("text=Logkontrollant")

    assert page.url.endswith("/") and "log-ind" not in page.url


def test_a_refused_log_in_keeps_the_email_and_says_why(visit, assert_accessible, anna):
    page = visit(None, "/konto/log-ind/")
    page.fill("#id_login", "anna@igu.test")
    page.fill("#id_password", "not the pass phrase")
    page.keyboard.press("Enter")
    page.wait_for_selector(".error-summary")

    assert page.input_value("#id_login") == "anna@igu.test"
    assert page.input_value("#id_password") == ""
    assert_accessible(page)


def test_the_second_factor_is_set_up_and_asked_for(visit, assert_accessible, ida):
    page = visit(None, "/konto/log-ind/?next=/sager/")
    page.fill("#id_login", "ida@igu.test")
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector(".qr svg")
    assert page.locator(".qr svg").bounding_box()["width"] > 150
    assert_accessible(page)

    page.fill("#id_code", code_for(page.inner_text("code").replace(" ", "")))
    page.keyboard.press("Enter")
    page.wait_for_selector(".codes")
    assert page.locator(".codes code").count() == 10
    assert_accessible(page)


def test_who_has_a_second_factor_is_asked_for_it(visit, assert_accessible, ida, secret):
    page = visit(None, "/konto/log-ind/")
    page.fill("#id_login", "ida@igu.test")
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("#id_code")
    assert_accessible(page)

    page.fill("#id_code", code_for(secret))
    page.keyboard.press("Enter")
    page.wait_for_selector(".mainnav")


@pytest.mark.parametrize(
    "path", ["/konto/glemt-adgangskode/", "/konto/glemt-adgangskode/sendt/", "/konto/invitation/x/"]
)
def test_pages_before_the_log_in_are_accessible(visit, assert_accessible, path, db):
    assert_accessible(visit(None, path))


@pytest.mark.parametrize("path", ["/konto/", "/konto/adgangskode/", "/konto/rolle/"])
def test_pages_about_the_own_log_in_are_accessible(visit, assert_accessible, anna, path):
    assert_accessible(visit(anna, path))


@pytest.mark.parametrize("path", ["/personer/", "/personer/inviter/", "/kommune/"])
def test_the_administrators_pages_are_accessible(visit, assert_accessible, erik, anna, ida, lis, path):
    assert_accessible(visit(erik, path))
