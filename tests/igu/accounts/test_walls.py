"""P2: what the models say and what the database's catalogue says are the same."""

import pytest
from django.apps import apps
from django.db import connection

from igu.accounts.walls import TenantWall, tenant_keys

pytestmark = pytest.mark.django_db

# Tables that name a municipality and have no wall, each with its reason.
WITHOUT_WALL = {
    "accounts_membership": "read before the tenant is known: it says which tenant a person has",
    "accounts_closingday": "no personal data; the daily job reads those of all",
}


def walled_models():
    return [
        model
        for model in apps.get_models()
        if any(field.name == "municipality" for field in model._meta.local_fields)
        and model._meta.db_table not in WITHOUT_WALL
    ]


def catalogue(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def test_every_table_of_a_municipality_has_a_forced_wall_for_reading_and_writing(figure):
    rows = catalogue(
        "SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, p.polqual IS NOT NULL, p.polwithcheck IS NOT NULL "
        "FROM pg_class c LEFT JOIN pg_policy p ON p.polrelid = c.oid AND p.polname = 'tenant' WHERE c.relkind = 'r'"
    )
    walls = {name: flags for name, *flags in rows}
    tables = {model._meta.db_table for model in walled_models()}

    figure(f"P2: {len(tables)} walled tables, without wall {sum(walls[table] != [True] * 4 for table in tables)}")
    assert {table: walls[table] for table in tables if walls[table] != [True] * 4} == {}


def test_no_table_has_a_wall_that_the_models_do_not_know():
    rows = catalogue("SELECT relname FROM pg_class WHERE relrowsecurity AND relkind = 'r'")

    assert {name for (name,) in rows} == {model._meta.db_table for model in walled_models()}


def test_every_key_between_two_walled_tables_carries_the_municipality(figure):
    rows = catalogue(
        "SELECT conrelid::regclass::text, confrelid::regclass::text, "
        "ARRAY(SELECT attname::text FROM unnest(conkey) WITH ORDINALITY k(n, i) "
        "      JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = k.n ORDER BY k.i) "
        "FROM pg_constraint WHERE contype = 'f'"
    )
    have = {(table, target, tuple(columns)) for table, target, columns in rows}
    expected = {
        (model._meta.db_table, field.related_model._meta.db_table, ("municipality_id", field.column))
        for model in walled_models()
        if not model.__name__.endswith("Event")
        for field in tenant_keys(model)
    }

    plain = {
        (table, target, columns)
        for table, target, columns in have
        if len(columns) == 1
        and {table, target} <= {model._meta.db_table for model in walled_models()} | {"accounts_membership"}
        and "accounts_membership" not in (table,)
    }
    figure(f"P2: {len(expected)} composite keys, missing {len(expected - have)}, plain keys {len(plain)}")
    assert expected - have == set()
    assert plain == set()


def may(role, privilege):
    rows = catalogue(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace "
        "AND has_table_privilege(%s, oid, %s)",
        role,
        privilege,
    )
    return {name for (name,) in rows}


def test_only_the_outbox_is_open_to_the_role_that_works_across_municipalities():
    across = catalogue("SELECT polrelid::regclass::text FROM pg_policy WHERE polname = 'across'")

    assert across == [("outbox_mail",)]
    assert may("igu_task", "SELECT") == may("igu_task", "UPDATE") == {"outbox_mail"}
    assert may("igu_task", "INSERT") == may("igu_task", "DELETE") == set()


def test_history_and_logs_can_only_grow():
    grows_only = {model._meta.db_table for model in walled_models() if model.__name__.endswith("Event")}
    grows_only |= {"audit_readlog", "audit_refusal", "cases_assessment"}

    assert grows_only & (may("igu_app", "UPDATE") | may("igu_app", "DELETE") | may("igu_app", "TRUNCATE")) == set()
    assert grows_only <= may("igu_app", "INSERT")


def test_a_wall_can_be_taken_down_and_put_up_again():
    operation = TenantWall("contact")

    assert operation.reversible
    assert operation.deconstruct() == ("TenantWall", ["contact"], {})
