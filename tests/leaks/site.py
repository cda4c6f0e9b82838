"""The site of the leak scan: web, worker and beat in processes of their own, on the test's database, with a broker that
writes down all it is told and a PostgreSQL whose log we read."""

import os
import socket
import sys
import threading
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
from celery import Celery
from redis import Redis

from igu.local import places, probe
from igu.local.valkey import Valkey
from tests.e2e.house import CELERY, WORKER, Household, free_port

GUNICORN = [sys.executable, "-m", "gunicorn", "--threads", "4", "--no-control-socket", "--bind"]
SITE = "leak-scan"  # how the site's connections are told from the test's own
# What a PostgreSQL can be set to tell, all at once.
LOUD = {
    "log_statement": "all",
    "log_min_duration_statement": "0",
    "log_error_verbosity": "verbose",
    "log_min_error_statement": "info",
    "log_parameter_max_length": "-1",
    "log_parameter_max_length_on_error": "-1",
}


class Site(Household):
    """As in production, but for TLS."""

    def __init__(self, folder: Path, *, database: str, mail_port: int):
        super().__init__(folder)
        self.port, self.database = free_port(), Database(database)
        self.valkey = Valkey(places.find({"IGU_LOCAL": str(folder)}))
        self.scratch, self.heard = folder / "tmp", folder / "heard"
        self.scratch.mkdir()
        self.env |= self.database.urls | self.valkey.urls()
        self.env |= {
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(mail_port),
            "PGAPPNAME": SITE,
            "PYTHONUNBUFFERED": "1",
            "TMPDIR": str(self.scratch),
            "IGU_TEST_HEARD": str(self.heard),
            "SITE_URL": self.url,
        }
        self.told = bytearray()
        self.heard.touch()

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def open(self, *, is_careless: bool = False, **env: str) -> None:
        """The web with what is beside it. The worker comes when it is started: what waits for it can be looked at."""
        web, ears = ("tests.leaks.careless",) * 2 if is_careless else ("igu.wsgi", "tests.leaks.ears")
        self.commands = {
            "web": [*GUNICORN, f"127.0.0.1:{self.port}", web],
            "worker": [*CELERY, *WORKER, "--include", ears],
            "beat": [*CELERY, "beat"],
        }
        self.env |= env
        self.valkey.start()
        threading.Thread(target=self._listen, daemon=True).start()
        assert self.wait_until(lambda: self.told, 20)
        self.start("web")
        self.start("beat")
        assert self.wait_until(lambda: probe.answers(self.port, "/livez"), 60), self.log_of("web").read_text()

    def close(self) -> None:
        for name in list(self.processes):
            self.end(name)
        self.valkey.stop()
        self.database.come_back()
        self.database.be_as_shipped()

    def call(self, *tasks: str) -> None:
        """As beat does: the real worker is told by the real broker."""
        address = self.valkey.urls()["REDIS_URL"].replace("unix://", "redis+socket://", 1)
        with Celery("clock", broker=address) as clock:
            for task in tasks:
                clock.send_task(task)

    def broker(self) -> Redis:
        return Redis.from_url(self.valkey.urls()["REDIS_URL"])

    def in_the_broker(self) -> list[bytes]:
        """Every key with its value, whatever its kind."""
        read = {
            b"string": lambda key: [broker.get(key)],
            b"list": lambda key: broker.lrange(key, 0, -1),
            b"hash": lambda key: [part for pair in broker.hgetall(key).items() for part in pair],
            b"set": lambda key: list(broker.smembers(key)),
            b"zset": lambda key: broker.zrange(key, 0, -1),
        }
        with self.broker() as broker:
            return [part for key in broker.scan_iter() for part in [key, *read[broker.type(key)](key)]]

    def _listen(self) -> None:
        """All that the broker and cache is ever told: also what was taken away again, or waits unacknowledged."""
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(str(self.valkey.socket))
            line.sendall(b"MONITOR\r\n")
            while told := line.recv(1 << 16):
                self.told += told


class Database:
    """The test's own database, seen by its superuser where the server is the one that comes with the project."""

    def __init__(self, name: str):
        self.name = name
        self.urls = {key: _with_database(os.environ[key], name) for key in os.environ if _is_address(key)}
        here = places.find(os.environ, "test")
        self.is_private = str(here.sockets) in self.urls["DATABASE_URL"].replace("%2F", "/")
        self.log_file, self.is_loud = here.base / "postgres.log", False
        self.begun_at = self.log_file.stat().st_size if self.is_private else 0

    def do(self, sql: str) -> None:
        """As superuser, outside the database: some of it closes that."""
        boss = _with_database(self.urls["DATABASE_URL"], "postgres").replace("igu_owner@", "igu_boss@")
        with closing(psycopg2.connect(boss)) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(sql)

    def be_loud(self) -> None:
        """For everybody who connects from now on."""
        self.is_loud = True
        for name, value in LOUD.items():
            self.do(f"ALTER DATABASE {self.name} SET {name} = '{value}'")

    def be_as_shipped(self) -> None:
        if self.is_private:
            self.do(f"ALTER DATABASE {self.name} RESET ALL")

    def go_away(self) -> None:
        """Nobody comes in, and who is in is thrown out, but for the test itself."""
        self.do(f"ALTER DATABASE {self.name} ALLOW_CONNECTIONS false")
        self.do(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            f"WHERE datname = '{self.name}' AND application_name = '{SITE}'"
        )

    def come_back(self) -> None:
        if self.is_private:
            self.do(f"ALTER DATABASE {self.name} ALLOW_CONNECTIONS true")

    def log(self) -> bytes:
        """What it has said since the site was made."""
        with self.log_file.open("rb") as log:
            log.seek(self.begun_at)
            return log.read()


def _is_address(name: str) -> bool:
    return name.startswith("DATABASE_") and name.endswith("URL")


def _with_database(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
