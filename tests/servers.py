"""Servers for the tests: a cluster of their own, quick and unsafe, up before the settings are read.

Loaded by `-p tests.servers` (pyproject.toml). Under xdist the workers inherit the addresses from the first process.
"""

import os
from contextlib import ExitStack

import pytest

from igu.local import Refused, messages, places, roles
from igu.local.servers import attach
from tests import template

servers = ExitStack()


def start() -> None:
    os.environ["IGU_ENV"] = "test"
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if worker:
        share_broker(int(worker.removeprefix("gw")) + 1)
        return
    messages.compile_all()  # the tests read what the users read
    is_given = bool(os.environ.get("DATABASE_URL"))
    try:
        roles.prepare(os.environ)
        servers.enter_context(attach(os.environ, places=places.find(os.environ, "test"), throw_away=True, kept=True))
    except Refused as why:
        raise pytest.UsageError(str(why)) from None
    if not is_given:
        take_own_database(os.getpid())
        os.environ["TEST_TEMPLATE"] = template.prepare(os.environ["DATABASE_URL"])


def share_broker(number: int) -> None:
    """Workers count log-ins and cache pages each in a database of its own."""
    url = os.environ["REDIS_URL"]
    if url.startswith("unix://"):
        os.environ["REDIS_URL"] = f"{url}?db={number}"


def take_own_database(number: int) -> None:
    """Two runs beside each other share the cluster, never a database. Django makes it."""
    for name in ("DATABASE_URL", "DATABASE_APP_URL", "DATABASE_TASK_URL"):
        os.environ[name] = os.environ[name].replace("/igu?", f"/igu_{number}?")


def pytest_unconfigure() -> None:
    servers.close()


start()
