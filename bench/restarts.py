"""Two web servers and three workers on one PostgreSQL, restarted one after the other while people click.

The clicks go where a proxy would send them: in turn to the servers that are in, and to none that is taken out before
its restart. Workers are restarted politely, and one is killed with a plan in its hands: each plan is made all the same.
"""

import asyncio
import time

from bench.bars import Measured
from bench.cluster import Cluster
from bench.compose import Fleet, fleet
from bench.crowd import Doors, Person, Seen, begin, follow, percentile, told_faults
from bench.load import crowd_of

PAUSE = 2.0  # seconds between two clicks, on average
PLANS = 60
SECONDS = 100.0
NAMES = ("web 1", "web 2", "worker 1", "worker 2", "worker 3", "beat 1")
PLANS_BY_STATE = "SELECT state, count(*) FROM cases_document GROUP BY state"


def measure(cluster: Cluster) -> Measured:
    database = "bench_restarts"
    urls = cluster.copy(cluster.template("crowd"), database)
    people, manager = crowd_of(cluster, urls, database)
    with fleet(cluster, urls, application="bench.served:application") as running:
        for name in NAMES:
            running.start(name)
        running.wait_for_workers()
        figures = asyncio.run(restarted(running, people[:60], manager))
        plans = asyncio.run(made(cluster, database))
    cluster.drop(database)
    return Measured({}, figures | plans)


async def restarted(running: Fleet, people: list[Person], manager: Person) -> dict:
    doors, end = Doors(list(running.ports.values())), time.monotonic() + SECONDS
    seen, clicking = begin(doors, people, pause=PAUSE, until=end)
    asked = asyncio.create_task(ask_for_plans(doors, manager, seen))
    restarts = 0
    while time.monotonic() < end - 15:
        for name in ("web 1", "worker 1", "web 2", "worker 2"):
            await restart(running, doors, name)
            restarts += 1
        await asyncio.to_thread(running.kill, "worker 3")
        await asyncio.to_thread(running.start, "worker 3")
        restarts += 1
    await asyncio.gather(asked, *clicking)
    return {
        ("restarts", "failed requests"): float(told_faults(seen)),
        ("restarts", "requests"): float(len(seen)),
        ("restarts", "restarts"): float(restarts),
        ("restarts", "p95 ms"): percentile(seen, 0.95),
    }


async def restart(running: Fleet, doors: Doors, name: str) -> None:
    """A web server is taken out first and put back when it says that it is ready."""
    port = running.ports.get(name)
    if port:
        await doors.take_out(port)
    await asyncio.to_thread(running.stop, name)
    await asyncio.to_thread(running.start, name)
    if port:
        doors.put_back(port)


async def ask_for_plans(doors: Doors, manager: Person, seen: list[Seen]) -> None:
    for click in manager.clicks[:PLANS]:
        await follow(doors, manager, click, seen)
        await asyncio.sleep(1)


async def made(cluster: Cluster, database: str) -> dict:
    """What a killed worker had in its hands is taken up by another: at the latest after five minutes."""
    until = time.monotonic() + 420
    while True:
        states = dict(cluster.query(PLANS_BY_STATE, database=database))
        if states == {"ready": PLANS} or time.monotonic() > until:
            return {("plans", "not made"): float(PLANS - states.get("ready", 0))}
        await asyncio.sleep(1)
