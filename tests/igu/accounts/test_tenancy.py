"""P2: the database itself refuses, when the code forgets."""

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction

from employers.models import Contact, Employer
from igu.accounts.tenancy import acting_for

pytestmark = pytest.mark.django_db


def make_employer(municipality, cvr="36977191"):
    with acting_for(municipality.id):
        return Employer.objects.create(municipality=municipality, cvr=cvr, name=f"Firm of {municipality}")


def test_the_app_runs_as_a_role_that_the_walls_bind():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper OR rolbypassrls, "
            "(SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole) "
            "FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == ("igu_app", False, 0)


def test_no_row_is_seen_without_a_tenant(aalborg):
    make_employer(aalborg)

    assert Employer.objects.count() == 0


def test_only_own_rows_are_seen(aalborg, odense):
    make_employer(aalborg)
    foreign = make_employer(odense)

    with acting_for(aalborg.id):
        assert [employer.name for employer in Employer.objects.all()] == ["Firm of Aalborg"]
        assert Employer.objects.filter(id=foreign.id).update(name="mine") == 0


def test_a_foreign_row_cannot_be_written(aalborg, odense):
    with (
        acting_for(aalborg.id),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        Employer.objects.create(municipality=odense, cvr="36977191", name="smuggled")


def test_a_foreign_row_cannot_be_pointed_at(aalborg, odense):
    foreign = make_employer(odense)

    with acting_for(aalborg.id), pytest.raises(IntegrityError, match="_wall"), transaction.atomic():
        Contact.objects.create(municipality=aalborg, employer_id=foreign.id, name="pointer")


def test_the_former_tenant_comes_back_after_an_error_too_and_the_error_is_the_one_that_was_raised(aalborg, odense):
    make_employer(aalborg)

    with acting_for(aalborg.id):
        with pytest.raises(ProgrammingError, match="no_such_table"), acting_for(odense.id):
            connection.cursor().execute("SELECT * FROM no_such_table")
        assert Employer.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_reused_connection_carries_no_tenant_on(aalborg, figure):
    make_employer(aalborg)
    stale = 0

    for turn in range(1000):
        try:
            with acting_for(aalborg.id):
                assert Employer.objects.count() == 1
                if turn % 3 == 0:
                    raise ZeroDivisionError
                if turn % 3 == 1:
                    connection.cursor().execute("SELECT 1 / 0")
        except (ZeroDivisionError, DatabaseError):
            pass
        stale += Employer.objects.count()

    figure(f"P2: 1000 reuses of a connection, stale tenants {stale}")
    assert stale == 0
