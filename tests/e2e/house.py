"""The whole house in processes of its own, each of which can be killed at any moment and is started again."""

import contextlib
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psycopg2

from igu.local import places, processes
from igu.local.postgres import Postgres
from igu.local.valkey import Valkey

PROJECT = Path(__file__).resolve().parents[2]
CELERY = [sys.executable, "-m", "celery", "--app", "igu.celery", "--quiet"]
WORKER = ["worker", "--concurrency", "2", "--without-gossip", "--without-mingle", "--loglevel", "warning"]


class Household:
    """Processes that live together: each writes what it says to a file of its own and can be ended at any moment."""

    def __init__(self, folder: Path):
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.commands: dict[str, list[str]] = {}
        self.env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
        self.env |= {"IGU_ENV": "test", "IGU_LOCAL": str(folder), "DJANGO_SETTINGS_MODULE": "igu.settings"}
        self.processes: dict[str, subprocess.Popen] = {}

    def start(self, name: str, **env: str) -> None:
        with self.log_of(name).open("ab") as log:
            self.processes[name] = subprocess.Popen(
                self.commands[name], env=self.env | env, cwd=PROJECT, stdout=log, stderr=log, start_new_session=True
            )

    def end(self, name: str) -> None:
        process = self.processes.pop(name)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def log_of(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def wait_until(self, is_so, seconds: float) -> bool:
        until = time.monotonic() + seconds
        while not is_so():
            if time.monotonic() > until:
                return False
            time.sleep(0.1)
        return True

    def do(self, *words: str) -> None:
        subprocess.run([sys.executable, *words], env=self.env, cwd=PROJECT, check=True)


class House(Household):
    """PostgreSQL, Valkey, a mail server, worker, beat and a clock that makes reminders."""

    PARTS = ("sender", "worker", "clock", "beat", "broker", "database", "mail server")

    def __init__(self, folder: Path, *, days: int, pace: float):
        super().__init__(folder)
        self.places, self.days = places.find({"IGU_LOCAL": str(folder)}), days
        self.ledger = folder / "ledger"
        self.postgres, self.valkey = Postgres(self.places), Valkey(self.places)
        port = free_port()
        self.commands = {
            "worker": [*CELERY, *WORKER],
            "beat": [*CELERY, "beat", "--loglevel", "warning"],
            "clock": [sys.executable, "-m", "tests.e2e.clock", "run", str(days), str(pace)],
            "mail server": [sys.executable, "-m", "tests.e2e.mail_server", str(port), str(self.ledger)],
        }
        self.env |= self.postgres.urls() | self.valkey.urls()
        self.env |= {
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(port),
            "EMAIL_TIMEOUT": "0.5",  # and with it a lease of five seconds
            "LOG_LEVEL": "WARNING",
        }

    def open(self, people: int) -> None:
        self.postgres.start()
        self.valkey.start()
        self.do("manage.py", "migrate", "--verbosity=0")
        self.do("-m", "tests.e2e.clock", "seed", str(people), str(self.days))
        for name in self.commands:
            self.start(name)

    def close(self) -> None:
        for name in list(self.processes):
            self.end(name)
        self.valkey.stop()
        self.postgres.stop()
        if self.places.is_outside:
            shutil.rmtree(self.places.data, ignore_errors=True)

    def kill(self, part: str) -> None:
        """kill -9, and a new one at once, as a supervisor would. The sender is one of the worker's own processes."""
        if part == "sender":
            os.kill(random.choice(self._senders()), signal.SIGKILL)
        elif part in ("broker", "database"):
            server = self.valkey if part == "broker" else self.postgres
            pid = server.pid()
            os.kill(pid, signal.SIGKILL)
            processes.are_gone([pid], 10)
            server.start()
        else:
            self.end(part)
            self.start(part)

    def stop_a_sender_for(self, seconds: float) -> int:
        """Longer than its lease: when it goes on, its mails are somebody else's."""
        pid = self._senders()[0]
        os.kill(pid, signal.SIGSTOP)
        time.sleep(seconds)
        processes.send(pid, signal.SIGCONT)
        return pid

    def taken(self) -> list[dict]:
        """What the mail server has taken, in its order."""
        if not self.ledger.exists():
            return []
        return [json.loads(line) for line in self.ledger.read_text().splitlines() if line.endswith("}")]

    def ask(self, sql: str) -> list[tuple]:
        connection = psycopg2.connect(self.postgres.urls()["DATABASE_URL"])
        try:
            with connection.cursor() as cursor:
                cursor.execute(sql)
                return cursor.fetchall()
        finally:
            connection.close()

    def wait_until_mail_moves(self) -> None:
        """No fault meets an idle house, while there is work left."""
        before = len(self.taken())
        self.wait_until(lambda: len(self.taken()) > before, 20)

    def _senders(self) -> list[int]:
        worker = self.processes["worker"].pid
        self.wait_until(lambda: len(children(worker)) >= 2, 30)
        return children(worker)


def children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def free_port() -> int:
    """Below the ports that outgoing connections take, so that nobody takes it while the server is down."""
    for port in random.sample(range(20_000, 32_000), 50):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise OSError("no free port")
