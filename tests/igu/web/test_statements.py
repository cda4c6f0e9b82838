import pytest

from employers import access
from igu.accounts.tenancy import acting_for
from igu.web.statements import statement_of

pytestmark = pytest.mark.django_db


def test_a_statement_asks_anew_each_time(anna, aalborg, make_employer, django_assert_num_queries):
    with acting_for(aalborg.id):
        statement = statement_of(access.employers_for(anna.actor).order_by("name").values_list("name"))
        assert statement.rows() == []
    firm = make_employer(anna)

    with acting_for(aalborg.id), django_assert_num_queries(1):
        assert statement.rows() == [(firm.name,)]


def test_what_differs_between_people_is_in_the_values(anna, carla):
    """Texts are shared by everybody; a wall that stood in the text would be a person's own text."""
    own, others = (
        statement_of(access.employers_for(person.actor).order_by("name").values_list("name"))
        for person in (anna, carla)
    )

    assert own.sql is others.sql
    assert own.values != others.values
