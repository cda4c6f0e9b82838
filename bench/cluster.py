"""A PostgreSQL of the bench's own, and databases of every size, made once and copied for each run."""

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2

from bench import environment
from igu.local import Refused
from igu.local import places as where
from igu.local.lock import in_use
from igu.local.places import PROJECT, Places
from igu.local.postgres import PORT, Postgres

# As much memory as a small production server gives it. Flushing to disk is not measured: it is the disk's time.
SETTINGS = {"shared_buffers": "512MB", "max_wal_size": "4GB", "max_parallel_workers_per_gather": 0}
SUPERUSER = "igu_boss"
PREFIX = "bench_template_"
UNTOUCHED = (
    *("accounts_municipality", "accounts_membership", "employers_employer", "cases_citizen", "cases_nametoken"),
    *("cases_case", "cases_agreement", "education_planline", "followup_followup"),
)  # tables that no run of the pages may change


class Cluster:
    """A running cluster."""

    def __init__(self, places: Places):
        self.places = places
        self.server = Postgres(places, throw_away=True)
        self.server.settings |= SETTINGS

    def urls(self, database: str) -> dict[str, str]:
        """The three log-ins of the app on one database."""
        return {name: url.replace("/igu?", f"/{database}?") for name, url in self.server.urls().items()}

    def query(self, sql: str, values: Sequence = (), *, database: str = "postgres") -> list[tuple]:
        """As the superuser, outside any transaction: databases are made and copied so. Moments are said in UTC, so that
        a checksum is the same wherever it is taken."""
        who = {"host": str(self.places.sockets), "port": PORT, "user": SUPERUSER, "dbname": database}
        connection = psycopg2.connect(**who, options="-c timezone=UTC")
        with closing(connection):
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(sql, values or None)
                return cursor.fetchall() if cursor.description else []

    def has(self, database: str) -> bool:
        return bool(self.query("SELECT 1 FROM pg_database WHERE datname = %s", [database]))

    def drop(self, database: str) -> None:
        self.query(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')

    def copy(self, template: str, database: str) -> dict[str, str]:
        """A database for one run; gives its log-ins."""
        self.drop(database)
        self.query(f'CREATE DATABASE "{database}" TEMPLATE "{template}" STRATEGY FILE_COPY OWNER igu_owner')
        return self.urls(database)

    def make_empty(self, database: str) -> dict[str, str]:
        self.drop(database)
        self.query(f'CREATE DATABASE "{database}" OWNER igu_owner')
        return self.urls(database)

    # --- templates ------------------------------------------------------------------------------------

    def template(self, size: int | str) -> str:
        """The template with `size` follow-ups, or of the size with a name; made now where it is not there yet."""
        name = f"{PREFIX}{size}_{fingerprint()}"
        if not self.has(name):
            self._forget_old_ones()
            began = time.monotonic()
            self._make(name, size)
            print(f"made the data of size {size} in {time.monotonic() - began:.0f} s", flush=True)
        return name

    def checksum_of(self, template: str) -> str:
        """What was noted when the template was made."""
        [(note,)] = self.query(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [template]
        )
        return note

    def _forget_old_ones(self) -> None:
        for (name,) in self.query("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX]):
            if not name.endswith(fingerprint()):
                self.drop(name)

    def _make(self, name: str, size: int | str) -> None:
        empty = f"{PREFIX}0_{fingerprint()}"
        if size and not self.has(empty):
            self._make(empty, 0)
        new = "bench_new"
        if size:
            env = environment.of_app(self.copy(empty, new), "")
            env["DATABASE_URL"] = env["DATABASE_URL"].replace("igu_owner", SUPERUSER)
            run([sys.executable, "-m", "bench.data", str(size)], env)
        else:
            env = environment.of_app(self.make_empty(new), "")
            run([sys.executable, "manage.py", "migrate", "-v0"], env)
        self.query("VACUUM ANALYZE", database=new)
        self.query(f"COMMENT ON DATABASE {new} IS %s", [self.checksum(new)])
        self.query(f'ALTER DATABASE {new} RENAME TO "{name}"')

    def checksum(self, database: str) -> str:
        """One word for all rows of all tables that a page may not change."""
        sums = [
            self.query(f"SELECT count(*), sum(hashtextextended(t::text, 0)::numeric) FROM {table} t", database=database)
            for table in UNTOUCHED
        ]
        return hashlib.sha256(json.dumps(sums, default=str).encode()).hexdigest()[:16]


@contextmanager
def running(name: str = "bench") -> Iterator[Cluster]:
    """The cluster of this project's bench, up for the block."""
    cluster = Cluster(where.find(os.environ, name))
    with in_use(cluster.places.base, start=cluster.server.start, stop=cluster.server.stop):
        yield cluster


def fingerprint() -> str:
    """Of all that decides what stands in a template: the generator and the migrations."""
    total = hashlib.sha256()
    own = [Path(__file__).with_name(name) for name in ("data.py", "today.py")]
    migrations = sorted([*PROJECT.glob("*/migrations/*.py"), *PROJECT.glob("igu/*/migrations/*.py")])
    made = [PROJECT / "igu/accounts" / name for name in ("municipalities.py", "history.py")]  # by each `migrate`
    for path in [*own, *migrations, *made]:
        total.update(path.read_bytes())
    return total.hexdigest()[:10]


def run(command: list[str], env: dict[str, str]) -> str:
    """Run a part of the bench in a process of its own; what it printed."""
    ran = subprocess.run(command, env=env, cwd=PROJECT, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if ran.returncode:
        raise Refused(
            f"{' '.join(command[1:])} failed with {ran.returncode}:\n{ran.stdout[-300:]}{ran.stderr.strip()[-3000:]}"
        )
    return ran.stdout
