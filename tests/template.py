"""A migrated database that each run copies: migrating takes twenty seconds, copying half a second.

It is made when a migration, or what migrates, has changed; the cluster keeps it for the next run.
"""

import hashlib
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg2

from igu.local import processes

ROOT = Path(__file__).parent.parent
PREFIX = "igu_template_"
LIKE = (f"{PREFIX}%", "test\\_igu\\_%")
MAKES_ROWS = ("igu/accounts/municipalities.py", "igu/accounts/apps.py", "igu/accounts/walls.py", "requirements-dev.txt")


def prepare(url: str) -> str:
    """The name of the template for this code, made if it is not there; left-overs of killed runs go."""
    name = PREFIX + fingerprint()
    with closing(psycopg2.connect(url.replace(f"igu_{os.getpid()}?", "postgres?"))) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(851)")  # two runs that begin at once make it once
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s OR datname LIKE %s", LIKE)
            found = {row[0] for row in cursor.fetchall()}
            for old in found - {name}:
                if is_left_over(old):
                    cursor.execute(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)')
            if name not in found:
                make(cursor, name, url)
    return name


def is_left_over(database: str) -> bool:
    """A template of other code, or the database of a run that is no more."""
    if database.startswith(PREFIX):
        return True
    number = database.removeprefix("test_igu_").split("_")[0]
    return number.isdigit() and not processes.is_alive(int(number))


def make(cursor, name: str, url: str) -> None:
    cursor.execute(f'CREATE DATABASE "{name}_new" TEMPLATE template0')
    env = os.environ | {"DATABASE_URL": url.replace(f"igu_{os.getpid()}?", f"{name}_new?")}
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity=0"], cwd=ROOT, env=env, check=True)
    cursor.execute(f'ALTER DATABASE "{name}_new" RENAME TO "{name}"')


def fingerprint() -> str:
    total = hashlib.sha256()
    for path in sorted([*ROOT.glob("*/migrations/*.py"), *ROOT.glob("igu/*/migrations/*.py")]):
        total.update(path.read_bytes())
    for name in MAKES_ROWS:
        total.update((ROOT / name).read_bytes())
    return total.hexdigest()[:12]
