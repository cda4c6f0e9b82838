"""P10: a session ends when nothing has happened for a while, and after a working day in any case."""

import re

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.db import connection
from django.test.utils import CaptureQueriesContext

from igu.accounts.models import User
from tests.conftest import TenantClient

pytestmark = pytest.mark.django_db

LOGGED_IN_AT = "2026-11-25T08:00:00+01:00"
TO_LOG_IN = "/konto/log-ind/?next="


@pytest.fixture
def clock():
    with time_machine.travel(LOGGED_IN_AT, tick=False) as clock:
        yield clock


@pytest.fixture
def bo(person, aalborg):
    return person("bo@igu.test", aalborg, "employer", scope="a firm")


def log_in(person):
    client = TenantClient()
    client.force_login(person.user)
    return client


def is_in(client):
    return client.get("/konto/rolle/").status_code == 200


def test_staff_are_out_after_an_hour_without_a_click(clock, anna):
    client = log_in(anna)

    clock.shift(60 * 60)
    assert is_in(client)
    clock.shift(60 * 60 + 1)
    answer = client.get("/konto/rolle/")

    assert answer["Location"] == f"{TO_LOG_IN}/konto/rolle/"
    assert SESSION_KEY not in client.session
    assert "Du blev logget af, fordi der ikke var sket noget" in client.get(answer["Location"]).content.decode()


def test_an_employer_user_is_out_after_twenty_minutes(clock, bo):
    client = log_in(bo)

    clock.shift(20 * 60)
    assert is_in(client)
    clock.shift(20 * 60 + 1)
    assert not is_in(client)


@pytest.mark.parametrize(("who", "hours"), [("anna", 10), ("bo", 4)])
def test_a_session_ends_after_a_working_day_however_busy(clock, request, who, hours):
    client = log_in(request.getfixturevalue(who))

    for _quarter in range(hours * 4):
        assert is_in(client)
        clock.shift(15 * 60)

    clock.shift(1)
    assert not is_in(client)


def test_the_own_log_in_is_closed_as_well(clock, anna):
    client = log_in(anna)

    clock.shift(60 * 60 + 1)

    assert client.get("/konto/")["Location"] == f"{TO_LOG_IN}/konto/"


def test_a_session_that_knows_not_when_it_began_is_over(anna):
    client = log_in(anna)
    session = client.session
    del session["began_at"]
    session.save()

    assert not is_in(client)


def written(client):
    with CaptureQueriesContext(connection) as queries:
        client.get("/konto/rolle/")
    return [re.search(r'UPDATE "(\w+)"', query["sql"])[1] for query in queries if "UPDATE" in query["sql"]]


def test_last_seen_is_written_once_a_minute_and_costs_nothing_between(clock, anna):
    client = log_in(anna)
    clock.shift(61)
    noted = written(client)
    seen_at = User.objects.get(pk=anna.user.pk).last_seen_at
    clock.shift(58)
    quiet = written(client)

    assert seen_at.isoformat() == "2026-11-25T07:01:01+00:00"
    assert User.objects.get(pk=anna.user.pk).last_seen_at == seen_at
    assert (sorted(noted), quiet) == (["accounts_user", "django_session"], [])


def test_a_part_of_a_page_sends_the_whole_page_to_the_log_in_and_back(client):
    answer = client.get("/konto/rolle/", HTTP_HX_REQUEST="true", HTTP_HX_CURRENT_URL="http://testserver/sager/?page=2")

    assert answer["HX-Redirect"] == f"{TO_LOG_IN}/sager/%3Fpage%3D2"


def test_a_form_leads_back_to_the_page_it_stood_on(client):
    there = client.post("/konto/rolle/", HTTP_REFERER="http://testserver/sager/")
    nowhere = client.post("/konto/rolle/")

    assert there["Location"] == f"{TO_LOG_IN}/sager/"
    assert nowhere["Location"] == f"{TO_LOG_IN}/"
