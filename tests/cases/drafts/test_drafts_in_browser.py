"""The draft in Chromium: kept by itself and at the log-out, and nothing of it in the browser."""

import pytest

from cases.models import Draft
from igu.accounts.tenancy import acting_for

pytestmark = pytest.mark.browser

STORED = "JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie])"


def kept(case):
    with acting_for(case.municipality_id):
        return [draft.typed["text"][0] for draft in Draft.objects.all()]


def test_a_long_text_is_kept_every_twenty_seconds_and_at_the_log_out(visit, page, anna, case):
    page.clock.install()
    visit(anna, f"/sager/{case.id}/journal/")
    page.fill("#id_text", "Kanarie i kladden")
    page.clock.fast_forward(21_000)
    page.wait_for_selector("text=Kladde gemt")
    assert kept(case) == ["Kanarie i kladden"]
    assert "Kanarie" not in page.evaluate(STORED)

    page.fill("#id_text", "Kanarie i kladden, længere")
    page.click("text=Log af")
    page.wait_for_selector("#id_login")

    assert kept(case) == ["Kanarie i kladden, længere"]
