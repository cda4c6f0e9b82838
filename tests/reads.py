"""P5: whoever's row was fetched to build an answer stands in the read log of that answer.

A spy sits in the cursors of the database and notes all that is fetched, by instances and by `values_list` alike. What
belongs to a citizen is known by the id of a row of theirs (their own, and those of cases, agreements, follow-ups …) or
by a canary that stands in one; whose it is, is compared with the log. A fixture watches the requests of a test
"""

import re
import uuid
from collections import defaultdict
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from unittest.mock import patch

import psycopg2.extensions
import pytest
from django.apps import apps
from django.db import connections

from cases.models import Citizen

TELLING = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\bk[ab][0-9a-f]{5}\b")
TOLD_BY_GROUP = "origin"  # how many come from a country is a figure of the reports, and nobody's name
PLAIN = psycopg2.extensions.cursor


class Spy(psycopg2.extensions.cursor):
    """A cursor that remembers every id and every canary that is read from it."""

    seen: set[str] = set()

    def _note(self, rows):
        for value in rows or ():
            if isinstance(value, uuid.UUID):
                Spy.seen.add(str(value))
            elif isinstance(value, str):
                Spy.seen.update(TELLING.findall(value))
            elif isinstance(value, dict):
                self._note(value.values())
            elif isinstance(value, list | tuple):
                self._note(value)
        return rows

    def fetchone(self):
        return self._note(super().fetchone())

    def fetchmany(self, *args):
        return self._note(super().fetchmany(*args))

    def fetchall(self):
        return self._note(super().fetchall())

    def __iter__(self):
        return iter(self.fetchall())


@contextmanager
def spying(*aliases):
    """Spy on these connections while the block runs."""
    with ExitStack() as stack:
        for alias in aliases:
            connections[alias].ensure_connection()
            stack.enter_context(patch.object(connections[alias].connection, "cursor_factory", Spy))
        Spy.seen.clear()
        yield Spy.seen


class Owners:
    """Whose a row or a word is: asked of the database as it stands, once an id or word."""

    def __init__(self):
        self.known: dict[str, tuple[str, str] | None] = {}

    def found_in(self, seen: set[str]) -> dict[str, set[str]]:
        """Citizen → the tables that ids or words of theirs came from."""
        new = seen - self.known.keys()
        if new:
            found = dict(_everybodys_rows(new))
            self.known |= {value: found.get(value) for value in new}
        tables = defaultdict(set)
        for citizen, table in filter(None, (self.known[value] for value in seen)):
            tables[citizen].add(table)
        return tables


def _everybodys_rows(new: set[str]):
    """(id or canary, (citizen, table)) for those that belong to somebody."""
    ids = [value for value in new if "-" in value]
    words = new - set(ids)
    for table, sql in owner_queries().items():
        for row_id, citizen, _text in in_all_municipalities(f"{sql} AND t0.id = ANY(%s::uuid[])", [ids]) if ids else ():
            yield row_id, (citizen, table)
        for _row_id, citizen, text in in_all_municipalities(sql) if words else ():
            yield from ((word, (citizen, table)) for word in words.intersection(TELLING.findall(text)))


def in_all_municipalities(sql, values=None) -> list[tuple]:
    """What a statement finds in each municipality that has people, read unseen."""
    with connections["default"].connection.cursor(cursor_factory=PLAIN) as cursor:
        cursor.execute("SELECT current_setting('igu.municipality', true)")
        before = cursor.fetchone()[0] or ""
        cursor.execute("SELECT DISTINCT municipality_id::text FROM accounts_membership")
        found = []
        for (municipality,) in cursor.fetchall():
            cursor.execute("SELECT set_config('igu.municipality', %s, true)", [municipality])
            cursor.execute(sql, values)
            found += cursor.fetchall()
        cursor.execute("SELECT set_config('igu.municipality', %s, true)", [before])
    return found


def owner_queries() -> dict[str, str]:
    """One statement a table that keys lead from to a citizen: id, citizen and text of each of its rows."""
    return {model._meta.db_table: _owner_sql(model, path) for model, path in paths_to_citizen().items()}


def paths_to_citizen() -> dict:
    """Model → its keys, one after the other, up to the citizen: the shortest way. Found by walking the models."""
    paths: dict = {Citizen: []}
    models = [model for model in apps.get_models() if not hasattr(model, "pgh_tracked_model")]
    grown = True
    while grown:
        steps = {
            model: [key, *paths[key.related_model]]
            for model in models
            if model not in paths
            for key in model._meta.local_fields
            if key.is_relation and key.related_model in paths
        }
        paths |= steps
        grown = bool(steps)
    return paths


def _owner_sql(model, path) -> str:
    joins, owner = "", "t0.id"
    for step, key in enumerate(path):
        owner = f't{step}."{key.column}"'
        if step + 1 < len(path):
            joins += f' JOIN "{key.related_model._meta.db_table}" t{step + 1} ON t{step + 1}.id = {owner}'
    return (
        f"SELECT t0.id::text, {owner}::text, (to_jsonb(t0) - '{TOLD_BY_GROUP}')::text "
        f'FROM "{model._meta.db_table}" t0{joins} '
        f"WHERE {owner} IS NOT NULL"
    )


@dataclass
class Count:
    requests: int = 0
    citizens: int = 0
    unlogged: list = field(default_factory=list)

    def __str__(self):
        return f"P5: {self.requests} requests, {self.citizens} citizens materialised, unlogged {len(self.unlogged)}"


@pytest.fixture
def every_read_is_logged(db, client):
    """Spy on every request of `client`; it fails when somebody was fetched whom the request's log does not name."""
    count, request = Count(), client.request

    def watched(**kwargs):
        with spying("default") as seen:
            response = request(**kwargs)
            note(count, response, set(seen), Owners())
        return response

    client.request = watched
    yield count
    print(count)
    assert count.unlogged == []


def note(count: Count, response, seen: set[str], owners: Owners) -> None:
    """Compare what an answer was built of with what it logged."""
    count.requests += 1
    if showed_something(response):
        request = response.wsgi_request
        match = request.resolver_match  # none for a probe: it is answered before
        what = f"{request.method} {match.view_name if match else ''} {request.path}"
        compare(count, what, owners.found_in(seen), logged_by(request.id))


def compare(count: Count, what: str, found: dict[str, set[str]], logged: set[str]) -> None:
    """Note those who were found, and those of them whom the log does not name."""
    count.citizens += len(found)
    unlogged = found.keys() - logged
    if unlogged:
        tables = sorted(set().union(*(found[citizen] for citizen in unlogged)))
        count.unlogged.append(f"{what}: {len(unlogged)} not in the log, known by {', '.join(tables)}")


def showed_something(response) -> bool:
    """What was refused or sent elsewhere to give a reason was rolled back, and showed nobody."""
    elsewhere = response.headers.get("Location", "") + response.headers.get("HX-Redirect", "")
    return (response.status_code < 400 or response.status_code in (409, 422)) and "/begrundelse/" not in elsewhere


def logged_by(request_id: str) -> set[str]:
    sql = "SELECT citizen_id::text FROM audit_readlog WHERE request_id = %s"
    return {row[0] for row in in_all_municipalities(sql, [request_id])}


def texts_of(request_id: str) -> list[str]:
    """All that the log's rows of a request say in words."""
    sql = "SELECT concat_ws(' ', kind, route, purpose) FROM audit_readlog WHERE request_id = %s"
    return [row[0] for row in in_all_municipalities(sql, [request_id])]
