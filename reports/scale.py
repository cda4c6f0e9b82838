"""Rows by the hundred thousand for measuring: the same seed gives the same rows. Nobody in them exists.

Written by the owner in a few statements a municipality, with history switched off: it would only double the rows.
Nothing depends on the clock: "today" is DAY. Numbers of people and firms lie where no register gives any out.
"""
# ruff: noqa: S608 - the pieces that the statements are put together from are our own

import datetime as dt
import hashlib
import io
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import connections, transaction

from cases import identity
from igu.accounts import sealing
from igu.accounts.models import Membership, Municipality, Role, User

DAY = dt.date(2026, 11, 25)
CITIZENS_A_COORDINATOR, CITIZENS_A_FIRM = 50, 20
TABLES = (
    "employers_employer",
    "employers_workplace",
    "cases_citizen",
    "cases_case",
    "cases_agreement",
    "followup_followup",
    "accounts_membership",
)
FIRST_NAMES = (
    "Selam Yusuf Miriam Farid Hiwet Olena Samir Rahel Nadia Tewelde Layla Amanuel Zahra Khaled Iryna "
    "Bereket Rima Dawit Hana Ibrahim Senait Maryam Mehret Omar Fatima Natalia Ahmad Luwam Hassan Saba "
    "Abdi Eden"
)
LAST_NAMES = (
    "Berhane Khatib Tesfay Noori Kidane Kovalenko Darwish Gebre Haddad Haile Rahimi Fessehaye Sharifi "
    "Mansour Bondar Woldu Saleh Mehari Yohannes Suleiman Abraha Hosseini Asfaha Kassem Nazari Melnyk "
    "Barakat Jaber Tekeste Warsame Habte Hamdan Negash Kiflay Ahmadi Okbay Khalil Lysenko Demir Alemu"
)


@dataclass(frozen=True, slots=True)
class Share:
    """What one municipality gets: numbers of its first citizen and first follow-up, and how many of each."""

    municipality: Municipality
    first: int
    citizens: int
    followups: int


def generate(*, municipalities: int, citizens: int, followups: int, seed: int) -> None:
    """Write so many citizens and follow-ups in all, spread over the first municipalities by code."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        _history(cursor, "DISABLE")
        for share in _shares(municipalities, citizens, followups):
            _fill(cursor, share, seed)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _history(cursor, "ENABLE")


def _shares(municipalities: int, citizens: int, followups: int) -> list[Share]:
    chosen = list(Municipality.objects.using("owner").order_by("code")[:municipalities])
    parts = len(chosen)
    return [
        Share(
            municipality,
            citizens * place // parts,
            citizens * (place + 1) // parts - citizens * place // parts,
            followups * (place + 1) // parts - followups * place // parts,
        )
        for place, municipality in enumerate(chosen)
    ]


def _history(cursor, deed: str) -> None:
    for table in TABLES:
        cursor.execute(f'ALTER TABLE "{table}" {deed} TRIGGER USER')


def _fill(cursor, share: Share, seed: int) -> None:
    firms = max(1, share.citizens // CITIZENS_A_FIRM)
    values = {
        "municipality": share.municipality.id,
        "code": share.municipality.code,
        "first": share.first,
        "count": share.citizens,
        "followups": share.followups,
        "seed": seed,
        "day": DAY,
        "coordinators": max(1, share.citizens // CITIZENS_A_COORDINATOR),
        "firms": firms,
        "cvrs": free_cvr_numbers(firms),
        "first_names": FIRST_NAMES.split(),
        "last_names": LAST_NAMES.split(),
    }
    _add_coordinators(share, values["coordinators"], seed)
    for statement in (FIRMS, WORKPLACES, CITIZENS, TOKENS, CASES, COUNTER, AGREEMENTS):
        cursor.execute(statement, values)
    _seal_numbers(cursor, share, seed)
    if share.followups:
        cursor.execute(FOLLOW_UPS, values)
        cursor.execute(NEXT_DUE, values)


def _add_coordinators(share: Share, count: int, seed: int) -> None:
    """Their log-ins are marked as the demo's are, so that production refuses them too; no password opens them."""
    code = share.municipality.code
    users = [
        User(
            id=_id("user", f"{seed} {code} {k}"),
            email=f"c{k}.{code}@scale.test",
            name=f"Koordinator {k}",
            password="!",  # noqa: S106 - opens nothing
            is_demo=True,
        )
        for k in range(1, count + 1)
    ]
    User.objects.using("owner").bulk_create(users)
    Membership.objects.using("owner").bulk_create(
        Membership(
            id=_id("membership", f"{seed} {code} {k}"),
            municipality=share.municipality,
            user=user,
            role=Role.COORDINATOR,
            from_on=dt.date(2022, 1, 1),
        )
        for k, user in enumerate(users, start=1)
    )


