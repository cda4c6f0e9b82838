"""The roles on a PostgreSQL that somebody else runs: played on a fresh private one, as its superuser made it."""

import psycopg2
import pytest

from igu.local import Refused, roles


@pytest.fixture
def server(cluster):
    cluster.start()
    return cluster


@pytest.fixture
def as_boss(server):
    """Ask as the superuser, on a server where nobody has made the app's roles."""
    connection = psycopg2.connect(server.urls()["DATABASE_URL"].replace("igu_owner", "igu_boss"))
    connection.autocommit = True
    with connection.cursor() as cursor:

        def forget():
            for role in ("igu_app", "igu_task", "stranger"):
                cursor.execute(f"DROP ROLE IF EXISTS {role}")

        forget()
        yield cursor
        forget()
        for role in roles.RUN_TIME:
            cursor.execute(f"CREATE ROLE {role} LOGIN")
    connection.close()


def url(server, role):
    return {"DATABASE_URL": server.urls()["DATABASE_URL"].replace("igu_owner", role)}


def test_nothing_is_asked_without_a_given_database():
    roles.prepare({})


def test_roles_that_are_missing_are_made_and_may_be_taken(server, as_boss):
    as_boss.execute("CREATE ROLE stranger LOGIN CREATEROLE BYPASSRLS")

    roles.prepare(url(server, "stranger"))
    roles.prepare(url(server, "stranger"))

    as_boss.execute(
        "SELECT rolname, rolsuper, rolbypassrls, pg_has_role('stranger', rolname, 'SET') FROM pg_roles "
        "WHERE rolname IN ('igu_app', 'igu_task') ORDER BY 1"
    )
    assert as_boss.fetchall() == [("igu_app", False, False, True), ("igu_task", False, False, True)]


def test_a_superuser_needs_no_grant(server, as_boss):
    roles.prepare(url(server, "igu_boss"))

    as_boss.execute("SELECT count(*) FROM pg_roles WHERE rolname IN ('igu_app', 'igu_task')")
    assert as_boss.fetchone() == (2,)


def test_an_owner_bound_by_the_walls_is_refused_with_the_remedy(server, as_boss):
    as_boss.execute("CREATE ROLE stranger LOGIN CREATEROLE")

    with pytest.raises(Refused, match='let a superuser run ALTER ROLE "stranger" BYPASSRLS'):
        roles.prepare(url(server, "stranger"))


def test_a_log_in_that_may_not_make_roles_is_told_in_one_line(server, as_boss):
    as_boss.execute("CREATE ROLE stranger LOGIN BYPASSRLS")

    with pytest.raises(Refused) as refused:
        roles.prepare(url(server, "stranger"))

    assert str(refused.value) == "The roles cannot be made on DATABASE_URL: permission denied to create role"


def test_a_server_that_is_away_is_told_in_one_line():
    with pytest.raises(Refused) as refused:
        roles.prepare({"DATABASE_URL": "postgresql://igu@/igu?host=/nowhere"})

    assert "\n" not in str(refused.value)
    assert str(refused.value).startswith("The roles cannot be made on DATABASE_URL: ")
