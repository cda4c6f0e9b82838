"""Who uses the private servers: each user holds a shared lock, and the last one to leave stops them.

The kernel drops a lock with its process, so that a user who was killed is not counted.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def in_use(folder: Path, *, start: Callable[[], None], stop: Callable[[], None]) -> Iterator[None]:
    """Hold the servers: `start` brings up what does not run yet, `stop` ends them after the last user."""
    folder.mkdir(parents=True, exist_ok=True)
    me = os.getpid()
    with (folder / "users.lock").open("a") as users:
        try:
            with _one_at_a_time(folder):
                fcntl.flock(users, fcntl.LOCK_SH)
                start()
            yield
        finally:
            if os.getpid() == me:  # a forked child leaves nothing: it only inherited the lock
                with _one_at_a_time(folder):
                    if _alone(users):
                        stop()


def is_in_use(folder: Path) -> bool:
    """Whether anybody holds the servers now."""
    if not (folder / "users.lock").exists():
        return False
    with (folder / "users.lock").open("a") as users:
        return not _alone(users)


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Start and stop never meet."""
    with (folder / "door.lock").open("a") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield


def _alone(users) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