def _id(kind: str, number: str) -> UUID:
    """As ID makes it in the database."""
    return UUID(hashlib.md5(f"{kind} {number}".encode(), usedforsecurity=False).hexdigest())


def free_cvr_numbers(count: int) -> list[str]:
    """CVR numbers whose check digit fits, from 99000000 up, where the register gives none out."""
    found, number = [], 99_000_000
    while len(found) < count:
        digits = f"{number:08}"
        if sum(int(digit) * weight for digit, weight in zip(digits, (2, 7, 6, 5, 4, 3, 2, 1), strict=True)) % 11 == 0:
            found.append(digits)
        number += 1
    return found


def _seal_numbers(cursor, share: Share, seed: int) -> None:
    """Seal each citizen's CPR number, on a day that cannot exist. The only thing that no seed can repeat."""
    cursor.execute(
        "SELECT id, birth_on, sex, row_number() OVER (ORDER BY id) FROM cases_citizen WHERE municipality_id = %s",
        [share.municipality.id],
    )
    rows = io.StringIO()
    for citizen_id, birth_on, sex, number in cursor.fetchall():
        row_id, digits = uuid4(), cpr_of(birth_on, sex, number)
        sealed = sealing.seal(digits, bound_to=row_id)
        key = identity.search_key(share.municipality.id, digits)
        cells = (row_id, share.municipality.id, citizen_id, f"\\\\x{sealed.hex()}", f"\\\\x{key.hex()}")
        rows.write("\t".join(map(str, cells)) + "\n")
    rows.seek(0)
    columns = "id, municipality_id, citizen_id, sealed, search_key"
    cursor.copy_expert(f"COPY cases_identity ({columns}) FROM STDIN", rows)


def cpr_of(birth_on: dt.date, sex: str, number: int) -> str:
    """Day + 60; the serial number runs on with the citizens of one municipality and tells the sex."""
    serial = 2 * (number % 2000) + (sex == "mand")
    return f"{birth_on.day + 60:02}{birth_on:%m%y}{serial:04}"


# Row n of a kind: its id is made of seed, kind and n; everything else of a hash of both. %(count)s rows from %(first)s.
ID = "md5('{kind} ' || %(seed)s || ' ' || {n})::uuid"
CITIZEN, CASE, COURSE = (ID.format(kind=kind, n="n") for kind in ("citizen", "case", "agreement"))
HASH = "abs(hashint8extended(n, %(seed)s) / 2)"
SERIES = "generate_series(%(first)s, %(first)s + %(count)s - 1) AS n"
MEMBER = ID.format(kind="membership", n="%(code)s || ' ' || k")
FIRM = ID.format(kind="firm", n="%(code)s || ' ' || k")

