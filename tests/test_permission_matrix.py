"""P1: nobody sees or changes what is not theirs; every hole that we plant is found."""

import pytest

from tests import matrix
from tests.world import build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return build_world()


def test_every_url_has_a_policy():
    without = [door.name for door in matrix.doors() if door.policy is None]

    print(f"P1: {len(matrix.doors())} URLs, without a policy {len(without)}")
    assert without == []


def test_nobody_gets_past_a_door_that_is_not_theirs(world):
    result = matrix.run(world)

    print(result)
    assert result.faults == []


def test_every_door_opens_for_somebody(world):
    result = matrix.run(world, visitors_only={"anna A", "dorte A", "erik A", "lis A", "bo A"})

    assert {door.name for door in matrix.closed_doors()} - set(result.opened) == set()
