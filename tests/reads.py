"""P5: whoever's row was fetched to build an answer stands in the read log of that answer.

A spy sits in the database's cursors and notes every id that is fetched, by instances and by `values_list` alike. After
each request the ids that belong to citizens (their own, and those of cases, agreements, follow-ups … of theirs) are
compared with what the request has logged. Use: `pytestmark = pytest.mark.usefixtures("every_read_is_logged")`.
"""

import uuid
from dataclasses import dataclass, field

import psycopg2.extensions
import pytest
from django.apps import apps
from django.db import connection

BELONGS = ("citizen", "case", "agreement", "follow_up")  # a key of one of these names leads to a citizen


class Spy(psycopg2.extensions.cursor):
    """A cursor that remembers every UUID that is read from it."""

    seen: set = set()

    def _note(self, rows):
        for row in rows:
            Spy.seen.update(str(value) for value in row or () if isinstance(value, uuid.UUID))
        return rows

    def fetchone(self):
        row = super().fetchone()
        self._note([row] if row else [])
        return row

    def fetchmany(self, *args):
        return self._note(super().fetchmany(*args))

    def fetchall(self):
        return self._note(super().fetchall())

    def __iter__(self):
        return iter(self.fetchall())


@dataclass
class Count:
    requests: int = 0
    citizens: int = 0
    unlogged: list = field(default_factory=list)


@pytest.fixture
def every_read_is_logged(db, client, monkeypatch):
    """Spy on every request of `client`; it fails when somebody was fetched whom the request's log does not name."""
    count, request = Count(), client.request
    connection.ensure_connection()
    monkeypatch.setattr(connection.connection, "cursor_factory", Spy)

    def watched(**kwargs):
        Spy.seen.clear()
        response = request(**kwargs)
        seen = set(Spy.seen)
        if _showed_something(response):
            citizens = _citizens_of(seen)
            logged = _logged(response.wsgi_request.id)
            count.requests += 1
            count.citizens += len(citizens)
            if citizens - logged:
                count.unlogged.append((response.wsgi_request.path, len(citizens - logged)))
        return response

    client.request = watched
    yield count
    print(f"P5: {count.requests} requests, {count.citizens} citizens read, unlogged {len(count.unlogged)}")
    assert count.unlogged == []


def _showed_something(response) -> bool:
    """What was refused or sent elsewhere to give a reason was rolled back, and showed nobody."""
    elsewhere = response.headers.get("Location", "") + response.headers.get("HX-Redirect", "")
    return response.status_code < 400 and "/begrundelse/" not in elsewhere


def _citizens_of(seen: set[str]) -> set[str]:
    with connection.connection.cursor(cursor_factory=psycopg2.extensions.cursor) as cursor:
        return {citizen for sql in _owner_queries() for citizen in _all_municipalities(cursor, sql, list(seen))}


def _logged(request_id: str) -> set[str]:
    with connection.connection.cursor(cursor_factory=psycopg2.extensions.cursor) as cursor:
        sql = "SELECT citizen_id FROM audit_readlog WHERE request_id = %s"
        return set(_all_municipalities(cursor, sql, request_id))


def _all_municipalities(cursor, sql, value):
    cursor.execute("SELECT DISTINCT municipality_id::text FROM accounts_membership")
    found = []
    for (municipality,) in cursor.fetchall():
        cursor.execute("SELECT set_config('igu.municipality', %s, true)", [municipality])
        cursor.execute(sql, [value])
        found += [str(row[0]) for row in cursor.fetchall()]
    cursor.execute("SELECT set_config('igu.municipality', '', true)")
    return found


def _owner_queries():
    """One statement a table: whose are those of its rows that were seen?"""
    yield "SELECT id FROM cases_citizen WHERE id = ANY(%s::uuid[])"
    for model in apps.get_models():
        path = _path_to_citizen(model)
        if path:
            yield _owner_sql(model._meta.db_table, path)


def _path_to_citizen(model):
    """Tables and key columns from a model to its citizen; nothing where no key leads there."""
    key = next((f for name in BELONGS for f in model._meta.local_fields if f.name == name and f.is_relation), None)
    if key is None or hasattr(model, "pgh_tracked_model"):
        return []
    return [(model._meta.db_table, key.column), *_path_to_citizen(key.related_model)]


def _owner_sql(table, path):
    joins, last = "", f"t0.{path[0][1]}"
    for step, (next_table, column) in enumerate(path[1:], start=1):
        joins += f" JOIN {next_table} t{step} ON t{step}.id = {last}"
        last = f"t{step}.{column}"
    return f"SELECT {last} FROM {table} t0{joins} WHERE t0.id = ANY(%s::uuid[])"
