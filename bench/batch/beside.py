"""A piece of work and its raw form, timed in turn, each undone before the next begins."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from django.db import transaction

from bench.figures import Lap
from igu.local import Refused

REPEATS = 5


def beside(works: Mapping[str, Callable[[], object]], *, repeats: int = REPEATS) -> dict[str, list[Lap]]:
    """Laps of each. What a work gives back, once it is no longer timed, is compared with what the others give."""
    laps: dict[str, list[Lap]] = {key: [] for key in works}
    for _ in range(repeats):
        found = {}
        for key, work in works.items():
            with undone():
                wall, cpu = time.perf_counter(), time.process_time()
                result = work()
                laps[key].append(Lap(((time.perf_counter() - wall) * 1000,), (time.process_time() - cpu) * 1000))
                found[key] = result() if callable(result) else result
        compare(found)
    return laps


def compare(found: Mapping[str, object]) -> None:
    """Speed is no merit where the rows are others."""
    (first, rows), *others = found.items()
    for name, other in others:
        if other != rows:
            raise Refused(f"»{name}« does not come to the rows of »{first}«: {_size(other)} against {_size(rows)}.")


def _size(found) -> str:
    return str(len(found)) if hasattr(found, "__len__") else str(found)


@contextmanager
def undone() -> Iterator[None]:
    """Nothing that the block writes stays, by the app's log-in or the owner's."""
    with transaction.atomic(), transaction.atomic(using="owner"):
        yield
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="owner")


def manager_of_the_big_one():
    from bench.visitors import VISITORS, address
    from igu.accounts.models import User
    from igu.accounts.policy import find_actor

    user = User.objects.get(email=address("manager", VISITORS["big manager"]))
    with transaction.atomic():
        return find_actor(user.pk, None)
