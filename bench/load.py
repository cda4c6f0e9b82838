"""P19: 150 people at work in 98 municipalities, while one municipality reads a long sheet in and has 200 plans printed.

First a while that warms everything up and is not counted, then one of clicks alone, then the same with the work beside
them. The two are compared for everybody else: a municipality that does much must not make the others wait.
"""

import asyncio
import json
import sys
import time
from collections.abc import Callable

from bench import environment
from bench.bars import Measured
from bench.cluster import Cluster, run
from bench.compose import Fleet, fleet
from bench.crowd import Click, Doors, Person, Seen, begin, follow, percentile, told_faults
from bench.data import BIG
from bench.visitors import MANAGER, TOKEN, address
from igu.local import Refused

PEOPLE = 150
PAUSE = 5.0  # seconds between two clicks, on average
WARMING, ALONE, BESIDE = 60.0, 60.0, 180.0  # seconds
PLANS = 200
SHEET_ROWS = 5_000
WORKING = 0  # the municipality with the sheet and the plans
PATIENCE = 600  # seconds for work that a worker does
OWN_CASES = """
SELECT c.id, f.id, f.version FROM cases_case c
  LEFT JOIN LATERAL (SELECT id, version FROM followup_followup f
                      WHERE f.case_id = c.id AND f.done_at IS NULL ORDER BY due_on, id LIMIT 1) f ON TRUE
 WHERE c.coordinator_id = md5('member' || %s)::uuid AND c.closed_on IS NULL ORDER BY c.number LIMIT 8
"""
WITH_PLAN = """
SELECT id FROM cases_case WHERE municipality_id = md5('municipality' || %s)::uuid AND agreement_id IS NOT NULL
 ORDER BY number
"""
DOCUMENTS = "SELECT count(*), count(*) FILTER (WHERE state = 'ready') FROM cases_document"
SHEET = "SELECT state FROM cases_sheetimport"


def measure(cluster: Cluster) -> Measured:
    database = "bench_load"
    urls = cluster.copy(cluster.template("crowd"), database)
    people, manager = crowd_of(cluster, urls, database)
    sheet = run([sys.executable, "-m", "bench.batch.sheet", str(SHEET_ROWS)], environment.of_app(urls, "")).encode()
    with fleet(cluster, urls, application="bench.served:application") as running:
        for name in ("web 1", "worker 1", "beat 1"):
            running.start(name)
        running.wait_for_workers()
        figures = asyncio.run(work_day(cluster, database, running, people, manager, sheet))
    cluster.drop(database)
    return Measured({}, figures)


