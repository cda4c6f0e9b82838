"""What the machines ask: alive, and ready."""

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.test import RequestFactory

from igu.web import health

pytestmark = pytest.mark.django_db(databases=["default", "task"])


@pytest.fixture
def redis_answers(monkeypatch):
    monkeypatch.setattr(health, "redis_works", lambda: True)


def test_alive_asks_no_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/livez")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_ready_when_all_is_there(client, redis_answers):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "degraded": []})


def test_ready_without_redis_says_so(client, settings):
    settings.REDIS_URL = "redis://localhost:1/0"

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["degraded"]) == (200, ["redis"])


def test_ready_while_a_job_stands_still_says_so(client, redis_answers, monkeypatch):
    monkeypatch.setattr(health.jobs, "degraded", lambda: ["job:send_mail"])

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (200, {"status": "degraded", "degraded": ["job:send_mail"]})


def test_ready_while_the_jobs_cannot_be_asked_says_so(client, redis_answers, monkeypatch):
    def fail():
        raise OperationalError

    monkeypatch.setattr(health.jobs, "degraded", fail)

    assert client.get("/readyz").json()["degraded"] == ["jobs"]


def test_not_ready_without_database(client, monkeypatch):
    def fail(*args, **kwargs):
        raise OperationalError

    monkeypatch.setattr("django.db.backends.base.base.BaseDatabaseWrapper.cursor", fail)
    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (503, {"status": "unavailable", "missing": ["database"]})


@pytest.mark.parametrize(("name", "value"), [("IGU_SEAL_KEYS", []), ("IGU_SEAL_KEYS", [""]), ("IGU_SEARCH_KEY", "")])
def test_not_ready_without_keys(client, settings, redis_answers, name, value):
    setattr(settings, name, value)

    assert client.get("/readyz").json()["missing"] == ["keys"]


def test_not_ready_before_the_migrations(client, monkeypatch, redis_answers):
    monkeypatch.setattr(health, "_complete", set())
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda self, targets: ["0042_more"])

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["missing"]) == (503, ["migrations"])


def test_migrations_are_looked_through_once(client, monkeypatch, redis_answers):
    client.get("/readyz")
    monkeypatch.setattr(health, "MigrationExecutor", None)

    assert client.get("/readyz").status_code == 200


@pytest.mark.parametrize("address", health.PROBES)
def test_probe_may_come_with_any_host_and_makes_no_session(client, redis_answers, address):
    answer = client.get(address, headers={"host": "10.0.0.7"})

    assert answer.status_code == 200
    assert answer.cookies == {}
    assert Session.objects.count() == 0


@pytest.mark.parametrize("address", health.PROBES)
def test_probe_is_not_sent_on_to_https(settings, address):
    settings.SECURE_SSL_REDIRECT = True
    request = RequestFactory().get(address)

    assert health.Probes(lambda request: None)(request).status_code == 200


@pytest.mark.parametrize("address", health.PROBES)
def test_probe_tells_no_versions(client, redis_answers, address):
    body = client.get(address).content.decode()

    assert not any(character.isdigit() for character in body)
