"""The clicks of the crowd, against a server of three lines."""

import asyncio
import math
import time

from bench.crowd import Click, Doors, Person, Seen, ask, click_on, follow, percentile

ONE = Person(3, "__Host-session=abc", [Click("/min-dag/"), Click("/svar/", (("answer", "good"),))])
PAGE = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
LED_ON = b"HTTP/1.1 302 Found\r\nLocation: /min-dag/\r\n\r\n"


def served(work, answers, *, wait=0.0):
    """Run `work(doors, heard)` with a server that gives these answers by path; heard: what was sent."""

    async def run():
        heard = []

        async def answer(reader, writer):
            request = await reader.readuntil(b"\r\n\r\n")
            length = [int(line[16:]) for line in request.split(b"\r\n") if line.startswith(b"Content-Length: ")]
            heard.append((request + await reader.readexactly(sum(length))).decode())
            await asyncio.sleep(wait)
            writer.write(answers[request.split()[1].decode()])
            await writer.drain()
            writer.close()

        async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
            return await work(Doors([server.sockets[0].getsockname()[1]]), heard)

    return asyncio.run(run())


def test_a_form_is_sent_as_its_owner_and_followed_to_the_page_behind_it():
    async def work(doors, heard):
        seen = []
        last = await follow(doors, ONE, ONE.clicks[1], seen)
        return heard, seen, last

    (sent, opened), seen, last = served(work, {"/svar/": LED_ON, "/min-dag/": PAGE})

    assert sent.startswith("POST /svar/") and "answer=good" in sent and "__Host-session=abc" in sent
    assert opened.startswith("GET /min-dag/")
    assert [(one.path, one.status, one.is_fault) for one in seen] == [("/svar/", 302, False), ("/min-dag/", 200, False)]
    assert last.path == "/min-dag/" and last.municipality == 3


def test_a_fault_of_the_server_and_a_server_that_is_not_there_are_faults():
    async def work(doors, heard):
        return await ask(doors, ONE, ONE.clicks[0])

    assert served(work, {"/min-dag/": b"HTTP/1.1 500 Oh\r\n\r\n"}).is_fault
    nobody = asyncio.run(ask(Doors([1]), ONE, ONE.clicks[0]))
    assert (nobody.status, nobody.is_fault) == (0, True)


def test_a_server_is_taken_out_when_its_last_request_has_left():
    async def work(doors, heard):
        [port] = doors.ports
        under_way = asyncio.create_task(ask(doors, ONE, ONE.clicks[0]))
        await asyncio.sleep(0.05)
        await doors.take_out(port)
        is_through = under_way.done() or doors.busy[port] == 0
        doors.put_back(port)
        return is_through, await under_way, doors.ports == [port]

    is_through, answer, is_back = served(work, {"/min-dag/": PAGE}, wait=0.2)
    assert is_through and answer.status == 200 and is_back


def test_a_person_clicks_from_one_page_to_the_next_until_the_moment():
    async def work(doors, heard):
        seen = []
        await click_on(doors, ONE, 0, pause=0.01, until=time.monotonic() + 0.3, seen=seen)
        return [one.path for one in seen]

    paths = served(work, {"/svar/": PAGE, "/min-dag/": PAGE})
    assert paths[:4] == ["/min-dag/", "/svar/", "/min-dag/", "/svar/"]


def test_percentiles_are_those_of_the_answers():
    seen = [Seen(0, 0, "/", 200, float(ms)) for ms in range(1, 101)]

    assert (percentile(seen, 0.5), percentile(seen, 0.95), percentile(seen, 0.99)) == (51, 96, 100)
    assert math.isnan(percentile([], 0.95))
