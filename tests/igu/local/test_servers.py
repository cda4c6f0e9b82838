"""Addresses for those who have none."""

import os
import signal
import subprocess
import sys

import psycopg2
import pytest

from igu.local import Refused, places, servers
from igu.local.servers import attach

HOLD = """
import os, time
from igu.local.servers import attach
with attach(os.environ, throw_away=True) as here:
    print(here.cluster, flush=True)
    time.sleep(60)
"""


def test_missing_addresses_are_set_with_servers_behind_them(open_folder):
    env = {"IGU_LOCAL": str(open_folder)}

    with attach(env, throw_away=True) as here:
        assert set(env) == {"IGU_LOCAL", "DATABASE_URL", "DATABASE_APP_URL", "DATABASE_TASK_URL", "REDIS_URL"}
        psycopg2.connect(env["DATABASE_APP_URL"]).close()

    assert not here.cluster.exists()
    with pytest.raises(psycopg2.OperationalError):
        psycopg2.connect(env["DATABASE_APP_URL"])


def test_a_given_database_is_used_and_only_the_broker_is_ours(open_folder):
    env = {"IGU_LOCAL": str(open_folder), "DATABASE_URL": "postgresql://somewhere/igu"}

    with attach(env) as here:
        assert not here.cluster.exists()

    assert set(env) == {"IGU_LOCAL", "DATABASE_URL", "REDIS_URL"}


@pytest.mark.parametrize(
    "env", [{"DATABASE_URL": "postgresql://a/b", "REDIS_URL": "redis://a"}, {"IGU_ENV": "production"}]
)
def test_nothing_is_started_where_all_is_given_or_in_production(env):
    before = dict(env)

    with attach(env) as here:
        assert here is None

    assert env == before


def test_a_folder_of_another_user_is_told_in_one_line(open_folder, monkeypatch):
    def refuse(self):
        raise PermissionError(13, "Permission denied", "users.lock")

    monkeypatch.setattr(servers.Postgres, "start", refuse)

    with pytest.raises(Refused, match=r"Permission denied.*set IGU_LOCAL"), attach({"IGU_LOCAL": str(open_folder)}):
        pass


def test_a_command_that_is_terminated_stops_its_servers(open_folder):
    env = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
    user = subprocess.Popen(
        [sys.executable, "-c", HOLD], env=env | {"IGU_LOCAL": str(open_folder)}, stdout=subprocess.PIPE
    )
    assert user.stdout.readline()

    user.send_signal(signal.SIGTERM)
    user.communicate()

    assert user.returncode == 128 + signal.SIGTERM
    assert not places.find({"IGU_LOCAL": str(open_folder)}).cluster.exists()
