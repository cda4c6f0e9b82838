import pytest
from django.db.models import F

from employers import access
from employers.models import Workplace
from igu.accounts.tenancy import acting_for
from igu.web.statements import Instances, anybody, blank, ids_of, statement_of

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


def test_a_statement_for_anybody_shows_each_their_own(anna, carla, make_employer):
    statement = statement_of(access.employers_for(anybody(anna.actor.role)).values_list("name"))

    for person in (anna, carla):
        firm = make_employer(person)
        with acting_for(person.actor.municipality_id):
            assert statement.rows(ids_of(person.actor)) == [(firm.name,)]


def test_a_place_that_nobody_fills_is_a_fault():
    with pytest.raises(KeyError):
        statement_of(Workplace.objects.filter(employer_id=blank())).rows()


def test_rows_become_what_the_queryset_would_give(anna, aalborg, make_employer, django_assert_num_queries):
    firm, asked = make_employer(anna), blank()
    with acting_for(aalborg.id):
        for p_number in ("1000000001", "1000000002"):
            Workplace.objects.create(municipality=aalborg, employer=firm, p_number=p_number)
        found = Workplace.objects.select_related("employer").annotate(cvr=F("employer__cvr")).order_by("p_number")
        instances = Instances(found.filter(employer_id=asked))

        with django_assert_num_queries(1):
            made = instances.rows({asked: firm.id})
            assert [(one.p_number, one.employer.name, one.cvr) for one in made] == [
                ("1000000001", firm.name, firm.cvr),
                ("1000000002", firm.name, firm.cvr),
            ]

        assert [vars(one)["_state"].adding for one in made] == [False, False]
        assert made == list(found.filter(employer=firm))
