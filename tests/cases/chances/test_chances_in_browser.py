"""The list of who loses the chance in a browser: nothing for axe to find, and no page too wide."""

import datetime as dt

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_list_is_accessible_with_rows_and_without(visit, anna, make_case, assert_accessible):
    page = visit(anna, "/sager/maalgruppe/")
    assert_accessible(page)
    make_case(anna, basis="7", address_since=dt.date(2015, 5, 1), birth_on=dt.date(1980, 1, 1))

    page.reload()

    assert page.locator("[data-row]").count() == 1
    assert_accessible(page)
