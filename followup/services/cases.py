"""What the list of cases shows of their follow-ups, kept on the case itself in one statement."""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from cases.models import NEVER
from followup.texts import SHORT

REFRESH = """
WITH wanted AS (SELECT unnest(%(cases)s::uuid[]) AS id),
short AS (SELECT * FROM unnest(%(keys)s::text[], %(shorts)s::text[]) AS t(key, word)),
coming AS (
  SELECT f.case_id, f.due_on, coalesce(short.word, left(f.what, 120)) AS word, f.key, f.party, f.id
    FROM followup_followup f
    JOIN wanted ON wanted.id = f.case_id
    LEFT JOIN short ON short.key = f.key
   WHERE f.municipality_id = %(municipality)s AND f.done_at IS NULL
),
first AS (
  SELECT DISTINCT ON (case_id) case_id, due_on, word, count(*) OVER (PARTITION BY case_id, due_on, word) AS times
    FROM coming ORDER BY case_id, due_on, key, party, id
),
contact AS (
  SELECT case_id, max(done_on) AS done_on
    FROM (
      SELECT f.case_id, f.done_on
        FROM followup_followup f JOIN wanted ON wanted.id = f.case_id
       WHERE f.municipality_id = %(municipality)s AND f.kind = 'contact' AND f.answer IN ('good', 'issue')
      UNION ALL
      SELECT j.case_id, j.happened_on
        FROM cases_journalentry j JOIN wanted ON wanted.id = j.case_id
       WHERE j.municipality_id = %(municipality)s AND j.is_contact AND NOT j.is_restricted
         AND j.taken_back_at IS NULL
    ) contacts
   GROUP BY case_id
),
now AS (
  SELECT c.id, contact.done_on AS last_contact_on,
         coalesce(first.due_on, %(never)s) AS due_on, coalesce(first.word, '') AS word,
         coalesce(first.times, 0) AS times
    FROM cases_case c
    JOIN wanted USING (id)
    LEFT JOIN first ON first.case_id = c.id
    LEFT JOIN contact ON contact.case_id = c.id
   WHERE c.municipality_id = %(municipality)s
)
UPDATE cases_case c
   SET next_due_on = now.due_on, next_what = now.word, next_count = now.times, last_contact_on = now.last_contact_on
  FROM now
 WHERE c.municipality_id = %(municipality)s AND c.id = now.id
   AND (c.next_due_on, c.next_what, c.next_count, c.last_contact_on)
       IS DISTINCT FROM (now.due_on, now.word, now.times, now.last_contact_on)
"""


def refresh_cases(municipality_id: UUID, case_ids: Iterable[UUID]) -> None:
    """Store the next follow-up and the last contact on these cases."""
    with connection.cursor() as cursor:
        cursor.execute(
            REFRESH,
            {
                "municipality": municipality_id,
                "cases": [str(case_id) for case_id in case_ids],
                "keys": list(SHORT),
                "shorts": list(SHORT.values()),
                "never": NEVER,
            },
        )
