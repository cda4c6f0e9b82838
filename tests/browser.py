"""Chromium for the tests marked `browser`: a page that complains, a way in, and axe at both widths.

    pytestmark = pytest.mark.browser

    def test_my_day_is_accessible(visit, anna, assert_accessible):
        assert_accessible(visit(anna, "/min-dag/"))

A test fails when its page logs an error, breaks the content policy, misses a file or throws.
"""

import os
import re
import shutil
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from igu.local.environment import BROWSERS

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright's loop runs in the test's own thread

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def find_chromium():
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


def leave_out_without_chromium(items):
    """On a machine without Chromium the rest still runs; where it must be there, its absence is a failure."""
    wanting = [item for item in items if item.get_closest_marker("browser")]
    if not wanting or find_chromium():
        return
    if os.environ.get("CI") == "true" or os.environ.get("IGU_REQUIRE_BROWSER") == "1":
        raise pytest.UsageError(
            "Chromium is missing, and the browser tests are demanded here: apt-get install chromium"
        )
    for item in wanting:
        item.add_marker(pytest.mark.skip(reason="Chromium is missing: apt-get install chromium"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": find_chromium(), "args": list(QUIET)}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    wishes = {"locale": "da-DK", "timezone_id": "Europe/Copenhagen", "viewport": DESK, "reduced_motion": "reduce"}
    return {**browser_context_args, **wishes}


@pytest.fixture(scope="session")
def base_url():
    """None: the tests name their addresses in full."""


@pytest.fixture
def complaints():
    """What the page has complained of so far; a test that provokes one clears the list."""
    return []


@pytest.fixture
def page(page: Page, complaints):
    """A page whose every complaint fails the test. What answers 4xx on purpose is the test's own business."""

    def hear(message):
        if message.type in ("error", "warning") and not message.text.startswith("Failed to load resource"):
            complaints.append(message.text)

    def look(response):
        if response.status >= 400 and response.request.resource_type not in ("document", "xhr", "fetch"):
            complaints.append(f"{response.status} {response.url}")

    page.on("console", hear)
    page.on("response", look)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert not complaints, complaints


@pytest.fixture
def visit(page, live_server):
    """Open a path as a person (or as nobody): `visit(anna, "/sager/")`."""

    def go(person, path):
        page.context.clear_cookies()
        if person:
            client = Client()
            client.force_login(person.user)
            value = client.cookies[settings.SESSION_COOKIE_NAME].value
            page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
        page.goto(live_server.url + path)
        return page

    return go


@pytest.fixture
def assert_accessible(request):
    """axe finds nothing at 1440 and at 390 px, and no page is wider than its window.

    With IGU_SHOTS=<folder> in the environment each page is pictured there at both widths.
    """

    def check(page):
        for size in (DESK, PHONE):
            page.set_viewport_size(size)
            if folder := os.environ.get("IGU_SHOTS"):
                name = f"{request.node.originalname}{UUID.sub('id/', urlsplit(page.url).path).replace('/', '-')}"
                page.screenshot(path=f"{folder}/{name}{size['width']}.png", full_page=True)
            found = Axe().run(page, options={"runOnly": LEVELS}).response["violations"]
            faults = [
                (rule["id"], node["html"][:200], node["failureSummary"]) for rule in found for node in rule["nodes"]
            ]
            assert not faults, f"at {size['width']} px: {faults}"
            wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert wide <= 0, f"the page is {wide} px wider than {size['width']} px"
        page.set_viewport_size(DESK)

    return check
