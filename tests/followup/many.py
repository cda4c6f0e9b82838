"""Many follow-ups by one statement: ten for each of the cases that `tests.cases.many` makes, half of them done."""

from django.db import connections

FOLLOW_UPS = """
INSERT INTO followup_followup (id, municipality_id, case_id, agreement_id, key, turn, party, kind, raw_on, due_on, what,
  why, source, ground, answer, themes, note, made_at, made_by_id, done_at, done_on, done_by_id, version)
SELECT gen_random_uuid(), c.municipality_id, c.id, c.agreement_id, 'call_employer', n, 'employer', 'contact', on_, on_,
       'Call', '', 'O', '', CASE WHEN n < 5 THEN 'good' ELSE '' END, '[]', '', '2025-06-01',
       CASE WHEN n = 9 THEN c.coordinator_id END,
       CASE WHEN n < 5 THEN '2026-06-01'::timestamptz + n * interval '1 day' END,
       CASE WHEN n < 5 THEN '2026-06-01'::date + n END, CASE WHEN n < 5 THEN c.coordinator_id END, 1
  FROM cases_case c, generate_series(0, 9) n,
       LATERAL (SELECT '2025-06-01'::date + n * 120 + (hashtext(c.number || n) & 127) AS on_) d
 WHERE c.municipality_id = %s
"""


def make_follow_ups(municipality_id) -> None:
    """As the owner, who has no time limit, and without history: a hundred thousand rows are to cost seconds."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE followup_followup DISABLE TRIGGER USER")
        cursor.execute("DISCARD PLANS")  # the checks of keys were planned for tables of three rows
        cursor.execute(FOLLOW_UPS, [municipality_id])
        cursor.execute("ALTER TABLE followup_followup ENABLE TRIGGER USER")
