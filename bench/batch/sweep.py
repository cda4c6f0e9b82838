"""The day's run beside one INSERT … SELECT, a second run, two at once, and the sending of its mails to no server."""

import datetime as dt
import time
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from bench.batch.beside import beside, undone
from bench.figures import Lap
from bench.today import TODAY

# Everything due of open cases, in all municipalities at once, as somebody would write it who trusts all memberships.
RAW = """
INSERT INTO followup_reminder (id, municipality_id, follow_up_id, membership_id, due_on, remind_on, made_at)
SELECT gen_random_uuid(), f.municipality_id, f.id, c.coordinator_id, f.due_on, %(today)s, now()
  FROM followup_followup f
  JOIN cases_case c ON c.id = f.case_id AND c.closed_on IS NULL
 WHERE f.done_at IS NULL AND f.due_on <= %(today)s
ON CONFLICT DO NOTHING
"""
FORGET = """
DELETE FROM outbox_mail WHERE kind = 'digest';
DELETE FROM followup_reminder WHERE remind_on = %s
"""
DOUBLES = "SELECT count(*) - count(DISTINCT (follow_up_id, due_on)) FROM followup_reminder WHERE remind_on = %s"
MADE = "SELECT follow_up_id, membership_id, due_on FROM followup_reminder WHERE remind_on = %s"


def measure(*, full: bool):
    from followup.services.daily import run_job

    night_before()
    laps = beside({"sweep, raw": raw, "sweep": sweep})
    laps["sweep again"] = []
    for _ in laps["sweep"]:
        with undone():
            run_job(TODAY)
            began = time.perf_counter()
            run_job(TODAY)
            laps["sweep again"].append(Lap(((time.perf_counter() - began) * 1000,), 0.0))
    return laps, sending() | at_once()


def night_before() -> None:
    """A run has moved the stages and asked for the starts, as on any day. What it reminded of is left to today's."""
    from followup.services.daily import run_daily

    yesterday = TODAY - dt.timedelta(days=1)
    run_daily(yesterday)
    forget(yesterday)


def raw():
    with connections["owner"].cursor() as cursor:
        cursor.execute(RAW, {"today": TODAY})
    return raw_rows


def raw_rows() -> set:
    with connections["owner"].cursor() as cursor:
        cursor.execute(MADE, [TODAY])
        return set(cursor.fetchall())


def sweep():
    from followup.services.daily import run_job

    run_job(TODAY)
    return swept_rows


def swept_rows() -> set:
    """Behind the walls each municipality's rows are seen by itself."""
    from igu.accounts.models import Municipality
    from igu.accounts.tenancy import acting_for

    found = set()
    for municipality in Municipality.objects.all():
        with acting_for(municipality.id), connection.cursor() as cursor:
            cursor.execute(MADE, [TODAY])
            found |= set(cursor.fetchall())
    return found


class Nowhere:
    """A mail server that takes everything at once."""

    def __enter__(self):
        return self

    def __exit__(self, *fault):
        pass

    def deliver(self, sender, recipient, content) -> str:
        return "250 taken"


def sending() -> dict:
    from followup.services.daily import run_job
    from igu.outbox import hold
    from igu.outbox.sending import send_due

    hold.release()  # a copy of a template is a restored database
    reminders = run_job(TODAY).reminders
    with CaptureQueriesContext(connection) as asked, CaptureQueriesContext(connections["task"]) as claimed:
        cpu, began = time.process_time(), time.perf_counter()
        tally = send_due(today=TODAY, seconds=300, post=Nowhere)
        wall, cpu = time.perf_counter() - began, time.process_time() - cpu
    each = max(reminders, 1)
    return {
        ("sending", "ms a reminder"): wall * 1000 / each,
        ("sending", "CPU ms a reminder"): cpu * 1000 / each,
        ("sending", "queries a reminder"): (len(asked) + len(claimed)) / each,
        ("sending", "mails"): float(tally["sent"]),
        ("sending", "reminders"): float(reminders),
    }


def at_once() -> dict:
    """Two runs beside each other, as when a worker is asked twice, beside one alone. The database is a copy."""
    alone, both = took(1), took(2)
    with connections["owner"].cursor() as cursor:
        cursor.execute(DOUBLES, [TODAY])
        [doubles] = cursor.fetchone()
    return {("two sweeps", "time : one"): both / alone, ("two sweeps", "reminders twice"): float(doubles)}


def took(times: int) -> float:
    """Seconds for the first run of the day, by so many at once."""
    forget(TODAY)
    began = time.perf_counter()
    with ThreadPoolExecutor(times) as pool:
        list(pool.map(run_and_leave, [TODAY] * times))
    return time.perf_counter() - began


def forget(day) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(FORGET, [day])


def run_and_leave(today) -> None:
    from followup.services.daily import run_daily

    run_daily(today)
    connections.close_all()
