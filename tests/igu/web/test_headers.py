"""P16: every answer tells the browser to distrust, and no page holds anything the policy would stop."""

import re
from collections import Counter
from contextlib import suppress

import pytest
from django.http import HttpResponse
from django.urls import NoReverseMatch, reverse

from igu.accounts.models import Role
from igu.web.middleware import CLOSED, HEADERS, Guard
from tests import matrix
from tests.conftest import TenantClient

pytestmark = pytest.mark.django_db

DEMANDED = {*HEADERS, "Content-Security-Policy"}
PAGES = ["/", "/livez", "/readyz", "/findes-ikke/", "/sprog/", "/konto/log-ind/", "/static/css/igu.css", "/static/nej"]
INLINE = re.compile(
    rb"<script(?![^>]*\bsrc=)|<style\b|\sstyle\s*=\s*[\"']|\son[a-z]+\s*=\s*[\"']|javascript:|[\"'(]data:|hx-on",
    re.IGNORECASE,
)


def missing(answer):
    put_down(answer)
    return DEMANDED - set(answer.headers)


def put_down(answer):
    """A static file is open until it is read; closing the answer would close the test's database too."""
    for close in answer._resource_closers if answer.streaming else ():
        close()


@pytest.fixture
def client():
    return TenantClient(raise_request_exception=False)


@pytest.mark.parametrize("address", PAGES)
def test_every_answer_has_all_its_headers(client, address):
    answer = client.get(address)

    assert missing(answer) == set()


def test_wrong_host_leaves_with_its_headers_too(client):
    assert missing(client.get("/", headers={"host": "evil.example"})) == set()


def test_policy_opens_to_ourselves_alone(client):
    rules = dict(rule.strip().split(" ", 1) for rule in client.get("/").headers["Content-Security-Policy"].split(";"))

    assert rules["default-src"] == "'none'"
    assert {rules[f"{kind}-src"] for kind in ("script", "style", "img", "font", "connect")} == {"'self'"}
    assert (rules["form-action"], rules["base-uri"], rules["frame-ancestors"]) == ("'self'", "'none'", "'none'")
    assert "unsafe" not in str(rules)


def test_doors_of_the_browser_are_shut(client):
    shut = client.get("/").headers["Permissions-Policy"]

    assert all(f"{name}=()" in shut for name in CLOSED)


def test_pages_are_not_stored_and_static_files_are(client):
    assert client.get("/findes-ikke/").headers["Cache-Control"] == "no-store"
    sheet = client.get("/static/css/igu.css")
    put_down(sheet)
    assert "no-store" not in sheet.headers.get("Cache-Control", "")


def test_log_out_clears_what_the_browser_keeps(rf):
    request = rf.post("/konto/log-af/")

    def view(request):
        request.resolver_match = type("Match", (), {"view_name": "account_logout", "kwargs": {}})()
        return HttpResponse()

    assert Guard(view)(request).headers["Clear-Site-Data"] == '"cache", "storage"'


def test_own_header_of_an_answer_is_kept(rf):
    def view(request):
        return HttpResponse(headers={"Cache-Control": "private, max-age=60"})

    assert Guard(view)(rf.get("/x/")).headers["Cache-Control"] == "private, max-age=60"


def plain_addresses():
    """Every address without a parameter; pages with parameters have the matrix."""
    for name in sorted({door.name for door in matrix.doors() if door.name}):
        with suppress(NoReverseMatch):
            yield reverse(name)


def test_no_page_of_any_role_holds_anything_inline(person, aalborg, figure):
    seen, faults = Counter(), []
    for role in Role:
        client = TenantClient(raise_request_exception=False)
        client.force_login(person(f"{role}@igu.test", aalborg, role).user)
        for address in plain_addresses():
            answer = client.get(address)
            seen[answer.status_code] += 1
            body = b"" if answer.streaming else answer.content
            if missing(answer):
                faults.append((role, address, missing(answer)))
            if answer.headers.get("Content-Type", "").startswith("text/html") and (found := INLINE.search(body)):
                faults.append((role, address, found[0]))

    figure(f"P16: {seen.total()} answers, headers missing or inline code {len(faults)}")
    assert faults == []


@pytest.mark.parametrize(
    "bad",
    [
        b"<script>x</script>",
        b'<p style="x">',
        b'<a onclick="x">',
        b'<img src="data:image/png">',
        b"<style>",
        b'<a href="javascript:x">',
        b'<b hx-on:click="x">',
    ],
)
def test_search_for_inline_code_sees_it(bad):
    assert INLINE.search(bad)
