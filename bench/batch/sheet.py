"""A team's sheet read, checked and saved beside COPY and INSERT … ON CONFLICT of its citizens alone.

python -m bench.batch.sheet ROWS prints such a sheet. Run as the app.
"""

import datetime as dt
import io
import sys
import time

import django
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from bench.batch.beside import beside, manager_of_the_big_one
from bench.today import TODAY

ROWS, MANY_ROWS = 1_000, 10_000
COLUMNS = "cpr;fornavn;efternavn;køn;fødselsdato;opholdsgrundlag;første adressedato;oprindelsesland;danskuddannelse"
KEEP = "CREATE TEMP TABLE sheet (first_name text, last_name text, birth_on date, cpr text) ON COMMIT DROP"
INSERT = """
INSERT INTO cases_citizen (id, municipality_id, first_name, last_name, birth_on, {names})
SELECT gen_random_uuid(), %s, first_name, last_name, birth_on, {values} FROM sheet
ON CONFLICT DO NOTHING
"""
NEW = """
SELECT count(*), min(last_name), max(last_name) FROM cases_citizen WHERE municipality_id = %s AND first_name = 'Bænk'
"""


def measure(*, full: bool):
    from igu.accounts.tenancy import acting_for

    actor, count = manager_of_the_big_one(), MANY_ROWS if full else ROWS
    people = [person(number) for number in range(count)]
    content = sheet_of(people)
    with acting_for(actor.municipality_id):
        laps = beside({"sheet, raw": lambda: raw(actor, people), "sheet": lambda: saved(actor, content)}, repeats=3)
    return laps, asked_a_thousand(actor, content, count)


def person(number: int) -> tuple:
    from reports.scale import cpr_of

    birth_on = dt.date(1975, 1, 1) + dt.timedelta(days=number // 2)
    return "Bænk", f"Nr {number}", birth_on, cpr_of(birth_on, "mand", number % 2)


def sheet_of(people) -> bytes:
    lines = (
        f"{cpr};{first};{last};M;{birth_on};8;{TODAY - dt.timedelta(days=400)};Syrien;DU2"
        for first, last, birth_on, cpr in people
    )
    return "\n".join([COLUMNS, *lines]).encode()


def saved(actor, content):
    from cases.sheets.services import save_sheet

    checked, done = save_sheet(actor, "hold.csv", content, route="bench", today=TODAY)
    if not done:
        raise RuntimeError([str(found) for found in checked.findings[:3]])
    return lambda: _new(connection, actor)


def raw(actor, people):
    from cases.models import Citizen

    owner = connections["owner"]
    rest = {
        field.column: field.get_db_prep_save(field.get_default(), owner)
        for field in Citizen._meta.concrete_fields
        if field.column not in ("id", "municipality_id", "first_name", "last_name", "birth_on")
        and not field.has_db_default()
    }
    with owner.cursor() as cursor:
        cursor.execute(KEEP)
        lines = "".join("\t".join(map(str, row)) + "\n" for row in people)
        cursor.copy_expert("COPY sheet FROM STDIN", io.StringIO(lines))
        statement = INSERT.format(names=", ".join(f'"{name}"' for name in rest), values=", ".join(["%s"] * len(rest)))
        cursor.execute(statement, [actor.municipality_id, *rest.values()])
    return lambda: _new(owner, actor)


def _new(line, actor):
    with line.cursor() as cursor:
        cursor.execute(NEW, [actor.municipality_id])
        return cursor.fetchone()


def asked_a_thousand(actor, content, count: int) -> dict:
    from bench.batch.beside import undone
    from igu.accounts.tenancy import acting_for

    with undone(), acting_for(actor.municipality_id), CaptureQueriesContext(connection) as asked:
        began = time.perf_counter()
        saved(actor, content)
        seconds = time.perf_counter() - began
    return {
        ("sheet", "queries a thousand rows"): len(asked) * 1000 / count,
        ("sheet", "rows a second"): count / seconds,
    }


if __name__ == "__main__":
    django.setup()
    sys.stdout.buffer.write(sheet_of([person(number) for number in range(int(sys.argv[1]))]))
