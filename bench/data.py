"""Fills an empty database with made-up people: `generate_series` and the hash of the row's number, nothing random.

Run as the superuser by `bench.cluster`. At size N there are N follow-ups, ten a case, in ordinary municipalities of
five hundred cases (in all 97 of a thousand, for a million), about fifty open cases a coordinator; beside them one
municipality out of proportion, where one coordinator has N/10 cases and another fifty; and so many citizens without a
case that there are N people. At size »crowd« all 98 municipalities are ordinary. Every row is the same each time.
"""

import sys

import django
from django.db import connections, models

from bench.today import TODAY

BIG = 97  # the number of the municipality out of proportion; the ordinary ones are numbered from 0
A_MUNICIPALITY = 500  # cases
A_COORDINATOR = 60  # cases, about fifty of them open
FEW = 50  # cases of the second coordinator in the municipality out of proportion
FIRMS = 150  # of each municipality
PLAN_LINES = 8
FIRST_NAMES = """
    Amina Yusuf Olena Ali Fatima Omar Mariam Hassan Layla Ibrahim Natalia Ahmad Sofia Khalid Halima Dmytro Zahra Said
    Iryna Bilal Rana Karim Oksana Tariq Salma Nabil Viktor Samira Idris Hodan Petro Leila Walid Asma Rustam Nadia
    Mikael Habib Selam Tesfay Miriam Abel Yordanos Daud Jamila Rashid Marina Faris Sonja Munir Elena Basim Aster Musa
    Tatjana Jamal Rahel Anwar Lidia Osman"""
BEGINNINGS = """
    Abdul Bere Chark Dalko Ekin Farha Gebre Hamdi Issa Jarko Kova Lemko Mansu Nasri Ortho Pavli Qasem Rezai Shev Tahir
    Usman Vahid Warsa Yilma Zaki Bondar Cheru Dost Gulam Hordi"""
ENDINGS = """
    ko ri mi dov ten sen bari chuk zai li man ova di nik shi yan eh medi sori velo ham kin ras tai lov net gor ius"""

# One number a row and a salt for each thing that is asked of it.
FUNCTIONS = """
CREATE FUNCTION pg_temp.h(n bigint, salt int) RETURNS bigint LANGUAGE sql IMMUTABLE
  RETURN hashint8extended(n, salt) & 9223372036854775807;
CREATE FUNCTION pg_temp.id(kind text, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE RETURN md5(kind || n)::uuid;
"""

# m: municipality, j: the case's number inside it, k: its coordinator there. s decides how far the case has come.
CASES = """
CREATE TEMP TABLE cases AS
SELECT n, m, j, k, pg_temp.id('municipality', m) AS municipality_id, pg_temp.id('citizen', n) AS citizen_id,
       pg_temp.id('case', n) AS case_id, pg_temp.id('member', m * 100000 + k) AS member_id,
       s >= 60 AS has_agreement, s BETWEEN 60 AND 129 AND m < %(big)s AS is_closed,
       %(today)s::date + 60 - (pg_temp.h(n, 16) %% 850)::int AS start_on
  FROM (SELECT n, n %% %(ordinary)s AS m, n / %(ordinary)s AS j, n / %(ordinary)s / %(a_coordinator)s AS k
          FROM generate_series(0, %(cases)s - 1) n
         UNION ALL
        SELECT %(cases)s + j, %(big)s, j, CASE WHEN j < %(cases)s THEN 0 ELSE 1 END
          FROM generate_series(0, %(cases)s + %(few)s - 1) j WHERE %(has_big)s) numbered,
       LATERAL (SELECT pg_temp.h(n, 1) %% 1000 AS s) stage;
ALTER TABLE cases ADD end_on date, ADD ended_on date;
UPDATE cases SET end_on = (start_on + interval '2 years')::date - 1;
UPDATE cases SET ended_on = CASE WHEN is_closed THEN greatest(start_on, %(today)s::date - 40) ELSE end_on END
 WHERE is_closed OR end_on < %(today)s;
CREATE INDEX ON cases (n);
CREATE TEMP TABLE people AS
SELECT n, municipality_id, citizen_id FROM cases
 UNION ALL
SELECT n, pg_temp.id('municipality', n %% (%(big)s + 1)), pg_temp.id('citizen', n)
  FROM generate_series((SELECT count(*) FROM cases), %(people)s - 1) n;
ALTER TABLE people ADD first_name text, ADD last_name text;
UPDATE people SET first_name = (%(first)s::text[])[1 + pg_temp.h(n, 2) %% cardinality(%(first)s::text[])],
       last_name = (%(beginnings)s::text[])[1 + pg_temp.h(n, 3) %% cardinality(%(beginnings)s::text[])]
                || (%(endings)s::text[])[1 + pg_temp.h(n, 4) %% cardinality(%(endings)s::text[])];
CREATE INDEX ON people (n);
CREATE TEMP TABLE due AS
SELECT c.*, i, c.n * %(each)s + i AS f, CASE WHEN m = %(big)s THEN %(today)s::date - 5 + (pg_temp.h(n, 5) %% 60)::int
            ELSE %(today)s::date + (i - %(each)s * 6 / 10) * %(days)s
                 + (pg_temp.h(n * %(each)s + i, 5) %% %(days)s)::int END AS due_on
  FROM cases c, LATERAL generate_series(0, CASE WHEN m = %(big)s THEN 0 ELSE %(each)s - 1 END) i;
ALTER TABLE due ADD is_done boolean, ADD done_on date, ADD answer text;
UPDATE due SET is_done = is_closed OR (i < %(each)s / 2 AND m < %(big)s);
UPDATE due SET done_on = least(due_on, %(today)s::date - 10),
               answer = (ARRAY['good', 'good', 'issue', 'not_reached'])[1 + pg_temp.h(f, 15) %% 4]
 WHERE is_done;
CREATE INDEX ON due (n);
"""


