"""The manager's figures of a very large municipality beside the best statement that a hand would write."""

import datetime as dt

from django.db import connection

from bench.batch.beside import beside, manager_of_the_big_one
from bench.today import TODAY

FIRST = TODAY - dt.timedelta(days=730)
OUTCOMES = """
SELECT grouping(ending, outcome_6, outcome_12), ending, outcome_6, outcome_12, count(*)
  FROM cases_agreement
 WHERE municipality_id = %s AND ending <> '' AND COALESCE(ended_on, end_on) BETWEEN %s AND %s
 GROUP BY GROUPING SETS ((ending), (outcome_6), (outcome_12))
"""
ON_TIME = """
SELECT key, count(*) FILTER (WHERE done_on <= due_on AND answer <> 'not_reached'), count(*)
  FROM followup_followup
 WHERE municipality_id = %s AND due_on BETWEEN %s AND %s AND key NOT IN ('', %s) AND answer <> 'waived'
   AND (NOT may_waive OR done_at IS NOT NULL) AND (due_on < %s OR done_at IS NOT NULL)
 GROUP BY key ORDER BY key
"""


def measure(*, full: bool):
    from igu.accounts.tenancy import acting_for
    from reports import figures

    actor = manager_of_the_big_one()
    period = figures.Period(FIRST, TODAY, TODAY)
    with acting_for(actor.municipality_id):
        laps = beside(
            {
                "report outcomes, raw": lambda: raw_outcomes(actor),
                "report outcomes": lambda: our_outcomes(figures.outcomes(actor, period)),
            }
        )
        laps |= beside(
            {
                "report ontime, raw": lambda: raw_on_time(actor, figures.PORTAL_MONTH),
                "report ontime": lambda: [(row.value, row.count, row.of) for row in figures.ontime(actor, period)],
            }
        )
    return laps, {}


def raw_outcomes(actor):
    with connection.cursor() as cursor:
        cursor.execute(OUTCOMES, [actor.municipality_id, FIRST, TODAY])
        rows = cursor.fetchall()
    by_ending = sorted(count for level, *_names, count in rows if level == 3)
    after = [sum(count for at, *names, count in rows if at == level and names[place]) for level, place in AFTER]
    return by_ending, after


AFTER = ((5, 1), (6, 2))  # which columns a row is not grouped by, as bits; and which one it is


def our_outcomes(rows):
    by_ending = sorted(row.count for row in rows if row.group == "ending" and row.count)
    return by_ending, [row.count for row in rows if row.value == "besvaret"]


def raw_on_time(actor, left_out: str):
    with connection.cursor() as cursor:
        cursor.execute(ON_TIME, [actor.municipality_id, FIRST, TODAY, left_out, TODAY])
        return cursor.fetchall()
