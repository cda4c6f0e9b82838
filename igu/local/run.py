"""`make run`: everything on one computer, in order, and all of it ends together."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

from igu.local import Refused, assets, messages, probe, processes, roles, stamps
from igu.local import places as where
from igu.local.places import PROJECT
from igu.local.servers import attach

MARK = "IGU_SUPERVISOR"  # in the environment of all we start: by it a later run finds what a killed one left
PYTHON = sys.executable
STATIC = PROJECT / "staticfiles"
AS_ROOT = "-Wignore:You're running the worker with superuser privileges"  # a demo on one's own computer may
DEMO = """\
  anna@demo.test    IGU-koordinator      Aalborg
  dorte@demo.test   leder                Aalborg
  erik@demo.test    administrator        Aalborg
  lis@demo.test     logkontrollant       Aalborg
  bo@demo.test      virksomhedsbruger    Aalborg
  carla@demo.test   IGU-koordinator      en anden kommune
  (one click on the log-in page, or the password "demo")"""


def run() -> int:
    """Start it all and stay until Ctrl-C or until one part ends; its exit code is ours."""
    env = os.environ.copy()
    if env.get("IGU_ENV") == "production":
        raise Refused("`make run` is for demo data on one computer, not for IGU_ENV=production (docs/operations.md).")
    places, port = where.find(env), read_port(env)
    note = Note(places.base / "run.json")
    note.end_what_was_left()
    check_port(port)
    env |= {"PORT": str(port), MARK: note.mark, "IGU_BEAT_FILE": str(places.base / "beat")}
    with note.held(port), attach(env, places=places) as private:
        if private and places.is_outside:
            print(f"Data lie in {places.data}, because this folder is closed to the account PostgreSQL runs as.")
        try:
            prepare(env)
            return watch(env, port)
        finally:
            end(processes.with_variable(MARK, note.mark))


def read_port(env) -> int:
    text = env.get("PORT") or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise Refused(f"PORT={text} is no port: give a number from 1 to 65535.")
    return int(text)


def check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise Refused(f"Port {port} needs root: choose another with PORT=8001 make run.")
        except OSError:
            raise Refused(f"Port {port} is taken: choose another with PORT={port % 65535 + 1} make run.")


class Note:
    """`run.json` says which supervisor runs: pid and start time, because a pid alone is given out again."""

    def __init__(self, file: Path):
        self.file = file
        self.mark = f"{os.getpid()}-{processes.started_at(os.getpid())}"

    def end_what_was_left(self) -> None:
        """End the processes of a supervisor that was killed; refuse beside one that lives."""
        try:
            noted = json.loads(self.file.read_text())
            pid, started, port = int(noted["pid"]), str(noted["started"]), noted["port"]
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return
        if processes.is_alive(pid) and processes.started_at(pid) == started:
            raise Refused(f"`make run` is already running here (process {pid}): http://localhost:{port}")
        left = processes.with_variable(MARK, f"{pid}-{started}")
        end(left)
        if left:
            print(f"Ended {len(left)} processes that an earlier run had left.", flush=True)
        self.file.unlink()

    @contextlib.contextmanager
    def held(self, port: int):
        self.file.parent.mkdir(parents=True, exist_ok=True)
        pid, started = self.mark.split("-")
        self.file.write_text(json.dumps({"pid": int(pid), "started": started, "port": port}))
        try:
            yield
        finally:
            self.file.unlink(missing_ok=True)


def prepare(env) -> None:
    """Everything before the first page; what was done before is skipped."""
    roles.prepare(os.environ)
    assets.prepare()
    messages.compile_all()
    manage(env, "migrate", "--verbosity=0")
    fingerprint = stamps.of_tree(PROJECT / "static") + stamps.of_contents([PROJECT / "requirements.txt"])
    stamps.unless_done(STATIC / ".stamp", fingerprint, lambda: manage(env, "collectstatic", "--noinput", "-v0"))
    manage(env, "demo", "--if-empty")


def manage(env, *words: str) -> None:
    if subprocess.run([PYTHON, PROJECT / "manage.py", *words], env=env, cwd=PROJECT).returncode:
        raise Refused(f"`manage.py {' '.join(words)}` failed: see above. Nothing was started.")


def commands(port: int) -> dict[str, list[str]]:
    gunicorn = f"gunicorn --bind 127.0.0.1:{port} --workers 1 --threads 4 --no-control-socket --log-level warning"
    celery = "celery --app igu.celery --quiet"
    quiet = "--loglevel warning"
    return {
        "web": [PYTHON, "-m", *gunicorn.split(), "igu.wsgi:application"],
        "worker": [
            PYTHON,
            AS_ROOT,
            "-m",
            *f"{celery} worker --concurrency 2 --without-gossip --without-mingle {quiet}".split(),
        ],
        "beat": [PYTHON, "-m", *f"{celery} beat {quiet}".split()],
    }


def watch(env, port: int) -> int:
    """Start the web, then, when it answers, the rest; wait for the end of one, or for a signal."""
    stopping, waiting, parts = Stop(), commands(port), {}
    start = partial(subprocess.Popen, env=env, cwd=PROJECT, stdin=subprocess.DEVNULL, start_new_session=True)
    parts["web"] = start(waiting.pop("web"))
    while not stopping.asked:
        for name, part in parts.items():
            if part.poll() is not None:
                code = exit_code(part.returncode)
                print(f"{name} ended with code {code}; stopping the rest.", flush=True)
                return code or 1  # the rest is stopped against somebody's will, however well this part has ended
        if waiting and probe.answers(port, "/livez"):
            parts |= {name: start(command) for name, command in waiting.items()}
            waiting = {}
            tell(env, port)
        time.sleep(0.1)
    print("Stopping …", flush=True)
    return 0


def exit_code(returncode: int) -> int:
    """As a shell tells it: 128 and the signal's number for what was killed."""
    return 128 - returncode if returncode < 0 else returncode


class Stop:
    """Set by Ctrl-C, SIGTERM or a closed terminal, instead of an exception in the middle of something."""

    def __init__(self):
        self.asked = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.note)

    def note(self, *_):
        self.asked = True


def tell(env, port: int) -> None:
    print(f"\nIGU runs at http://localhost:{port}   (Ctrl-C stops it)", flush=True)
    if env.get("IGU_ENV", "demo") == "demo":
        print(f"Log in as one of the demo's people:\n{DEMO}\n", flush=True)


def end(pids: list[int]) -> None:
    """Ask the heads to end, who see their own children off; what is left after that is asked, then made to."""
    heads = [pid for pid in pids if processes.parent(pid) not in pids]
    for asked, number, seconds in ((heads, signal.SIGTERM, 10), (pids, signal.SIGTERM, 2), (pids, signal.SIGKILL, 5)):
        for pid in filter(processes.is_alive, asked):
            processes.send(pid, number)
        processes.are_gone(asked, seconds)
