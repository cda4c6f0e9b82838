"""Every page in Chromium: axe finds nothing at 1440 and 390 px, no complaint, nothing wider than the window.

The resolver is walked, so a new page is looked at without being listed here.
"""

import pytest
from django.urls import reverse

from tests import matrix
from tests.conftest import Person, TenantClient
from tests.world import build_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Each page is looked at as the first of these who may open it.
LOOKERS = {"anna": "coordinator", "dorte": "manager", "erik": "administrator", "lis": "log_reviewer", "bo": "employer"}


def pages_of(role) -> list[matrix.Door]:
    before = list(LOOKERS.values())[: list(LOOKERS.values()).index(role)]
    return [door for door in matrix.closed_doors() if role in door.roles and not door.roles & set(before)]


def opens_as_page(client, path) -> bool:
    answer = client.get(path)
    is_page = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
    return is_page and b"<html" in answer.content


@pytest.mark.parametrize("name", LOOKERS)
@pytest.mark.long
def test_every_page_is_accessible(name, visit, assert_accessible, figure):
    world = build_world()
    membership = world.a.people[name]
    client = TenantClient()
    client.force_login(membership.user)
    looked, faults = 0, []

    for door in pages_of(LOOKERS[name]):
        rows = {key: world.a.own[row].pk for key, row in matrix.TARGETS.items()}
        ids = {key: value for key, value in (rows | matrix.WORDS).items() if key in door.parameters}
        path = reverse(door.name, kwargs=ids)
        if opens_as_page(client, path):
            looked += 1
            try:
                assert_accessible(visit(Person(membership.user, membership, None), path))
            except AssertionError as fault:
                faults.append(f"{door.name}: {fault}")

    figure(f"axe: {looked} pages as {name}, with faults {len(faults)}")
    assert faults == []


@pytest.mark.parametrize("name", ["account_login", "account_reset_password", "account_reset_password_done"])
def test_every_page_before_the_log_in_is_accessible(name, visit, assert_accessible):
    assert_accessible(visit(None, reverse(name)))
