"""The frame, the form pack and the pages for what went wrong, in Chromium at both widths."""

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def gallery(settings):
    settings.ROOT_URLCONF = "tests.igu.web.gallery"


def test_gallery_of_fields_is_accessible(gallery, visit, assert_accessible):
    assert_accessible(visit(None, "/galleri/"))


def test_refused_gallery_is_accessible_and_has_the_focus_on_its_summary(gallery, visit, assert_accessible):
    page = visit(None, "/galleri/")
    page.fill("#id_start_on", "31-02-2027")
    page.click("text=Gem")

    assert page.evaluate("document.activeElement.dataset.module") == "error-summary"
    assert_accessible(page)
