"""What the kernel says of a process. A pid alone proves nothing: it may be a zombie's, or given out again."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path

PROC = Path("/proc")


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat from the state on (the third); empty where there is no such process."""
    try:
        return (PROC / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()
    except (OSError, IndexError):
        return []


def is_alive(pid: int) -> bool:
    """Whether the process runs; a zombie does not."""
    state = _stat(pid)[:1]
    return bool(state) and state[0] not in "ZX"


def started_at(pid: int) -> str:
    """Ticks from boot to the start of the process: together with the pid it names one process for good."""
    fields = _stat(pid)
    return fields[19] if fields else ""


def parent(pid: int) -> int:
    fields = _stat(pid)
    return int(fields[1]) if fields else 0


def arguments(pid: int) -> list[str]:
    """The words that the process was started with."""
    try:
        return (PROC / str(pid) / "cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return []


def _all_pids() -> Iterable[int]:
    return (int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit())


def with_variable(name: str, value: str) -> list[int]:
    """Live processes that were started with this environment variable, however far down the tree."""
    wanted = f"{name}={value}".encode()

    def has_it(pid: int) -> bool:
        try:
            return wanted in (PROC / str(pid) / "environ").read_bytes().split(b"\0")
        except OSError:
            return False

    return [pid for pid in _all_pids() if has_it(pid) and is_alive(pid)]


def working_in(folder: Path) -> list[int]:
    """Live processes whose working directory is this folder."""

    def stands_there(pid: int) -> bool:
        try:
            return (PROC / str(pid) / "cwd").readlink() == folder
        except OSError:
            return False

    return [pid for pid in _all_pids() if stands_there(pid) and is_alive(pid)]


def start_apart(command: list, log: Path, **identity) -> int:
    """Start a server that outlives us and is nobody's child, so that any user of it can end it; gives its pid."""
    with log.open("ab") as written:
        shell = subprocess.run(
            ["sh", "-c", '"$@" >&2 & echo $!', "sh", *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=written,
            start_new_session=True,  # Ctrl-C is for the supervisor, who stops things in order
            check=True,
            **identity,
        )
    return int(shell.stdout)


def send(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)


def are_gone(pids: Iterable[int], seconds: float) -> bool:
    """Wait until none of them runs; False when some still do."""
    pids = list(pids)
    until = time.monotonic() + seconds
    while any(is_alive(pid) for pid in pids):
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True
