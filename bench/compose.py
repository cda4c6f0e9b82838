"""What docker-compose.yml starts, started without Docker: its own commands, on the bench's PostgreSQL and a Valkey."""

import json
import math
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import yaml

from bench import environment
from bench.cluster import Cluster
from bench.environment import HOST
from bench.web import free_port
from igu.local import Refused
from igu.local.places import PROJECT
from igu.local.probe import answers
from igu.local.valkey import Valkey

PATIENCE = 60  # seconds until a part is up, or has gone


WHOLE = 1024  # the weight of a service that names none


def services() -> dict[str, dict]:
    return yaml.safe_load((PROJECT / "docker-compose.yml").read_text())["services"]


def commands() -> dict[str, list[str]]:
    """The words that start each service of ours; the image's own where the service names none."""
    lines = (PROJECT / "Dockerfile").read_text().splitlines()
    [of_image] = [json.loads(line.removeprefix("CMD ")) for line in lines if line.startswith("CMD ")]
    return {name: services()[name].get("command", of_image) for name in ("migrate", "web", "worker", "beat")}


def niceness(cpu_shares: int) -> int:
    """The priority that gives a process this weight beside others: each step of it weighs 1.25 times less."""
    return round(math.log(WHOLE / cpu_shares, 1.25))


class Fleet:
    """Any number of web servers, workers and a beat, each of which can be ended and started again by itself.

    application: what the web servers serve; the bench's own holds the day of its rows.
    """

    def __init__(self, env: dict[str, str], folder: Path, *, application: str = "igu.wsgi:application"):
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.application = folder, application
        path = os.pathsep.join([str(Path(sys.executable).parent), env["PATH"]])
        self.env = env | {"PATH": path, "IGU_BEAT_FILE": str(folder / "beat")}
        self.commands = commands()
        self.shares = {name: service.get("cpu_shares", WHOLE) for name, service in services().items()}
        self.processes: dict[str, subprocess.Popen] = {}
        self.ports: dict[str, int] = {}

    def start(self, name: str) -> None:
        """»web 1«, »worker 2«, »beat«: the first word is the service."""
        words = list(self.commands[name.split()[0]])
        if name.startswith("web"):
            port = self.ports.setdefault(name, free_port())
            others = {"0.0.0.0:8000": f"127.0.0.1:{port}", "igu.wsgi:application": self.application}
            words = [others.get(word, word) for word in words]
        elif name.startswith("worker"):
            words += ["--hostname", f"{name.replace(' ', '')}@{HOST}"]  # each container has a name of its own
        with (self.folder / f"{name.replace(' ', '_')}.log").open("ab") as log:
            process = self.processes[name] = subprocess.Popen(
                words, env=self.env, cwd=PROJECT, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        self._weigh(process.pid, self.shares[name.split()[0]])
        if name.startswith("web"):
            self._wait(name, lambda: answers(self.ports[name], "/readyz", HOST))

    def _weigh(self, pid: int, cpu_shares: int) -> None:
        """As Docker's control group does: against the others, whichever way this machine shares its cores."""
        os.setpriority(os.PRIO_PROCESS, pid, niceness(cpu_shares))
        group = Path(f"/proc/{pid}/autogroup")
        if group.exists():  # a session weighs as one, whatever its processes weigh
            group.write_text(str(niceness(cpu_shares)))

    def run(self, service: str) -> None:
        """A service that does its work and ends."""
        subprocess.run(self.commands[service], env=self.env, cwd=PROJECT, stdin=subprocess.DEVNULL, check=True)

    def wait_for_workers(self) -> None:
        for name in self.processes:
            if name.startswith("worker"):
                self._wait(name, lambda name=name: "ready." in self.said(name))

    def said(self, name: str) -> str:
        return (self.folder / f"{name.replace(' ', '_')}.log").read_text(errors="replace")

    def stop(self, name: str) -> None:
        """As Docker does: a wish, and after the grace period the end."""
        process = self.processes.pop(name)
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._kill(process)
            raise Refused(f"{name} did not end within {PATIENCE} seconds.")

    def kill(self, name: str) -> None:
        """Without a word, with all its children."""
        self._kill(self.processes.pop(name))

    def close(self) -> None:
        for process in self.processes.values():
            process.send_signal(signal.SIGTERM)
        until = time.monotonic() + 15
        for process in self.processes.values():
            try:
                process.wait(max(until - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                self._kill(process)

    def _kill(self, process: subprocess.Popen) -> None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def _wait(self, name: str, is_up) -> None:
        until = time.monotonic() + PATIENCE
        while not is_up():
            if time.monotonic() > until or self.processes[name].poll() is not None:
                raise Refused(f"{name} did not come up:\n{self.said(name)[-2000:]}")
            time.sleep(0.05)


@contextmanager
def fleet(cluster: Cluster, urls: dict[str, str], *, mail_port: int = 1, **options) -> Iterator[Fleet]:
    """A fleet on one database of the cluster with a broker of its own, up for the block and no longer.

    mail_port: where a mail server listens on this machine; at the first one nobody does.
    """
    valkey = Valkey(cluster.places)
    env = environment.of_app(urls, cluster.places.base / "static")
    env |= valkey.urls() | {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(mail_port), "WEB_CONCURRENCY": "2"}
    with ExitStack() as ends:
        valkey.start()
        ends.callback(valkey.stop)
        made = Fleet(env, cluster.places.base / "fleet", **options)
        ends.callback(made.close)
        yield made
