"""Signals are found again each night and after a change, set-based; what a person said about them stays."""

import datetime as dt
import json
from collections.abc import Iterable
from uuid import UUID

from django.db import connection, transaction

from cases.documents import Worker
from cases.models import Case, Signal, WatchDecision
from cases.signals import sources
from igu.accounts.errors import RuleBroken
from igu.accounts.models import Municipality
from igu.accounts.tenancy import acting_for
from igu.audit.log import note_reads
from igu.audit.models import Look
from igu.outbox.jobs import has_done, job

SIGNALS = "signals"

# A signal that is gone is closed and its dismissal forgotten: when it comes back, it is news.
STORE = """
WITH found AS (
  SELECT * FROM jsonb_to_recordset(%(found)s::jsonb) AS t(case_id uuid, kind text, mark int, since_on date, facts jsonb)
),
gone AS (
  UPDATE cases_signal s SET is_open = FALSE, dismissed_at_mark = NULL
   WHERE s.municipality_id = %(municipality)s AND s.kind = ANY(%(kinds)s) AND {of_these}
     AND (s.is_open OR s.dismissed_at_mark IS NOT NULL)
     AND NOT EXISTS (SELECT FROM found f WHERE f.case_id = s.case_id AND f.kind = s.kind)
)
INSERT INTO cases_signal AS s
  (id, municipality_id, case_id, kind, mark, since_on, facts, is_open, dismissed_why)
SELECT gen_random_uuid(), %(municipality)s, case_id, kind, mark, since_on, facts, TRUE, '' FROM found
ON CONFLICT (municipality_id, case_id, kind) DO UPDATE
   SET mark = excluded.mark, since_on = excluded.since_on, facts = excluded.facts,
       is_open = s.dismissed_at_mark IS NULL OR excluded.mark > s.dismissed_at_mark
 WHERE (s.mark, s.since_on, s.facts, s.is_open) IS DISTINCT FROM
       (excluded.mark, excluded.since_on, excluded.facts,
        s.dismissed_at_mark IS NULL OR excluded.mark > s.dismissed_at_mark)
"""
# All counts come from one pass: a count asked for each case reads the municipality's signals once a case.
COUNT = """
WITH open AS (
  SELECT s.case_id, count(*) AS n FROM cases_signal s
   WHERE s.municipality_id = %(municipality)s AND s.is_open AND {of_these} GROUP BY s.case_id
), now AS (
  SELECT c.id, COALESCE(open.n, 0) AS n FROM cases_case c LEFT JOIN open ON open.case_id = c.id
   WHERE c.municipality_id = %(municipality)s AND {these}
)
UPDATE cases_case c SET signal_count = now.n FROM now
 WHERE c.municipality_id = %(municipality)s AND c.id = now.id AND c.signal_count <> now.n
"""
EVERY = {"of_these": "TRUE", "these": "TRUE"}
THESE = {"of_these": "s.case_id = ANY(%(ids)s::uuid[])", "these": "c.id = ANY(%(ids)s::uuid[])"}


@transaction.atomic
def look_again(municipality_id: UUID, today: dt.date, case_ids: Iterable[UUID] | None = None, *kinds: str) -> int:
    """Find the signals of these cases (or all of them) again, by these sources (or all); how many there are.

    One statement a source and two to store, however many cases there are. A second run changes nothing.
    """
    ids = None if case_ids is None else [UUID(str(case_id)) for case_id in case_ids]
    if ids == []:
        return 0
    asked = sources.sources(*kinds)
    found = [(source.key, one) for source in asked for one in source.find(municipality_id, today, ids)]
    if ids is None:  # a job; whoever looks at some cases again has opened them, and is in the log
        _note_job(municipality_id, {one.case_id for _kind, one in found})
    values = {
        "municipality": municipality_id,
        "kinds": [source.key for source in asked],
        "ids": [str(id_) for id_ in ids or ()],
        "found": json.dumps([_row(kind, one) for kind, one in found]),
    }
    asked_for = EVERY if ids is None else THESE
    with connection.cursor() as cursor:
        cursor.execute(STORE.format(**asked_for), values)
        cursor.execute(COUNT.format(**asked_for), values)
    return len(found)


def look_through(today: dt.date) -> None:
    """The day's look at every case, once: what changes a signal later looks at its own case (docs/decisions/0020)."""
    if has_done(SIGNALS, str(today)):
        return
    with job(SIGNALS, about=str(today)):
        for municipality in Municipality.objects.all():
            with acting_for(municipality.id):
                look_again(municipality.id, today)


def _note_job(municipality_id: UUID, case_ids: set[UUID]) -> None:
    citizens = Case.objects.filter(municipality_id=municipality_id, id__in=case_ids).values_list(
        "citizen_id", flat=True
    )
    note_reads(Worker(municipality_id, None), list(citizens), kind=Look.JOB, route="signals")


def _row(kind: str, one: sources.Found) -> dict:
    return {
        "case_id": str(one.case_id),
        "kind": kind,
        "mark": one.mark,
        "since_on": one.since_on.isoformat(),
        "facts": one.facts,
    }


@transaction.atomic
def dismiss_signal(actor, *, signal: Signal, why: str, today: dt.date) -> None:
    """Say why a signal is no cause for concern: it comes back only when something new happens.

    Raises RuleBroken: `reason_missing`.
    """
    if not why.strip():
        raise RuleBroken("reason_missing")
    row = Signal.objects.select_for_update().get(id=signal.id)
    row.is_open, row.dismissed_at_mark, row.dismissed_why = False, row.mark, why
    row.dismissed_on, row.dismissed_by_id = today, actor.membership_id
    row.save(update_fields=["is_open", "dismissed_at_mark", "dismissed_why", "dismissed_on", "dismissed_by"])
    _count(row.municipality_id, row.case_id)


@transaction.atomic
def take_dismissal_back(actor, *, signal: Signal) -> None:
    """Open a signal again that was dismissed by mistake."""
    Signal.objects.filter(id=signal.id, dismissed_at_mark__isnull=False).update(is_open=True, dismissed_at_mark=None)
    _count(signal.municipality_id, signal.case_id)


def _count(municipality_id, case_id) -> None:
    values = {"municipality": municipality_id, "ids": [str(case_id)]}
    with connection.cursor() as cursor:
        cursor.execute(COUNT.format(**THESE), values)


def decide_watch(actor, *, case: Case, decision: str, causes: list[str], belief: str, today: dt.date) -> WatchDecision:
    """Note what is decided about a case that is watched, and in what belief. Nothing follows by itself."""
    newest = WatchDecision.objects.filter(case=case).first()
    same = (actor.membership_id, decision, causes, belief, today)
    if newest and (newest.decided_by_id, newest.decision, newest.causes, newest.belief, newest.decided_on) == same:
        return newest  # sent twice
    return WatchDecision.objects.create(
        municipality_id=actor.municipality_id,
        case=case,
        decision=decision,
        causes=causes,
        belief=belief,
        decided_on=today,
        decided_by_id=actor.membership_id,
    )
