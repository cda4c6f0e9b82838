"""Many cases by a few statements, for what must not depend on how many there are."""

from django.db import connection

from igu.accounts.tenancy import acting_for

CITIZENS = """
INSERT INTO cases_citizen (id, municipality_id, first_name, last_name, birth_on, sex, origin, basis, aliens_act,
  family_to, completed_before, no_cpr_reason, phone, email, language, needs_interpreter, literacy, danish_education,
  danish_test, family, background, version)
SELECT md5('citizen' || %(salt)s || n)::uuid, %(m)s, 'Anna' || n, 'Berg' || n %% 97, '1990-01-01', '', '', '7', '', '',
       false, 'many', '', '', '', false, '', '', '', '', '', 1
  FROM generate_series(1, %(n)s) n
"""
TOKENS = """
INSERT INTO cases_nametoken (id, municipality_id, citizen_id, token)
SELECT gen_random_uuid(), %(m)s, md5('citizen' || %(salt)s || n)::uuid, token
  FROM generate_series(1, %(n)s) n, LATERAL (VALUES ('anna' || n), ('berg' || n %% 97)) t(token)
"""
AGREEMENTS = """
INSERT INTO cases_agreement (id, municipality_id, case_id, citizen_id, employer_id, start_on, end_on, is_public, ending,
  wage_scheme, functions, outcome_6, outcome_12, version)
SELECT md5('agreement' || %(salt)s || n)::uuid, %(m)s, md5('case' || %(salt)s || n)::uuid,
       md5('citizen' || %(salt)s || n)::uuid, %(e)s, day, day + 729, false, '', '', '', '', '', 1
  FROM generate_series(1, %(n)s) n, LATERAL (SELECT '2025-01-06'::date + n %% 600 AS day) d
"""
CASES = """
INSERT INTO cases_case (id, municipality_id, citizen_id, number, coordinator_id, stage, "group", opened_on,
  agreement_id, counted_hours, planned_hours, next_due_on, next_what, next_count, last_contact_on, ends_on, sort_name,
  version)
SELECT md5('case' || %(salt)s || n)::uuid, %(m)s, md5('citizen' || %(salt)s || n)::uuid,
       '2025-' || lpad(n::text, 6, '0'), %(c)s, 'running', '', '2025-01-01',
       md5('agreement' || %(salt)s || n)::uuid, n %% 851, 100, '2026-06-01'::date + n %% 400, 'Call', 1,
       '2026-08-01'::date + n %% 90, '2027-01-05'::date + n %% 600, 'anna' || n || ' berg' || n %% 97, 1
  FROM generate_series(1, %(n)s) n
"""
ASSESSMENTS = """
INSERT INTO cases_assessment (id, municipality_id, case_id, start_on, decision, rule_version, reasons, facts, note,
  judged_at)
SELECT gen_random_uuid(), municipality_id, id, '2026-03-02', 'eligible', '', '{}', '{}', '', now() FROM cases_case
"""
EMPTY = """
DELETE FROM cases_nametoken; DELETE FROM cases_agreement; DELETE FROM cases_case; DELETE FROM cases_citizen
"""


def make_many(person, employer, count: int) -> None:
    """`count` running cases of this person with agreement and name words."""
    values = {
        "m": person.actor.municipality_id,
        "c": person.membership.id,
        "e": employer.id,
        "n": count,
        "salt": str(person.membership.id),
    }
    with acting_for(person.actor.municipality_id), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")  # no test fails because the machine is busy
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for statement in (CITIZENS, TOKENS, CASES, AGREEMENTS):
            cursor.execute(statement, values)
        cursor.execute("DISCARD PLANS")  # the checks of keys were planned for tables of three rows
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        # no test fails because the database has last looked at these tables while they were empty, and so tries each
        # row of one with each of another
        cursor.execute("SET LOCAL enable_nestloop = off")


def assess_all(person) -> None:
    """An assessment of each case of this person's municipality."""
    with acting_for(person.actor.municipality_id), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute(ASSESSMENTS)


def empty(person) -> None:
    """Take the cases of this person's municipality away again."""
    with acting_for(person.actor.municipality_id), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(EMPTY)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
