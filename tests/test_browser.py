"""What happens on a machine without Chromium."""

from types import SimpleNamespace

import pytest

from tests import browser


class Item:
    def __init__(self, *marks):
        self.marks, self.added = marks, []

    def get_closest_marker(self, name):
        return name in self.marks

    def add_marker(self, mark):
        self.added.append(mark.name)


@pytest.fixture
def items(monkeypatch):
    monkeypatch.setattr(browser, "find_chromium", lambda: None)
    for name in ("CI", "IGU_REQUIRE_BROWSER"):
        monkeypatch.delenv(name, raising=False)
    return SimpleNamespace(page=Item("browser"), rule=Item())


def test_only_browser_tests_are_left_out(items):
    browser.leave_out_without_chromium([items.page, items.rule])

    assert (items.page.added, items.rule.added) == (["skip"], [])


@pytest.mark.parametrize(("name", "value"), [("CI", "true"), ("IGU_REQUIRE_BROWSER", "1")])
def test_where_a_browser_is_demanded_its_absence_fails(items, monkeypatch, name, value):
    monkeypatch.setenv(name, value)

    with pytest.raises(pytest.UsageError, match="Chromium is missing"):
        browser.leave_out_without_chromium([items.page, items.rule])
    browser.leave_out_without_chromium([items.rule])


def test_with_chromium_all_run(items, monkeypatch):
    monkeypatch.setattr(browser, "find_chromium", lambda: "/usr/bin/chromium")

    browser.leave_out_without_chromium([items.page])

    assert items.page.added == []


def test_the_environment_may_name_chromium(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/opt/chromium")

    assert browser.find_chromium() == "/opt/chromium"
