"""The six people of the demo."""

import pytest

from igu.accounts.models import Membership, User
from igu.people.personas import PERSONAS, make_personas, user_of

pytestmark = pytest.mark.django_db


def test_the_six_are_made_once_with_their_roles():
    make_personas({"bo@demo.test": "a firm"})
    made = make_personas({"bo@demo.test": "a firm"})

    assert User.objects.filter(is_demo=True).count() == Membership.objects.count() == len(PERSONAS) == 6
    assert {(m.user.email, m.role, m.municipality.code, m.scope) for m in made.values()} == {
        ("anna@demo.test", "coordinator", "0851", ""),
        ("dorte@demo.test", "manager", "0851", ""),
        ("erik@demo.test", "administrator", "0851", ""),
        ("lis@demo.test", "log_reviewer", "0851", ""),
        ("bo@demo.test", "employer", "0851", "a firm"),
        ("carla@demo.test", "coordinator", "0461", ""),
    }


def test_an_employer_who_is_made_later_is_given_to_bo():
    make_personas()

    assert make_personas({"bo@demo.test": "a firm"})["bo@demo.test"].scope == "a firm"
    assert make_personas()["bo@demo.test"].scope == "a firm"
    assert Membership.objects.count() == 6


def test_a_person_of_the_same_address_who_is_no_persona_is_left_alone(person, aalborg):
    person("anna@demo.test", aalborg, "coordinator", is_demo=False)

    assert user_of("anna@demo.test") is None
