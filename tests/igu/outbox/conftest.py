"""Kinds of mail that only these tests know, and mail in line."""

import pytest
from django.db import connections

from igu.accounts.tenancy import acting_for
from igu.outbox import kinds
from igu.outbox.services import queue


@pytest.fixture(autouse=True)
def registry():
    """The kind `hello`; the registry is as it was afterwards."""
    before = dict(kinds.kinds)
    kinds.register("hello", render=lambda mail: ("Hello", "One thing waits.\n"))
    yield
    kinds.kinds.clear()
    kinds.kinds.update(before)


@pytest.fixture
def put_in_line():
    """Queue a mail to a person: `put_in_line(anna, "key")`."""

    def put(person, key="1", kind="hello", **fields):
        municipality_id = person.membership.municipality_id
        with acting_for(municipality_id):
            return queue(
                municipality_id=municipality_id, membership_id=person.membership.id, kind=kind, key=key, **fields
            )

    return put


@pytest.fixture
def outbox():
    """The rows of the table, as a dictionary by key of whatever columns are asked: `outbox("state", "doubts")`."""

    def rows(*columns):
        with connections["owner"].cursor() as cursor:
            cursor.execute(f"SELECT key, {', '.join(columns)} FROM outbox_mail ORDER BY key")
            return {key: values[0] if len(values) == 1 else tuple(values) for key, *values in cursor.fetchall()}

    return rows


@pytest.fixture
def wind():
    """Change rows as the owner: `wind("not_before = now()")` lets the pauses pass."""

    def change(assignment, where="true"):
        with connections["owner"].cursor() as cursor:
            cursor.execute(f"UPDATE outbox_mail SET {assignment} WHERE {where}")

    return change