FIRMS = f"""
INSERT INTO employers_employer (id, municipality_id, cvr, name, is_public, industry, version)
SELECT {FIRM}, %(municipality)s, (%(cvrs)s::text[])[k], 'Firma ' || k, k %% 3 = 0, 'drift', 1
  FROM generate_series(1, %(firms)s) AS k
"""
WORKPLACES = f"""
INSERT INTO employers_workplace (id, municipality_id, employer_id, p_number, name, address, version)
SELECT {ID.format(kind="workplace", n="%(code)s || ' ' || k")}, %(municipality)s, {FIRM}, '99' || (%(cvrs)s::text[])[k],
       'Sted ' || k, '', 1
  FROM generate_series(1, %(firms)s) AS k
"""
# 8400 birthdays; n * 7919 takes each of them once before it begins anew
CITIZENS = f"""
INSERT INTO cases_citizen (id, municipality_id, first_name, last_name, birth_on, sex, origin, address_since, basis,
  aliens_act, family_to, completed_before, no_cpr_reason, phone, email, language, needs_interpreter, literacy,
  danish_education, danish_test, family, background, version)
SELECT {CITIZEN}, %(municipality)s,
       (%(first_names)s::text[])[1 + h %% {len(FIRST_NAMES.split())}],
       (%(last_names)s::text[])[1 + h / 64 %% {len(LAST_NAMES.split())}],
       make_date((1975 + b / 336)::int, (1 + b / 28 %% 12)::int, (1 + b %% 28)::int),
       CASE WHEN h / 4096 %% 2 = 0 THEN 'kvinde' ELSE 'mand' END,
       (ARRAY['Eritrea', 'Syrien', 'Ukraine', 'Afghanistan', 'Iran', 'Somalia'])[1 + h / 8192 %% 6],
       DATE '2008-01-01' + (h / 65536 %% 6000)::int,
       (ARRAY['7', '7', '7', '8', 'ukraine', 'afghanistan', '9c', '9e'])[1 + h / 1048576 %% 8],
       '', '', FALSE, '', '', '', '', FALSE, '',
       (ARRAY['DU1', 'DU2', 'DU3'])[1 + h / 16777216 %% 3], (ARRAY['', 'PD1', 'PD2'])[1 + h / 67108864 %% 3], '', '', 1
  FROM (SELECT n, {HASH} AS h, n * 7919 %% 8400 AS b FROM {SERIES}) AS rows
"""
TOKENS = f"""
INSERT INTO cases_nametoken (id, municipality_id, citizen_id, token)
SELECT md5('token ' || c.id || word)::uuid, %(municipality)s, c.id, word
  FROM {SERIES}
  JOIN cases_citizen c ON c.id = {CITIZEN}
 CROSS JOIN LATERAL unnest(ARRAY[lower(c.first_name), lower(c.last_name)]) AS word
"""
HAS_COURSE = "h %% 10 < 8"
COURSES = f"""
 courses AS (
  SELECT n, h, start_on, (start_on + interval '24 months')::date - 1 AS end_on
    FROM (SELECT n, {HASH} AS h, DATE '2022-01-03' + ({HASH} / 1024 %% 1795)::int AS start_on FROM {SERIES}) AS rows
   WHERE {HAS_COURSE}
 ), over AS (
  SELECT *, CASE WHEN end_on >= %(day)s THEN ''
                 ELSE (ARRAY['completed', 'completed', 'completed', 'completed', 'completed', 'positive_job',
                             'positive_education', 'negative', 'negative', 'moved'])[1 + h / 32 %% 10] END AS ending
    FROM courses
 ), ended AS (
  SELECT *, CASE WHEN ending = '' THEN NULL WHEN ending = 'completed' THEN end_on
                 ELSE start_on + (30 + h / 2048 %% 600)::int END AS ended_on
    FROM over
 )
"""
CASES = f"""
WITH {COURSES}, numbered AS (
  SELECT n, n - %(first)s + 1 AS number, {HASH} AS h FROM {SERIES}
)
INSERT INTO cases_case (id, municipality_id, citizen_id, number, coordinator_id, stage, "group", opened_on, closed_on,
  agreement_id, counted_hours, planned_hours, next_due_on, next_what, next_count, ends_on, sort_name, version)
SELECT {CASE.replace("|| n)", "|| numbered.n)")}, %(municipality)s, c.id,
       '2026-' || CASE WHEN number < 10000 THEN lpad(number::text, 4, '0') ELSE number::text END,
       {MEMBER.replace("|| k)", "|| (1 + numbered.h / 16 %% %(coordinators)s))")},
       CASE WHEN e.n IS NULL THEN 'run_up' WHEN e.ending = 'moved' THEN 'closed' WHEN e.ending <> '' THEN 'aftercare'
            WHEN e.start_on > %(day)s THEN 'before_start' WHEN e.end_on - interval '3 months' <= %(day)s THEN 'final'
            ELSE 'running' END,
       '', least(coalesce(e.start_on, %(day)s), %(day)s), CASE WHEN e.ending = 'moved' THEN e.ended_on END,
       CASE WHEN e.n IS NOT NULL THEN {COURSE.replace("|| n)", "|| numbered.n)")} END, 0, 0, '9999-12-31', '', 0,
       coalesce(e.ended_on, e.end_on, '9999-12-31'), lower(c.first_name || ' ' || c.last_name), 1
  FROM numbered
  JOIN cases_citizen c ON c.id = {CITIZEN.replace("|| n)", "|| numbered.n)")}
  LEFT JOIN ended e ON e.n = numbered.n
"""
COUNTER = """
INSERT INTO cases_casecounter (id, municipality_id, year, last)
VALUES (gen_random_uuid(), %(municipality)s, 2026, %(count)s)
"""
AGREEMENTS = f"""
WITH {COURSES}
INSERT INTO cases_agreement (id, municipality_id, case_id, citizen_id, employer_id, start_on, end_on, ended_on, ending,
  is_public, wage_scheme, functions, outcome_6, outcome_12, version)
SELECT {COURSE}, %(municipality)s, {CASE}, {CITIZEN}, {FIRM.replace("|| k)", "|| (1 + h / 128 %% %(firms)s))")},
       start_on, end_on, ended_on, ending, (1 + h / 128 %% %(firms)s) %% 3 = 0, '', '',
       CASE WHEN ended_on + interval '6 months' <= %(day)s
            THEN (ARRAY['job', 'job', 'small_job', 'education', 'unemployed', 'unknown'])[1 + h / 256 %% 6] ELSE '' END,
       CASE WHEN ended_on + interval '12 months' <= %(day)s
            THEN (ARRAY['job', 'job', 'small_job', 'education', 'unemployed', 'unknown'])[1 + h / 512 %% 6] ELSE '' END,
       1
  FROM ended
"""
FOLLOW_UPS = """
WITH numbered AS (
  SELECT a.id, a.case_id, a.start_on, c.coordinator_id, row_number() OVER (ORDER BY a.id) - 1 AS place
    FROM cases_agreement a JOIN cases_case c ON c.id = a.case_id WHERE a.municipality_id = %(municipality)s
), turns AS (
  SELECT i, i %% total AS slot, (i / total + 1)::int AS turn
    FROM generate_series(0, %(followups)s - 1) AS i, (SELECT count(*) AS total FROM numbered) AS counted
), dated AS (
  SELECT *, (start_on + make_interval(months => turn))::date AS due_on FROM turns JOIN numbered ON place = slot
)
INSERT INTO followup_followup (id, municipality_id, case_id, agreement_id, key, turn, party, kind, raw_on, due_on, what,
  why, source, ground, answer, themes, note, done_at, done_on, done_by_id, version)
SELECT md5('follow-up ' || id || turn)::uuid, %(municipality)s, case_id, id, 'call_citizen', turn, 'citizen', 'contact',
       due_on, due_on, 'Call to the citizen: does it go as planned?', '', 'S', 'AAL-17',
       CASE WHEN is_done THEN 'good' ELSE '' END, '[]', '', CASE WHEN is_done THEN done_on + time '10:00' END,
       CASE WHEN is_done THEN done_on END, CASE WHEN is_done THEN coordinator_id END, 1
  FROM (SELECT *, due_on < %(day)s AND abs(hashint8extended(i, %(seed)s) / 2) %% 20 > 0 AS is_done,
               due_on + (CASE WHEN i %% 9 = 0 THEN 3 ELSE 0 END) AS done_on FROM dated) AS rows
"""
NEXT_DUE = """
UPDATE cases_case c SET next_due_on = f.due_on, next_what = 'Call', next_count = 1
  FROM (SELECT case_id, min(due_on) AS due_on FROM followup_followup
         WHERE municipality_id = %(municipality)s AND done_at IS NULL GROUP BY case_id) f
 WHERE c.id = f.case_id
"""
