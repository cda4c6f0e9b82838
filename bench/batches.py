"""Batch targets: each part in a process of the app, on a copy of the large template."""

import json
import sys

from bench import environment
from bench.bars import Measured
from bench.cluster import Cluster, run
from bench.figures import Lap

PARTS = ("report", "files", "sheet", "sweep")  # all but the last leave the rows as they were, and share a copy
DATABASE = "bench_batch"


def measure(cluster: Cluster, part: str, size: int, *, full: bool) -> Measured:
    urls = cluster.urls(DATABASE) if cluster.has(DATABASE) else cluster.copy(cluster.template(size), DATABASE)
    env = environment.of_app(urls, cluster.places.base / "static")
    command = [sys.executable, "-m", "bench.batch", part, *(["--full"] if full else [])]
    found = json.loads(run(command, env).splitlines()[-1])
    if part == PARTS[-1]:
        cluster.drop(DATABASE)
    laps = {key: [Lap(tuple(wall), cpu) for wall, cpu in laps] for key, laps in found["laps"].items()}
    return Measured(laps, {(target, measure): value for target, measure, value in found["figures"]})
