"""Rounds: each visits every target in turn, so that what disturbs the machine disturbs them all."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence

from bench.figures import Lap

Visit = Callable[[], float]  # asks once, gives the milliseconds


def order(keys: Sequence[str], turn: int) -> Iterator[str]:
    """Every key once, each round begun at another: no target always follows the same one."""
    start = turn * 7 % len(keys)
    yield from keys[start:]
    yield from keys[:start]


def run(
    visits: Mapping[str, Visit], cpu: Mapping[str, Callable[[], float]], *, rounds: int, requests: int
) -> dict[str, list[Lap]]:
    """Visit every target `requests` times in each of the rounds. cpu: what the target's workers have spent so far."""
    laps: dict[str, list[Lap]] = {key: [] for key in visits}
    for turn in range(rounds):
        for key in order(list(visits), turn):
            before = cpu[key]()
            wall = tuple(visits[key]() for _ in range(requests))
            laps[key].append(Lap(wall, (cpu[key]() - before) / requests))
    return laps


def side_by_side(works: Mapping[str, Callable[[], object]], *, repeats: int) -> dict[str, list[Lap]]:
    """Time pieces of work in this process, in turn; what a work returns is not timed. One lap a repeat."""
    laps: dict[str, list[Lap]] = {key: [] for key in works}
    for turn in range(repeats):
        for key in order(list(works), turn):
            wall, cpu = time.perf_counter(), time.process_time()
            works[key]()
            laps[key].append(Lap(((time.perf_counter() - wall) * 1000,), (time.process_time() - cpu) * 1000))
    return laps
