"""A back-up as docs/operations.md takes it, brought back into an empty cluster: how long, and is it the same?"""

import os
import subprocess
import sys
import time

from bench import cluster, environment
from bench.bars import Measured
from bench.cluster import Cluster, run
from igu.local import Refused
from igu.local.places import PROJECT
from igu.local.postgres import PORT, find_binaries

TABLES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1"
SUM = 'SELECT count(*), sum(hashtextextended(t::text, 0)::numeric) FROM public."{}" t'
WAITING = "SELECT state, count(*) FROM outbox_mail GROUP BY state ORDER BY state"


def measure(running: Cluster, size: int) -> Measured:
    """Refuses where a row is lost or changed, or where mail would leave the copy."""
    source, database = "bench_source", "bench_restored"
    env = environment.of_app(running.copy(running.template(size), source), "")
    run([sys.executable, "manage.py", "run_daily", "--date", "2026-06-17"], env)  # with mails in line
    dump = running.places.base / "backup"
    seconds = {"dump": _timed(_tool(running, "pg_dump", "--format", "custom", "--file", str(dump), source))}
    with cluster.running("bench-restore") as empty:
        urls = empty.make_empty(database)
        there = ["--exit-on-error", "--jobs", "2", "--dbname", database, str(dump)]
        seconds["restore"] = _timed(_tool(empty, "pg_restore", *there))
        tables = compare(sums(running, source), sums(empty, database))
        waiting = mail_is_held(empty, database, urls)
        empty.drop(database)
    figures = {("back-up", "minutes"): seconds["dump"] / 60, ("restore", "minutes"): seconds["restore"] / 60}
    figures |= {("back-up", "MB"): dump.stat().st_size / 1e6, ("restore", "tables"): float(tables)}
    figures["restore", "mails held"] = float(waiting)
    running.drop(source)
    dump.unlink()
    return Measured({}, figures)


def _tool(where: Cluster, name: str, *words: str) -> list[str]:
    """PostgreSQL's own tool, as the owner: no other role sees every row."""
    program = find_binaries(where.places.account) / name
    return [str(program), "--host", str(where.places.sockets), "--port", str(PORT), "--username", "igu_owner", *words]


def _timed(command: list[str]) -> float:
    began = time.monotonic()
    cluster.run(command, {"PATH": os.environ["PATH"]})
    return time.monotonic() - began


def sums(where: Cluster, database: str) -> dict[str, tuple]:
    tables = [name for (name,) in where.query(TABLES, database=database)]
    return {name: where.query(SUM.format(name), database=database)[0] for name in tables}


def compare(before: dict[str, tuple], after: dict[str, tuple]) -> int:
    """Rows and checksum of every table; how many tables there are."""
    other = [name for name in before.keys() | after.keys() if before.get(name) != after.get(name)]
    if other:
        raise Refused(f"The restored database is another one: {', '.join(sorted(other))}")
    return len(before)


def mail_is_held(where: Cluster, database: str, urls: dict[str, str]) -> int:
    """A restored outbox sends nothing by itself; how many mails wait in it."""
    before = where.query(WAITING, database=database)
    env = environment.of_app(urls, "")
    sent = subprocess.run(
        [sys.executable, "manage.py", "send_mail"], env=env, cwd=PROJECT, capture_output=True, text=True, timeout=120
    )
    if sent.returncode == 0 or "release_mail" not in sent.stderr or where.query(WAITING, database=database) != before:
        raise Refused(f"The restored database has sent mail: {sent.stdout}{sent.stderr}")
    return dict(before).get("waiting", 0)
