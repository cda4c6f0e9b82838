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

    page.wait_for_selector("[data-module=error-summary]:focus")
    assert_accessible(page)


def test_drawings_are_accessible(gallery, visit, assert_accessible):
    assert_accessible(visit(None, "/galleri/tegninger/"))


@pytest.mark.parametrize("name", ["anna", "dorte", "erik", "lis"])
def test_page_that_is_not_there_is_accessible_for_every_role(name, request, visit, assert_accessible):
    assert_accessible(visit(request.getfixturevalue(name), "/findes-ikke/"))


def test_page_that_is_not_there_is_accessible_for_a_stranger(visit, assert_accessible):
    assert_accessible(visit(None, "/findes-ikke/"))


@pytest.mark.parametrize("address", ["/i-stykker/", "/uden-database/", "/skummelt/", "/forbudt/", "/knap/"])
def test_page_for_what_went_wrong_is_accessible(settings, address, visit, assert_accessible):
    settings.ROOT_URLCONF = "tests.igu.web.test_errors"

    assert_accessible(visit(None, address))
