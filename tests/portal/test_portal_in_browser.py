"""The portal on a phone first: controls of 48 px, one tap an answer."""

import pytest

from followup.models import FollowUp
from igu.accounts.tenancy import acting_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_portal_is_accessible(visit, bo, assert_accessible):
    page = visit(bo, "/portal/")

    assert page.locator("article").count() == 1
    assert_accessible(page)


def test_the_trainees_page_is_accessible(visit, bo, assert_accessible):
    page = visit(bo, "/portal/")
    page.locator("text=Se planen").first.click()

    assert_accessible(page)


def test_a_tap_answers_on_the_phone(visit, bo, aalborg):
    page = visit(bo, "/portal/")
    page.set_viewport_size({"width": 390, "height": 844})
    answer = page.get_by_role("button", name="Ja")
    assert answer.bounding_box()["height"] >= 48

    answer.click()
    page.get_by_text("Tak. Jeres koordinator kan se jeres svar.").wait_for()

    with acting_for(aalborg.id):
        assert FollowUp.objects.filter(key="portal_month", answer="good").count() == 1
