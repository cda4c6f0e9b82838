"""The pages that are measured, and the rounds over all of them: the app on a small and a large database, and bare."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from statistics import median

from bench import environment, figures, rounds
from bench.bars import Measured
from bench.cluster import Cluster, run
from bench.figures import Lap
from bench.web import Site, serving
from igu.local import Refused

OWN_CASE = """
SELECT id FROM cases_case WHERE coordinator_id = md5('member0')::uuid AND stage = 'running' ORDER BY number LIMIT 1
"""
GROWING = {"list", "case", "my day", "search"}  # asked at every size
COUNTED = 9  # requests whose statements are counted
# The last row of page 99 of the longest list: the next page begins after it.
ROW_4950 = """
SELECT id FROM cases_case WHERE coordinator_id = md5('member9700000')::uuid AND closed_on IS NULL
 ORDER BY next_due_on, id OFFSET 4949 LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Target:
    """A page as one visitor sees it on one site. shows: how often this stands in it at least, or it is another page."""

    site: Site
    path: str
    cookie: str
    shows: tuple[bytes, int] = (b"", 0)

    def visit(self) -> float:
        answer = self.site.ask(self.path, self.cookie)
        if answer.status != 200:
            raise Refused(f"{self.path} answered {answer.status} where a page was to be measured.")
        return answer.ms


def measure(cluster: Cluster, sizes: Mapping[str, int], *, rounds_: int, requests: int) -> Iterator[Measured]:
    """Give what was measured; asked once more, measure the same sites again."""
    with ExitStack() as ends:
        bare = ends.enter_context(bare_site(cluster))
        targets = {"bare": bare, "bare again": bare}
        for name, size in sizes.items():
            found = ends.enter_context(app_site(cluster, name, size))
            targets |= found if name == "large" else {f"{key}, {name}": found[key] for key in sorted(GROWING)}
        plain = plain_figures(targets)
        for target in targets.values():
            for _ in range(10):  # both workers have seen every page before the first round
                target.visit()
        while True:
            laps = rounds.run(
                {key: target.visit for key, target in targets.items()},
                {key: target.site.cpu_ms for key, target in targets.items()},
                rounds=rounds_,
                requests=requests,
            )
            workers = {("worker", "MB"): targets["list"].site.pss_mb()}
            yield Measured(laps, plain | workers)


def is_noisy(laps: Mapping[str, list[Lap]]) -> bool:
    return figures.is_noisy(figures.wall_ratio(laps["bare again"], laps["bare"]))


@contextmanager
def bare_site(cluster: Cluster) -> Iterator[Target]:
    env = environment.of_bare(cluster.make_empty("bench_bare")["DATABASE_URL"])
    key = run([sys.executable, "-m", "bench.bare.visitor"], env).strip()
    with serving("bench.bare.wsgi:application", env, cluster.places.base / "bare.log") as site:
        yield Target(site, "/tom/", f"sessionid={key}")


@contextmanager
def app_site(cluster: Cluster, name: str, size: int) -> Iterator[dict[str, Target]]:
    """The app on a copy of the template of this size, with all that is asked of it there."""
    database = f"bench_{name}"
    env = environment.of_app(cluster.copy(cluster.template(size), database), cluster.places.base / "static")
    visitors = json.loads(run([sys.executable, "-m", "bench.visitors"], env))
    with serving("bench.served:application", env, cluster.places.base / f"{name}.log") as site:
        yield targets_of(site, visitors, cluster, database)


def targets_of(site: Site, visitors: dict, cluster: Cluster, database: str) -> dict[str, Target]:
    [(case_id,)] = cluster.query(OWN_CASE, database=database)
    before_page_100 = cluster.query(ROW_4950, database=database)

    def target(path: str, who: str, rows: int = 0, row: bytes = b"<tr") -> Target:
        return Target(site, path, visitors["cookies"][who], (row, rows))

    a_page = 51  # rows, with the head's
    found = {
        "empty": target("/tom/", "coordinator"),
        "frame": target("/ramme/", "coordinator"),
        "floor": target("/gulv/", "coordinator", 50),
        "list": target("/sager/?visning=mine", "coordinator", a_page),
        "list, all": target("/sager/?visning=alle", "big manager", a_page),
        "list of few": target("/sager/?visning=mine", "few", a_page),
        "list of many": target("/sager/?visning=mine", "many", a_page),
        "case": target(f"/sager/{case_id}/", "coordinator"),
        "my day": target("/min-dag/", "coordinator", 50, b'id="line-'),
        "my day of many": target("/min-dag/", "many", 50, b'id="line-'),
    }
    if before_page_100:  # the small database has fewer cases
        path = f"/sager/?visning=mine&efter={before_page_100[0][0]}"
        found["list, page 100"] = target(path, "many", a_page)
    return found | {
        name: target(f"/sager/soeg/?t={token}", "big manager") for name, token in visitors["searches"].items()
    }


def plain_figures(targets: Mapping[str, Target]) -> dict[tuple[str, str], float]:
    """Queries, their time and the weight of each page, counted once outside the rounds. Also that it is the page."""
    found = {}
    for key, target in targets.items():
        if key.startswith("bare"):
            continue
        answers = [target.site.ask(target.path, target.cookie, X_Bench_Count="1") for _ in range(COUNTED)]
        answer = answers[-1]  # what a worker keeps between requests is kept by now
        text, times = target.shows
        if answer.status != 200 or answer.body.count(text) < times:
            raise Refused(f"{target.path} ({key}) answered {answer.status} and {answer.body.count(text)} × {text!r}.")
        found[key, "queries"] = float(answer.headers["x-queries"])
        found[key, "SQL ms"] = median(float(answer.headers["x-sql-ms"]) for answer in answers)
        found[key, "longest SQL ms"] = median(float(answer.headers["x-longest-ms"]) for answer in answers)
        found[key, "kB"] = len(answer.body) / 1000
    return found
