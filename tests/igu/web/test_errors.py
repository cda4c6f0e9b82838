"""The pages for what went wrong: three sentences, the right status, no word of what was asked for."""

import re
import uuid

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpResponse
from django.urls import include, path
from lxml import html

from igu.accounts.errors import Outdated
from igu.accounts.models import CASE_WORKERS, Role
from igu.accounts.policy import policy, public
from tests.conftest import TenantClient

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@policy(Role.COORDINATOR)
def row(request, row_id):
    raise Http404(f"row {row_id}")


@public
def broken(request):
    raise ValueError("Selam Tekle 010190-1234")


@public
def database_away(request):
    raise OperationalError("connection refused")


@public
def connection_lost(request):
    raise InterfaceError("connection already closed")


@public
def forbidden(request):
    raise PermissionDenied


@public
def suspicious(request):
    raise SuspiciousOperation


@policy(*CASE_WORKERS, methods=("POST",))
def button(request):
    return HttpResponse("done")


@public
def meanwhile(request):
    raise Outdated


urlpatterns = [
    path("raekke/<uuid:row_id>/", row, name="row"),
    path("i-stykker/", broken),
    path("uden-database/", database_away),
    path("uden-forbindelse/", connection_lost),
    path("forbudt/", forbidden),
    path("skummelt/", suspicious),
    path("knap/", button),
    path("imens/", meanwhile),
    path("", include("igu.urls")),
]
handler400 = "igu.web.errors.bad_request"
handler403 = "igu.web.errors.permission_denied"
handler404 = "igu.web.errors.page_not_found"
handler500 = "igu.web.errors.server_error"

NONCES = re.compile(r'value="[A-Za-z0-9]{64}"|"X-CSRFToken": "[A-Za-z0-9]{64}"')


@pytest.fixture
def client():
    return TenantClient(raise_request_exception=False)


def says(answer):
    page = html.fromstring(answer.content)
    return [term.text_content() for term in page.xpath("//dl[@class='says']//dt")]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/skummelt/", 400),
        ("/forbudt/", 403),
        ("/findes-ikke/", 404),
        ("/knap/", 405),
        ("/imens/", 409),
        ("/i-stykker/", 500),
        ("/uden-database/", 503),
        ("/uden-forbindelse/", 503),
    ],
)
def test_error_page_says_what_happened_what_it_means_and_what_to_do(client, address, status):
    answer = client.get(address)

    assert answer.status_code == status
    assert says(answer) == ["Hvad skete der", "Dine data", "Hvad nu"]


def test_error_pages_speak_english_to_whoever_chose_it(client):
    client.cookies["django_language"] = "en"

    assert says(client.get("/findes-ikke/")) == ["What happened", "Your data", "What now"]


def test_wrong_host_is_a_bad_request(client):
    answer = client.get("/livez2", headers={"host": "evil.example"})

    assert answer.status_code == 400
    assert b"evil" not in answer.content


def test_stale_token_gets_words_about_the_old_page(anna):
    client = TenantClient(enforce_csrf_checks=True)
    client.force_login(anna.user)

    answer = client.post("/sprog/", {"language": "en"})

    assert answer.status_code == 403
    assert says(answer) == ["Hvad skete der", "Dine data", "Hvad nu"]


def test_foreign_never_made_and_unknown_address_look_the_same(client, anna):
    client.force_login(anna.user)

    pages = [
        NONCES.sub("", client.get(address).content.decode())
        for address in (f"/raekke/{uuid.uuid4()}/", f"/raekke/{uuid.uuid4()}/", "/findes-ikke/", "/raekke/x/")
    ]

    assert len(set(pages)) == 1


def test_not_found_leads_a_case_worker_to_the_cases_and_others_home(client, anna, erik):
    client.force_login(anna.user)
    hers = html.fromstring(client.get("/findes-ikke/").content)
    client.force_login(erik.user)
    his = html.fromstring(client.get("/findes-ikke/").content)

    assert "/sager/" in hers.xpath("//div[@class='foot']/a/@href")
    assert his.xpath("//div[@class='foot']/a/@href") == ["/"]


def test_unexpected_fault_shows_an_id_that_stands_in_the_log(client, lines):
    answer = client.get("/i-stykker/")

    shown = re.search(r"[0-9A-F]{4}-[0-9A-F]{2}", answer.content.decode())[0]
    assert lines[-1]["request_id"].startswith(shown.replace("-", "").lower())


def test_unexpected_fault_shows_nothing_of_its_own(client):
    page = client.get("/i-stykker/").content.decode()

    assert "Selam" not in page
    assert "ValueError" not in page
    assert "Traceback" not in page


def test_database_away_asks_to_come_back(client):
    assert client.get("/uden-database/").headers["Retry-After"] == "30"


def test_fault_of_the_error_page_itself_still_answers(client, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("igu.web.errors.render_to_string", fail)
    answer = client.get("/i-stykker/")

    assert answer.status_code == 500
    assert "Noget gik galt" in answer.content.decode()


def test_button_opened_by_a_link_says_which_methods_it_takes(client, anna):
    client.force_login(anna.user)

    assert client.get("/knap/").headers["Allow"] == "POST"


def test_messages_are_kept_for_a_page_that_is_there(client, anna):
    """A missing picture must not eat the word »saved«."""
    client.force_login(anna.user)
    page = client.get("/findes-ikke/").content.decode()

    assert 'id="messages"' in page