class Filling:
    """Rows for one model at a time. What is not named gets the model's default, so that a new field breaks nothing."""

    def __init__(self, cursor, values: dict):
        self.cursor, self.values = cursor, values

    def __call__(self, model: type[models.Model], source: str, /, **columns: str) -> None:
        fields = {field.column: field for field in model._meta.local_fields}
        unknown = columns.keys() - fields.keys()
        if unknown:
            raise LookupError(f"{model._meta.label} has no column {', '.join(sorted(unknown))}")
        values = dict(self.values)
        for name, field in fields.items():
            if name not in columns and not field.has_db_default() and not isinstance(field, models.AutoField):
                values[name] = field.get_db_prep_save(field.get_default(), connections["owner"])
                columns[name] = f"%({name})s::{field.db_type(connections['owner'])}"
        names = ", ".join(f'"{name}"' for name in columns)
        self.cursor.execute(
            f'INSERT INTO "{model._meta.db_table}" ({names}) SELECT {", ".join(columns.values())} FROM {source}', values
        )


def shape_of(size: int) -> dict:
    """Ten follow-ups a case, and the municipality out of proportion."""
    cases = size // 10
    ordinary = min(max(cases // A_MUNICIPALITY, 1), BIG)
    shape = {"people": size, "cases": cases, "each": 10, "days": 45, "reads": 10}
    return shape | {"ordinary": ordinary, "big": BIG, "has_big": True}


# As many as P19 asks for: 20,000 citizens with 25 follow-ups and 250 lines of the read log each, in 98 municipalities.
CROWD = {"people": 20_000, "cases": 20_000, "each": 25, "days": 18, "reads": 250}
CROWD |= {"ordinary": BIG + 1, "big": BIG + 1, "has_big": False}


def fill(cursor, size: int | str) -> None:
    """size: how many follow-ups, or »crowd«."""
    values = (CROWD if size == "crowd" else shape_of(int(size))) | {
        "today": TODAY,
        "a_coordinator": A_COORDINATOR,
        "few": FEW,
        "first": FIRST_NAMES.split(),
        "beginnings": BEGINNINGS.split(),
        "endings": ENDINGS.split(),
        "firms": FIRMS,
        "lines": PLAN_LINES,
        "long_ago": f"{TODAY.year - 3}-01-01 08:00+01",
    }
    cursor.execute(FUNCTIONS)
    cursor.execute(CASES, values)
    rows = Filling(cursor, values)
    municipalities(cursor)
    team(rows)
    firms(rows)
    citizens(rows)
    cases(rows)
    plans(rows)
    follow_ups(rows)
    logs(rows)


def municipalities(cursor) -> None:
    """They come with `migrate` under ids that are new each time: here they get the ids that all rows name."""
    cursor.execute(
        "UPDATE accounts_municipality k SET id = pg_temp.id('municipality', m) "
        "FROM (SELECT code, row_number() OVER (ORDER BY code) - 1 AS m FROM accounts_municipality) numbered "
        "WHERE numbered.code = k.code"
    )


def team(rows: Filling) -> None:
    """The coordinators, and a manager for each municipality, who has the number 99999 there."""
    from allauth.mfa.models import Authenticator

    from igu.accounts.models import Membership, Role, User

    rows.cursor.execute(
        "CREATE TEMP TABLE team AS SELECT DISTINCT m, k, m * 100000 + k AS n, 'coordinator' AS role, municipality_id "
        "FROM cases UNION ALL SELECT DISTINCT m, 99999, m * 100000 + 99999, 'manager', municipality_id FROM cases"
    )
    rows(
        User,
        "team",
        id="pg_temp.id('user', n)",
        email="role || n || '@bench.test'",
        name="initcap(role) || ' ' || n",
        password=f"'!{'bench' * 8}'",
    )
    rows(
        Membership,
        "team",
        id="pg_temp.id('member', n)",
        municipality_id="municipality_id",
        user_id="pg_temp.id('user', n)",
        role="role",
        from_on="%(long_ago)s::date",
    )
    rows(
        Authenticator,
        "team",
        user_id="pg_temp.id('user', n)",
        type=f"'{Authenticator.Type.TOTP}'",
        data="'{}'",
        created_at="%(long_ago)s",
    )
    assert Role.MANAGER == "manager" and Role.COORDINATOR == "coordinator"  # noqa: S101 - the words above


def firms(rows: Filling) -> None:
    from employers.models import Contact, Employer, Workplace

    rows.cursor.execute(
        "CREATE TEMP TABLE firms AS SELECT m * 1000 + i AS n, i, municipality_id "
        "FROM (SELECT DISTINCT m, municipality_id FROM cases) t, generate_series(0, %(firms)s - 1) i",
        rows.values,
    )
    own = {"municipality_id": "municipality_id", "employer_id": "pg_temp.id('firm', n)"}
    rows(
        Employer,
        "firms",
        id=own["employer_id"],
        municipality_id="municipality_id",
        cvr="(10000000 + i)::text",
        name="'Firma ' || chr(65 + (pg_temp.h(n, 1) %% 26)::int) || ' ' || i || ' ApS'",
        is_public="pg_temp.h(n, 2) %% 4 = 0",
        industry="'Service'",
    )
    rows(
        Workplace,
        "firms",
        id="pg_temp.id('workplace', n)",
        **own,
        p_number="(1000000000 + i)::text",
        name="'Afdeling ' || i",
        address="'Vestergade ' || i",
    )
    rows(
        Contact,
        "firms",
        id="pg_temp.id('contact', n)",
        **own,
        name="'Kontakt ' || i",
        title="'Afdelingsleder'",
        phone="'70' || (100000 + i)",
    )


def citizens(rows: Filling) -> None:
    from cases.models import Citizen, Identity, NameToken

    own = {"municipality_id": "municipality_id", "citizen_id": "citizen_id"}
    rows(
        Citizen,
        "people",
        id="citizen_id",
        municipality_id="municipality_id",
        first_name="first_name",
        last_name="last_name",
        birth_on="date '1970-01-01' + (pg_temp.h(n, 6) %% 12000)::int",
        sex="CASE WHEN pg_temp.h(n, 7) %% 2 = 0 THEN 'mand' ELSE 'kvinde' END",
        origin="(ARRAY['Syrien', 'Ukraine', 'Eritrea', 'Afghanistan', 'Somalia'])[1 + pg_temp.h(n, 8) %% 5]",
        basis="(ARRAY['7', '8', 'ukraine', 'family'])[1 + pg_temp.h(n, 9) %% 4]",
        family_to="CASE WHEN pg_temp.h(n, 9) %% 4 = 3 THEN 'refugee' ELSE '' END",
        address_since="%(today)s::date - 400 - (pg_temp.h(n, 10) %% 2000)::int",
        permit_until="%(today)s::date + 900 + (pg_temp.h(n, 11) %% 900)::int",
        phone="'20' || (100000 + pg_temp.h(n, 12) %% 900000)",
        language="'arabisk'",
        danish_education="'DU2'",
    )
    rows(
        NameToken,
        "people, LATERAL (VALUES (0, first_name), (1, last_name)) word(i, name)",
        id="pg_temp.id('token', n * 2 + i)",
        **own,
        token="lower(name)",  # noqa: S106 - a word of a name
    )
    # The numbers are no numbers: nobody reveals them here, they are only to be as many and as long as real ones.
    rows(
        Identity,
        "cases",
        id="pg_temp.id('identity', n)",
        **own,
        sealed="decode(repeat(md5('s' || n), 2), 'hex')",
        search_key="sha256(('k' || n)::bytea)",
    )


def cases(rows: Filling) -> None:
    from cases.models import NEVER, Agreement, Assessment, Case

    rows.values |= {"never": NEVER}
    rows.cursor.execute(
        """
        CREATE TEMP TABLE ahead AS
        SELECT DISTINCT ON (n) n, due_on, i FROM due WHERE NOT is_done ORDER BY n, due_on, i;
        CREATE TEMP TABLE behind AS
        SELECT n, max(done_on) AS done_on FROM due WHERE answer IN ('good', 'issue') GROUP BY n;
        """,
        rows.values,
    )
    rows(
        Case,
        "cases JOIN people USING (n, municipality_id, citizen_id) LEFT JOIN ahead USING (n) LEFT JOIN behind USING (n)",
        id="case_id",
        municipality_id="municipality_id",
        citizen_id="citizen_id",
        number="(2024 + j %% 3) || '-' || lpad(j::text, 6, '0')",
        coordinator_id="member_id",
        agreement_id="CASE WHEN has_agreement THEN pg_temp.id('agreement', n) END",
        stage="""CASE WHEN is_closed THEN 'closed' WHEN NOT has_agreement THEN 'run_up'
                      WHEN start_on > %(today)s THEN 'before_start' WHEN end_on < %(today)s THEN 'aftercare'
                      WHEN end_on - interval '3 months' <= %(today)s THEN 'final' ELSE 'running' END""",
        group="(ARRAY['ukraine', 'programme', 'long_unemployed', ''])[1 + pg_temp.h(n, 13) %% 4]",
        opened_on="start_on - 90",
        closed_on="CASE WHEN is_closed THEN %(today)s::date - 30 END",
        counted_hours="CASE WHEN has_agreement THEN greatest(0, least(8, (%(today)s - start_on) / 80)) * 74 ELSE 0 END",
        planned_hours="CASE WHEN has_agreement THEN 592 - greatest(0, least(8, (%(today)s - start_on) / 80)) * 74 "
        "ELSE 0 END",
        next_due_on="coalesce(ahead.due_on, %(never)s)",
        next_what="CASE WHEN ahead.due_on IS NULL THEN '' ELSE 'Call' END",
        next_count="CASE WHEN ahead.due_on IS NULL THEN 0 ELSE 1 END",
        last_contact_on="behind.done_on",
        ends_on="CASE WHEN has_agreement THEN coalesce(ended_on, end_on) ELSE %(never)s END",
        sort_name="lower(first_name || ' ' || last_name)",
    )
    rows(
        Agreement,
        "cases, LATERAL (SELECT m * 1000 + pg_temp.h(n, 14) %% %(firms)s AS firm) f WHERE has_agreement",
        id="pg_temp.id('agreement', n)",
        municipality_id="municipality_id",
        case_id="case_id",
        citizen_id="citizen_id",
        employer_id="pg_temp.id('firm', firm)",
        workplace_id="pg_temp.id('workplace', firm)",
        contact_id="pg_temp.id('contact', firm)",
        signed_on="start_on - 14",
        start_on="start_on",
        end_on="end_on",
        ended_on="ended_on",
        ending="CASE WHEN is_closed THEN 'negative' WHEN ended_on IS NULL THEN '' ELSE 'completed' END",
        hours_per_week="25",
        is_public="pg_temp.h(n, 14) %% 4 = 0",
        outcome_6="CASE WHEN ended_on IS NULL THEN '' ELSE 'job' END",
    )
    rows(
        Assessment,
        "cases",
        id="pg_temp.id('assessment', n)",
        municipality_id="municipality_id",
        case_id="case_id",
        start_on="start_on",
        decision="'eligible'",
        rule_version="'V6'",
        judged_by_id="member_id",
        judged_at="%(long_ago)s",
        facts="jsonb_build_object('birth_on', '1985-01-01', 'basis', '8', 'address_since', start_on - 300)",
    )


def plans(rows: Filling) -> None:
    from education.models import PlanLine

    rows(
        PlanLine,
        "cases, generate_series(0, %(lines)s - 1) i WHERE has_agreement AND m < %(big)s",
        id="pg_temp.id('line', n * 10 + i)",
        municipality_id="municipality_id",
        agreement_id="pg_temp.id('agreement', n)",
        type="(ARRAY['AMU', 'DU'])[1 + i %% 2]",
        title="(ARRAY['Rengøringsteknik', 'Dansk på arbejdspladsen'])[1 + i %% 2] || ' ' || (i + 1)",
        provider="'Skolen'",
        start_on="start_on + i * 80",
        end_on="start_on + i * 80 + 20",
        hours="74",
        status="CASE WHEN start_on + i * 80 + 20 < %(today)s THEN 'completed' ELSE 'planned' END",
    )


def follow_ups(rows: Filling) -> None:
    """One in ten is due and open; of every second one of those somebody has been told already."""
    from followup.models import FollowUp, Reminder

    rows(
        FollowUp,
        "due",
        id="pg_temp.id('followup', f)",
        municipality_id="municipality_id",
        case_id="case_id",
        agreement_id="CASE WHEN has_agreement THEN pg_temp.id('agreement', n) END",
        key="CASE WHEN has_agreement THEN 'call_employer' ELSE '' END",
        turn="i",
        party="'employer'",
        kind="'contact'",
        raw_on="due_on",
        due_on="due_on",
        what="'Call to the employer: does it go as planned?'",
        why="CASE WHEN has_agreement THEN 'start_on ' || start_on || ' months ' || (i + 1) || ' ' || (i + 1) || '/10' "
        "ELSE '' END",
        source="'O'",
        answer="coalesce(answer, '')",
        note="CASE WHEN is_done THEN 'Talte med lederen. Det går efter planen.' ELSE '' END",
        made_at="%(long_ago)s",
        made_by_id="CASE WHEN NOT has_agreement THEN member_id END",
        done_at="done_on + time '10:00'",
        done_on="done_on",
        done_by_id="CASE WHEN is_done THEN member_id END",
    )
    rows(
        Reminder,
        "due WHERE NOT is_done AND due_on < %(today)s AND n %% 2 = 0",
        id="pg_temp.id('reminder', f)",
        municipality_id="municipality_id",
        follow_up_id="pg_temp.id('followup', f)",
        membership_id="member_id",
        due_on="due_on",
        remind_on="due_on",
        made_at="%(long_ago)s",
    )


def logs(rows: Filling) -> None:
    """A case was opened so many times; of its history the pages read when it came to its coordinator."""
    from django.apps import apps

    from cases.models import Case
    from igu.audit.models import ReadLog

    rows(
        ReadLog,
        "cases, generate_series(0, %(reads)s - 1) i",
        id="pg_temp.id('read', n * %(reads)s + i)",
        municipality_id="municipality_id",
        at="%(long_ago)s::timestamptz + i * interval '800 days' / %(reads)s",
        membership_id="member_id",
        citizen_id="citizen_id",
        kind="'read'",
        route="'case_detail'",
    )
    event = apps.get_model("cases", "CaseEvent")
    same = {f.column for f in event._meta.local_fields} & {f.column for f in Case._meta.local_fields}
    rows(
        event,
        "cases_case",
        pgh_created_at="%(long_ago)s",
        pgh_label="'insert'",
        pgh_obj_id="id",
        **{name: f'"{name}"' for name in sorted(same)},
    )


def main() -> None:
    """History is not written by the million, and keys are not checked one by one: tests do that on a small size."""
    django.setup()
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        fill(cursor, sys.argv[1])


if __name__ == "__main__":
    main()