def crowd_of(cluster: Cluster, urls: dict[str, str], database: str) -> tuple[list[Person], Person]:
    """The people, spread over all municipalities, and the manager of the one that works."""
    numbers = [number % (BIG + 1) * 100_000 + number // (BIG + 1) for number in range(PEOPLE)]
    emails = [address("coordinator", number) for number in numbers]
    of_manager = address("manager", WORKING * 100_000 + MANAGER)
    env = environment.of_app(urls, "")
    cookies = json.loads(run([sys.executable, "-m", "bench.visitors", *emails, of_manager], env))
    people = [
        Person(number // 100_000, cookies[email], clicks_of(cluster.query(OWN_CASES, [number], database=database)))
        for number, email in zip(numbers, emails, strict=True)
    ]
    plans = [Click(f"/sager/{case}/plan/dokument/", (("ask", "1"),)) for (case,) in
             cluster.query(WITH_PLAN, [WORKING], database=database)]  # fmt: skip
    return people, Person(WORKING, cookies[of_manager], plans)


def clicks_of(cases: list[tuple]) -> list[Click]:
    """A morning: the day, the list, a case with its tabs, a search, an answer; then the next case."""
    clicks = []
    for case, follow_up, version in cases:
        page = f"/sager/{case}/"
        clicks += [Click("/min-dag/"), Click(page), Click(f"{page}journal/"), Click(f"{page}plan/")]
        clicks += [Click("/sager/?visning=mine"), Click(f"{page}opfoelgning/"), Click("/sager/?visning=alle")]
        clicks.append(Click("/sager/soeg/", (("q", "amina"),)))
        if follow_up:
            answer = (("answer", "good"), ("version", str(version)), ("next", "plan"))
            clicks.append(Click(f"/opfoelgning/{follow_up}/svar/", answer))
    return clicks


async def work_day(
    cluster: Cluster, database: str, running: Fleet, people: list[Person], manager: Person, sheet: bytes
) -> dict:
    doors, work = Doors(list(running.ports.values())), []
    end = time.monotonic() + WARMING + ALONE + BESIDE
    seen, clicking = begin(doors, people, pause=PAUSE, until=end)
    await asyncio.sleep(WARMING)
    seen.clear()
    await asyncio.sleep(ALONE)
    began = time.monotonic()

    def ask(sql: str) -> tuple:
        return cluster.query(sql, database=database)[0]

    plans, read = await asyncio.gather(
        print_plans(doors, manager, ask, work), read_sheet(doors, manager, sheet, ask, work)
    )
    await asyncio.gather(*clicking)
    return figures_of(seen, work, began) | {("plans", "seconds"): plans, ("sheet of 5,000", "seconds"): read}


async def print_plans(doors: Doors, manager: Person, ask, work: list[Seen]) -> float:
    """Seconds until all are ready. A plan that waits already is given again, not made again."""
    began, number = time.monotonic(), 0
    while ask(DOCUMENTS)[0] < PLANS:
        await follow(doors, manager, manager.clicks[number % len(manager.clicks)], work)
        number += 1
    await wait_until(lambda: ask(DOCUMENTS) == (PLANS, PLANS), "The plans were not made.")
    return time.monotonic() - began


async def read_sheet(doors: Doors, manager: Person, sheet: bytes, ask, work: list[Seen]) -> float:
    """Seconds from the sending of the sheet until it is saved, with the dry run between."""
    began = time.monotonic()
    body, kind = as_file(sheet)
    shown = await follow(doors, manager, Click("/sager/indlaes/"), work, body=body, kind=kind)
    await wait_until(lambda: ask(SHEET) == ("read",), "The sheet was not read.")
    await follow(doors, manager, Click(f"{shown.path}gem/", (("save", "1"),)), work)
    await wait_until(lambda: ask(SHEET) == ("saved",), "The sheet was not saved.")
    return time.monotonic() - began


def as_file(content: bytes) -> tuple[bytes, str]:
    """A form with a file, and its content type."""
    edge = "the-edge-of-the-sheet"
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{TOKEN}'.encode(),
        f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="hold.csv"\r\n'
        "Content-Type: text/csv\r\n\r\n".encode()
        + content,
        f"--{edge}--\r\n".encode(),
    ]
    return b"\r\n".join(parts), f"multipart/form-data; boundary={edge}"


async def wait_until(is_so: Callable[[], bool], else_: str) -> None:
    until = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > until:
            raise Refused(else_)
        await asyncio.sleep(1)


def figures_of(seen: list[Seen], work: list[Seen], began: float) -> dict[tuple[str, str], float]:
    """began: when the work beside the clicks began."""
    beside = [answer for answer in seen if answer.at >= began]
    others = {
        name: percentile([answer for answer in answers if answer.municipality != WORKING], 0.95)
        for name, answers in (("alone", [answer for answer in seen if answer.at < began]), ("beside", beside))
    }
    return {
        ("crowd", "p95 ms"): percentile(beside, 0.95),
        ("crowd", "p99 ms"): percentile(beside, 0.99),
        ("crowd", "p50 ms"): percentile(beside, 0.5),
        ("crowd", "p95 ms before the work"): others["alone"],
        ("crowd", "errors"): float(told_faults([*seen, *work])),
        ("crowd", "requests"): float(len(seen) + len(work)),
        ("crowd", "requests a second"): len(beside) / BESIDE,
        ("other municipalities", "p95 beside the work : alone"): others["beside"] / others["alone"],
    }
