"""Guard: what it notes survives a rolled back view, and what it cannot note stops nobody."""

import pytest
from django.db import DatabaseError
from django.http import Http404, HttpResponse
from django.urls import path

from igu.accounts.errors import Detour
from igu.accounts.models import Role
from igu.accounts.policy import policy
from igu.accounts.tenancy import acting_for
from igu.audit.models import Refusal

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@policy(Role.COORDINATOR)
def missing(request, row_id):
    raise Http404


@policy(Role.COORDINATOR)
def asks_first(request):
    raise Detour("/begrundelse/?next=/sag/")


@policy(Role.COORDINATOR)
def opens(request):
    return HttpResponse("in")


urlpatterns = [
    path("raekke/<uuid:row_id>/", missing, name="row"),
    path("sag/", asks_first),
    path("aaben/", opens),
]
handler404 = "tests.igu.web.test_middleware.not_found"
ROW = "0f0e0d0c-0b0a-4908-8706-050403020100"


def not_found(request, exception):
    return HttpResponse(status=404)


@pytest.fixture
def anna_here(client, anna):
    client.force_login(anna.user)
    return client


def test_refusal_is_noted_with_ids_only(anna_here, anna):
    anna_here.get(f"/raekke/{ROW}/?navn=Selam")

    with acting_for(anna.actor.municipality_id):
        noted = Refusal.objects.get()
    assert (noted.route, noted.method, noted.target) == ("row", "GET", ROW)
    assert noted.membership_id == anna.membership.pk
    assert len(noted.request_id) == 32


def test_page_that_opens_is_no_refusal(anna_here, anna):
    anna_here.get("/aaben/")

    with acting_for(anna.actor.municipality_id):
        assert not Refusal.objects.exists()


def test_refusal_that_cannot_be_noted_is_told_to_the_log(anna_here, monkeypatch, lines):
    def fail(*args):
        raise DatabaseError

    monkeypatch.setattr("igu.web.middleware.acting_for", fail)

    assert anna_here.get(f"/raekke/{ROW}/").status_code == 404
    assert "refusal not noted" in [line["event"] for line in lines]


def test_detour_is_taken_and_leads_back(anna_here):
    assert anna_here.get("/sag/").url == "/begrundelse/?next=/sag/"


def test_detour_of_a_part_leaves_the_page(anna_here):
    answer = anna_here.get("/sag/", headers={"HX-Request": "true"})

    assert answer.headers["HX-Redirect"] == "/begrundelse/?next=/sag/"
