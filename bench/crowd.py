"""People who click, each with a session and pauses of their own, in browsers that follow where they are led."""

import asyncio
import random
import re
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from bench.environment import HOST
from bench.visitors import TOKEN

PATIENCE = 60  # seconds for one answer
UUIDS = re.compile(r"[0-9a-f-]{36}")


@dataclass(frozen=True, slots=True)
class Click:
    """A page that is opened, or with `form` a form that is sent."""

    path: str
    form: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    municipality: int
    cookie: str
    clicks: Sequence[Click]


@dataclass(frozen=True, slots=True)
class Seen:
    """One answer. at: when it was asked for, in seconds of time.monotonic. status: 0 where none came."""

    at: float
    municipality: int
    path: str
    status: int
    ms: float
    location: str = ""

    @property
    def is_fault(self) -> bool:
        return self.status not in (200, 302, 303)


@dataclass
class Doors:
    """The servers behind one address, as a proxy sees them: in turn, and none that is taken out.

    busy: how many requests are under way at each.
    """

    ports: list[int]
    busy: dict[int, int] = field(default_factory=dict)
    turn: int = 0

    def next(self) -> int:
        self.turn += 1
        return self.ports[self.turn % len(self.ports)]

    async def take_out(self, port: int) -> None:
        """Let nobody in there any more, and wait until the last one has left."""
        self.ports.remove(port)
        while self.busy.get(port):
            await asyncio.sleep(0.01)

    def put_back(self, port: int) -> None:
        self.ports.append(port)


async def ask(doors: Doors, person: Person, click: Click, *, body: bytes = b"", kind: str = "") -> Seen:
    """One request on a connection of its own, with the time from the first packet to the last byte."""
    if click.form:
        body = urlencode([("csrfmiddlewaretoken", TOKEN), *click.form]).encode()
        kind = "application/x-www-form-urlencoded"
    port = doors.next()
    doors.busy[port] = doors.busy.get(port, 0) + 1
    began = time.monotonic()
    try:
        raw = await asyncio.wait_for(_exchange(port, person, click.path, body, kind), PATIENCE)
        status, location = _read(raw.partition(b"\r\n\r\n")[0].decode("latin-1"))
    except (OSError, TimeoutError, ValueError, IndexError):
        status, location = 0, ""
    finally:
        doors.busy[port] -= 1
    path = urlsplit(click.path).path
    return Seen(began, person.municipality, path, status, (time.monotonic() - began) * 1000, location)


async def _exchange(port: int, person: Person, path: str, body: bytes, kind: str) -> bytes:
    lines = [
        f"{'POST' if body else 'GET'} {path} HTTP/1.1",
        f"Host: {HOST}",
        "X-Forwarded-Proto: https",
        f"Referer: https://{HOST}/",
        f"Cookie: {person.cookie}",
        *([f"Content-Type: {kind}", f"Content-Length: {len(body)}"] if body else []),
        "Connection: close\r\n\r\n",
    ]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write("\r\n".join(lines).encode() + body)
        await writer.drain()
        return await reader.read()
    finally:
        writer.close()


def _read(head: str) -> tuple[int, str]:
    first, *lines = head.split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    return int(first.split()[1]), headers.get("location", "")


async def follow(doors: Doors, person: Person, click: Click, seen: list[Seen], **sent) -> Seen:
    """A click and where it leads, as a browser goes."""
    answer = await ask(doors, person, click, **sent)
    seen.append(answer)
    if answer.location:
        answer = await ask(doors, person, Click(answer.location))
        seen.append(answer)
    return answer


async def click_on(doors: Doors, person: Person, number: int, *, pause: float, until: float, seen: list[Seen]) -> None:
    """One person's clicks, one after the other and from the first again, until the moment has come."""
    fate = random.Random(number)  # noqa: S311 - the same pauses each time
    await asyncio.sleep(fate.uniform(0, pause))
    turn = number
    while time.monotonic() < until:
        await follow(doors, person, person.clicks[turn % len(person.clicks)], seen)
        turn += 1
        await asyncio.sleep(fate.uniform(0.5, 1.5) * pause)


def begin(
    doors: Doors, people: Iterable[Person], *, pause: float, until: float
) -> tuple[list[Seen], list[asyncio.Task]]:
    """All of them begin to click: what they will have seen, and the tasks that end when the moment has come."""
    seen: list[Seen] = []
    clicks = (click_on(doors, one, number, pause=pause, until=until, seen=seen) for number, one in enumerate(people))
    return seen, [asyncio.create_task(one) for one in clicks]


def percentile(seen: Iterable[Seen], share: float) -> float:
    """Milliseconds that `share` of the answers stay within; of no answers, none."""
    times = sorted(answer.ms for answer in seen)
    return times[min(int(share * len(times)), len(times) - 1)] if times else float("nan")


def told_faults(seen: Iterable[Seen]) -> int:
    """How many answers are no page; the most frequent ones are printed, without ids."""
    faults = Counter(f"{answer.status} {UUIDS.sub('…', answer.path)}" for answer in seen if answer.is_fault)
    if faults:
        print("\n".join(f"  {times} × {what}" for what, times in faults.most_common(10)), flush=True)
    return faults.total()
