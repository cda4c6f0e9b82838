"""What production refuses to start with: one line each, and the line says what to do."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connections

from igu.web import checks

everywhere = pytest.mark.django_db(databases=["default", "owner", "task"])
PROJECT = Path(__file__).parents[3]


@pytest.fixture
def production(settings):
    settings.PRODUCTION = True
    settings.DEBUG = False
    settings.SECRET_KEY = secrets.token_urlsafe(60)
    settings.IGU_SEAL_KEYS = [secrets.token_urlsafe(60)]
    settings.IGU_SEARCH_KEY = secrets.token_urlsafe(60)
    settings.ALLOWED_HOSTS = ["igu.kommune.example"]
    settings.SITE_URL = "https://igu.kommune.example"
    settings.RUNTIME_LOG_INS = {"DATABASE_APP_URL": True, "DATABASE_TASK_URL": True}
    return settings


@pytest.fixture
def database(monkeypatch):
    """Whatever the test database is run by, the check of it has nothing to say."""
    monkeypatch.setattr(checks, "database_refused", lambda: iter(()))


def test_well_set_up_production_starts(production, database):
    checks.refuse_to_boot()


def test_demo_and_test_start_on_their_known_keys(settings):
    settings.PRODUCTION = False

    checks.refuse_to_boot()


KNOWN = "known-to-everyone-" * 4


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [
        ("SECRET_KEY", "missing", "SECRET_KEY"),
        ("SECRET_KEY", KNOWN, "SECRET_KEY"),
        ("SECRET_KEY", "a" * 60, "SECRET_KEY"),
        ("IGU_SEAL_KEYS", [], "IGU_SEAL_KEYS"),
        ("IGU_SEAL_KEYS", [secrets.token_urlsafe(60), KNOWN], "IGU_SEAL_KEYS"),
        ("IGU_SEARCH_KEY", "", "IGU_SEARCH_KEY"),
        ("IGU_SEARCH_KEY", KNOWN, "IGU_SEARCH_KEY"),
        ("DEBUG", True, "DEBUG"),
        ("ALLOWED_HOSTS", [], "ALLOWED_HOSTS"),
        ("ALLOWED_HOSTS", ["*"], "ALLOWED_HOSTS"),
        ("SITE_URL", "http://localhost:8000", "SITE_URL"),
        ("RUNTIME_LOG_INS", {"DATABASE_APP_URL": False, "DATABASE_TASK_URL": True}, "DATABASE_APP_URL"),
        ("RUNTIME_LOG_INS", {"DATABASE_APP_URL": True, "DATABASE_TASK_URL": False}, "DATABASE_TASK_URL"),
    ],
)
def test_production_refuses_with_a_remedy(production, database, name, value, word):
    setattr(production, name, value)

    with pytest.raises(ImproperlyConfigured) as refusal:
        checks.refuse_to_boot()

    lines = [line for line in str(refusal.value).splitlines() if line.startswith(word)]
    assert len(lines) == 1
    assert ("Set it" in lines[0]) or ("Remove" in lines[0])
    assert not isinstance(value, str) or len(value) < 8 or value not in str(refusal.value)


def test_production_refuses_one_key_for_two_purposes(production, database):
    production.IGU_SEARCH_KEY = production.SECRET_KEY

    with pytest.raises(ImproperlyConfigured, match="share a key"):
        checks.refuse_to_boot()


def test_production_names_everything_at_once(production, database):
    production.SECRET_KEY, production.DEBUG = "missing", True

    assert [error.id for error in checks.check_settings(None)] == ["igu.E001", "igu.E005"]


@everywhere
def test_production_accepts_the_run_time_roles(production):
    assert list(checks.database_refused()) == []


@everywhere
def test_production_refuses_a_role_that_no_wall_binds(production, monkeypatch):
    monkeypatch.setattr(checks, "connections", {"default": connections["owner"], "task": connections["task"]})

    assert [number for number, _ in checks.database_refused()] == ["E009"]


@everywhere
def test_production_refuses_demo_data(production, anna):
    with pytest.raises(ImproperlyConfigured, match="demo data"):
        checks.refuse_to_boot()


@everywhere
def test_production_lets_the_first_migrate_pass_on_an_empty_database():
    with connections["default"].cursor() as cursor:
        cursor.execute("SET LOCAL search_path TO pg_catalog")

        assert not checks.holds_demo_data()


def test_production_refuses_when_the_database_cannot_be_asked(production, monkeypatch):
    def away():
        raise OperationalError

    monkeypatch.setattr(checks, "database_refused", away)

    with pytest.raises(ImproperlyConfigured, match="Start it"):
        checks.refuse_to_boot()


def environment(**changes):
    own = {
        "IGU_ENV": "production",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "IGU_SEAL_KEYS": secrets.token_urlsafe(60),
        "IGU_SEARCH_KEY": secrets.token_urlsafe(60),
        "ALLOWED_HOSTS": "igu.kommune.example",
        "SITE_URL": "https://igu.kommune.example",
        "DATABASE_URL": "postgresql://igu_owner@localhost:1/igu",
        "DATABASE_APP_URL": "postgresql://igu_app@localhost:1/igu",
        "DATABASE_TASK_URL": "postgresql://igu_task@localhost:1/igu",
    }
    return {"PATH": os.environ["PATH"], **own, **changes}


def run(*command, **changes):
    return subprocess.run(
        [sys.executable, *command], cwd=PROJECT, env=environment(**changes), capture_output=True, text=True, timeout=120
    )


def test_deployment_check_finds_nothing():
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING")

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("door", ["import igu.wsgi", "from igu.celery import app; app.Worker().on_before_init()"])
def test_web_and_worker_refuse_to_start(door):
    done = run("-c", door, SECRET_KEY="short")

    assert done.returncode != 0
    assert "SECRET_KEY is missing, short or known." in done.stderr


OPENED = """
import gc, os
os.environ["DJANGO_SETTINGS_MODULE"] = "igu.settings"
from django.db import connections
from igu.web import checks
done = []
checks.refuse_to_boot = lambda: done.append("asked")
connections.close_all = lambda: done.append("let go")
import igu.wsgi
"""
FORKED = """
print(*done, "frozen" if gc.get_freeze_count() else "", "cases.views.lists" in __import__("sys").modules)
"""
SPOKEN = """
from threading import Thread
from django.utils.translation import activate, gettext
activate("en")
thread = Thread(target=lambda: print(gettext("Cases")))
thread.start()
thread.join()
print(gettext("Cases"))
"""


def test_workers_are_forked_without_a_connection_and_with_all_that_is_loaded():
    done = run("-c", OPENED + FORKED)

    assert done.stdout.splitlines()[-1:] == ["asked let go frozen True"], done.stderr


def test_each_thread_of_a_worker_speaks_a_language_of_its_own():
    done = run("-c", OPENED + SPOKEN)

    assert done.stdout.splitlines()[-2:] == ["Sager", "Cases"], done.stderr


def test_production_opens_its_door_before_it_forks():
    assert '"gunicorn", "--preload"' in (PROJECT / "Dockerfile").read_text()
