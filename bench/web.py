"""Sites under gunicorn, two sync workers each as in production, and how one request is timed."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench import machine
from bench.environment import HOST
from igu.local import Refused, processes
from igu.local.places import PROJECT

WORKERS = 2
PATIENCE = 60  # seconds


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and how long it took from the first packet to the last byte."""

    ms: float
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Site:
    """One gunicorn."""

    process: subprocess.Popen
    port: int
    workers: list[int] = field(default_factory=list)

    def ask(self, path: str, cookie: str, **headers: str) -> Answer:
        """One request on a connection of its own, from the loopback, as if the proxy had taken the TLS off."""
        lines = [
            f"GET {path} HTTP/1.1",
            f"Host: {HOST}",
            "X-Forwarded-Proto: https",
            f"Cookie: {cookie}",
            *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
            "Connection: close\r\n\r\n",
        ]
        request = "\r\n".join(lines).encode()
        began = time.perf_counter()
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as line:
            line.sendall(request)
            parts = []
            while part := line.recv(65536):
                parts.append(part)
        return _read(b"".join(parts), (time.perf_counter() - began) * 1000)

    def cpu_ms(self) -> float:
        return machine.cpu_ms(self.workers)

    def pss_mb(self) -> float:
        """Of the heaviest worker."""
        return max(map(machine.pss_mb, self.workers))


def _read(raw: bytes, ms: float) -> Answer:
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    return Answer(ms, int(first.split()[1]), headers, body)


@contextmanager
def serving(application: str, env: dict[str, str], log: Path) -> Iterator[Site]:
    """The site, up for the block. `log` gets what the workers print: a line a request, as in production."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", "--preload", application, "--bind", f"127.0.0.1:{port}"),
        *("--workers", str(WORKERS), "--worker-class", "sync", "--no-control-socket", "--log-level", "warning"),
    ]
    with ExitStack() as ends:
        out = ends.enter_context(log.open("wb"))
        process = subprocess.Popen(
            command, env=env, cwd=PROJECT, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True
        )
        ends.callback(_end, process)
        site = Site(process, port)
        _wait_for_workers(site, log)
        yield site


def _wait_for_workers(site: Site, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and site.process.poll() is None:
        site.workers = machine.children(site.process.pid)
        if len(site.workers) == WORKERS and _listens(site.port):
            return
        time.sleep(0.05)
    raise Refused(f"The site did not come up:\n{log.read_text()[-2000:]}")


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def _end(process: subprocess.Popen) -> None:
    workers = machine.children(process.pid) if process.poll() is None else []
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    processes.are_gone(workers, 5)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
