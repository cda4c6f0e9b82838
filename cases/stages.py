"""The stage of a case follows its agreements and the day. Set-based: one case, a sheet of them, or all of a night."""

import datetime as dt
from collections.abc import Iterable

from django.db import connection

from cases.models import NEVER, Case
from cases.words import Stage

# What a case is that was closed and is open again: nothing of the closing is left.
OPEN_AGAIN = {"stage": Stage.RUN_UP, "closed_on": None, "closed_why": ""}

# The newest agreement that was not called off carries the case. A pause holds while it runs, a closed case stays
# closed. An end by the contract that nobody has noted as an ending is overdue, not over: the case stays in its
# final phase. The final phase begins three months before the last day, as the call about hours and certificate does.
#
# The parts are MATERIALIZED, and each reads a table once: where the database believes a table empty that a sheet has
# just filled, it joins by trying each row with each, and two such joins inside each other never end.
FOLLOW = """
WITH newest AS MATERIALIZED (
  SELECT DISTINCT ON (case_id) case_id, id, start_on, COALESCE(ended_on, end_on) AS last_on, ending
    FROM cases_agreement
   WHERE ending <> 'never_started' AND {of_these}
   ORDER BY case_id, start_on DESC, id
), wanted AS MATERIALIZED (
  SELECT c.id, n.id AS agreement_id, COALESCE(n.last_on, %(never)s) AS ends_on, n.last_on,
         CASE WHEN c.stage = 'closed' THEN 'closed'
              WHEN n.id IS NULL THEN 'run_up'
              WHEN n.ending = 'moved' AND n.last_on < %(today)s THEN 'closed'
              WHEN n.ending <> '' AND n.last_on < %(today)s THEN 'aftercare'
              WHEN n.start_on > %(today)s THEN 'before_start'
              WHEN c.stage = 'paused' AND n.last_on >= %(today)s THEN 'paused'
              WHEN n.last_on - interval '3 months' <= %(today)s THEN 'final'
              ELSE 'running'
         END AS stage,
         c.agreement_id AS old_agreement_id, c.ends_on AS old_ends_on, c.stage AS old_stage
    FROM cases_case c LEFT JOIN newest n ON n.case_id = c.id
   WHERE c.municipality_id = %(municipality)s AND {these}
), changed AS MATERIALIZED (
  SELECT * FROM wanted
   WHERE (old_agreement_id, old_ends_on, old_stage) IS DISTINCT FROM (agreement_id, ends_on, stage)
   LIMIT %(batch)s
)
UPDATE cases_case c
   SET agreement_id = w.agreement_id, ends_on = w.ends_on, stage = w.stage,
       closed_on = CASE WHEN w.stage = 'closed' THEN COALESCE(c.closed_on, w.last_on) ELSE NULL END,
       closed_why = CASE WHEN w.stage <> 'closed' THEN '' WHEN c.stage = 'closed' THEN c.closed_why ELSE 'moved' END,
       version = c.version + 1
  FROM changed w
 WHERE c.id = w.id
   AND (c.agreement_id, c.ends_on, c.stage) IS DISTINCT FROM (w.agreement_id, w.ends_on, w.stage)
"""
# So many cases a statement: each writes into the history, and a statement may take ten seconds.
BATCH = 1500


def open_again(case_ids: Iterable) -> None:
    """Open those of these cases that are closed; `follow_agreements` then says how far they are."""
    Case.objects.filter(id__in=case_ids, stage=Stage.CLOSED).update(**OPEN_AGAIN)


def follow_agreements(municipality_id, today: dt.date, case_ids: Iterable | None = None) -> int:
    """Bring agreement, ends_on and stage of these cases (or all open ones) up to the day; how many have changed."""
    values = {"municipality": municipality_id, "today": today, "never": NEVER, "batch": BATCH}
    if case_ids is None:
        changed = batch = _follow(values, "c.closed_on IS NULL", "TRUE")
        while batch == BATCH:
            batch = _follow(values, "c.closed_on IS NULL", "TRUE")
            changed += batch
        return changed
    ids, these, of_these = [str(id) for id in case_ids], "c.id = ANY(%(ids)s::uuid[])", "case_id = ANY(%(ids)s::uuid[])"
    return sum(_follow(values | {"ids": ids[n : n + BATCH]}, these, of_these) for n in range(0, len(ids), BATCH))


def _follow(values: dict, these: str, of_these: str) -> int:
    """Move BATCH cases at most; how many have changed."""
    with connection.cursor() as cursor:
        cursor.execute(FOLLOW.format(these=these, of_these=of_these), values)
        return cursor.rowcount
