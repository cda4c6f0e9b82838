"""The private PostgreSQL, really started: what it is, and what it survives."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager

import psycopg2
import pytest

from igu.local import Refused, places, processes
from igu.local.postgres import Postgres


@pytest.fixture
def nothing(open_folder):
    """A cluster before its first start."""
    server = Postgres(places.find({"IGU_LOCAL": str(open_folder)}), throw_away=True)
    yield server
    server.stop()


def ask(server, question, role="DATABASE_URL"):
    connection = psycopg2.connect(server.urls()[role])
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchall() if cursor.description else None
    finally:
        connection.close()


@contextmanager
def changed(file, content):
    before = file.read_text()
    file.write_text(content)
    yield
    file.write_text(before)


def kill(server):
    pid = server.pid()
    os.kill(pid, signal.SIGKILL)
    assert processes.are_gone([pid], 5)


def test_a_new_cluster_has_its_roles_its_database_and_careful_logs(nothing):
    nothing.start()

    roles = ask(
        nothing,
        "SELECT rolname, rolsuper, rolcreatedb, rolbypassrls, rolcanlogin FROM pg_roles "
        "WHERE rolname LIKE 'igu_%' ORDER BY 1",
    )
    assert roles == [
        ("igu_app", False, False, False, True),
        ("igu_boss", True, True, True, True),
        ("igu_owner", False, True, True, True),
        ("igu_task", False, False, False, True),
    ]
    assert ask(nothing, "SELECT current_user", "DATABASE_APP_URL") == [("igu_app",)]
    assert ask(nothing, "SELECT current_user", "DATABASE_TASK_URL") == [("igu_task",)]
    assert ask(
        nothing,
        "SELECT pg_encoding_to_char(encoding), datlocprovider, datlocale, pg_get_userbyid(datdba) "
        "FROM pg_database WHERE datname = 'igu'",
    ) == [("UTF8", "b", "C.UTF-8", "igu_owner")]
    assert ask(
        nothing,
        "SELECT current_setting('log_error_verbosity'), current_setting('log_min_error_statement'), "
        "current_setting('log_statement'), current_setting('listen_addresses')",
    ) == [("terse", "panic", "none", "")]
    assert nothing.places.sockets.stat().st_mode & 0o777 == 0o700


def test_a_refused_row_leaves_no_name_in_the_log(cluster):
    cluster.start()

    with pytest.raises(psycopg2.errors.UniqueViolation):
        ask(
            cluster,
            "CREATE TEMPORARY TABLE person (name text UNIQUE);"
            "INSERT INTO person VALUES ('Selam Tekle'), ('Selam Tekle')",
        )
    cluster.stop()

    log = (cluster.places.base / "postgres.log").read_text()
    assert "duplicate key value" in log
    assert "Selam" not in log


def test_data_are_there_after_stop_and_start(cluster):
    cluster.start()
    ask(cluster, "CREATE TABLE words AS SELECT 'æøå' AS word")
    cluster.stop()
    assert cluster.pid() is None

    cluster.start()

    assert ask(cluster, "SELECT word, upper(word) FROM words") == [("æøå", "ÆØÅ")]


def test_a_second_user_attaches_to_the_running_server(cluster):
    cluster.start()
    other = Postgres(cluster.places)

    other.start()

    assert other.pid() == cluster.pid()
    other.stop()
    assert cluster.pid() is None


def test_a_killed_server_recovers_what_was_committed(cluster):
    cluster.start()
    ask(cluster, "CREATE TABLE kept AS SELECT 1 AS n")
    kill(cluster)

    cluster.start()

    assert ask(cluster, "SELECT n FROM kept") == [(1,)]


def test_a_stale_pid_of_a_foreign_process_is_no_server(cluster):
    cluster.start()
    lines = (cluster.cluster / "postmaster.pid").read_text().splitlines()
    kill(cluster)
    (cluster.cluster / "postmaster.pid").write_text("\n".join(["1", *lines[1:]]))

    assert cluster.pid() is None
    cluster.start()

    assert ask(cluster, "SELECT 1") == [(1,)]


def test_a_stale_pid_of_a_zombie_is_no_server(cluster):
    cluster.start()
    cluster.stop()
    zombie = subprocess.Popen([sys.executable, "-c", ""])
    os.waitid(os.P_PID, zombie.pid, os.WEXITED | os.WNOWAIT)
    (cluster.cluster / "postmaster.pid").write_text(f"{zombie.pid}\n{cluster.cluster}\n")

    cluster.start()

    assert ask(cluster, "SELECT 1") == [(1,)]
    zombie.wait()


def test_a_cluster_that_was_half_made_is_made_anew(nothing):
    half = nothing.cluster.with_name("pg.new")
    nothing.places.own_folder(half)
    (half / "PG_VERSION").write_text("18\n")

    nothing.start()

    assert ask(nothing, "SELECT current_database()") == [("igu",)]
    assert not half.exists()


def test_data_of_another_version_are_refused_in_one_line(cluster):
    with changed(cluster.cluster / "PG_VERSION", "17\n"), pytest.raises(Refused, match="of PostgreSQL 17, not 18"):
        cluster.start()


def test_a_server_that_does_not_come_up_names_its_log(cluster):
    wrong = changed(cluster.cluster / "postgresql.conf", "no such setting\n")
    with wrong, pytest.raises(Refused, match=r"did not start: see .*postgres\.log"):
        cluster.start()


def test_stop_leaves_no_process(cluster):
    cluster.start()
    assert processes.working_in(cluster.cluster)

    cluster.stop()

    assert processes.working_in(cluster.cluster) == []
