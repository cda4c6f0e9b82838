"""The statements of list and search read their index, as the role that the walls bind, where there are many rows."""

import json

import pytest
from django.db import connection, connections

from cases import access, search
from cases.rows import FIELDS
from igu.accounts.tenancy import acting_for
from igu.web import keyset
from igu.web.keyset import Order, Place
from tests.cases.many import make_many

MANY = 8_000
SMALL = {"employers_employer", "accounts_membership", "accounts_user"}


def read_by(queryset) -> tuple[set, set]:
    """Indexes that are read, and tables that are read from end to end."""
    sql, params = queryset.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
        answer = cursor.fetchone()[0]
    [plan] = json.loads(answer) if isinstance(answer, str) else answer
    found = list(nodes(plan["Plan"]))
    indexes = {node["Index Name"] for node in found if "Index Name" in node}
    return indexes, {node["Relation Name"] for node in found if node["Node Type"] == "Seq Scan"}


def nodes(plan):
    yield plan
    for child in plan.get("Plans", ()):
        yield from nodes(child)


def analyse():
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")


@pytest.mark.django_db(transaction=True)
def test_list_and_search_read_their_index(anna, carla, make_employer, aalborg):
    for person in (anna, carla):
        make_many(person, make_employer(person), MANY)
    analyse()

    with acting_for(aalborg.id):
        cases = access.cases_for(anna.actor).filter(closed_on=None)
        mine = cases.filter(coordinator_id=anna.membership.id)
        halfway = Place(cases.order_by("next_due_on", "id").values_list("id", flat=True)[MANY // 2])
        later = cases.filter(keyset._beyond(cases.model, Order("next_due_on"), halfway))
        read = {
            "case_next": _first_page(cases, "next_due_on"),
            "case_mine": _first_page(mine, "next_due_on"),
            "case_name": _first_page(cases, "sort_name"),
            "case_number_once": _first_page(cases, "number"),
            "case_ends": _first_page(cases, "ends_on"),
            "nametoken_find": read_by(search.by_words(anna.actor, "anna777 berg1").order_by("sort_name", "id")[:50]),
        }
        read_later = _first_page(later, "next_due_on")
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            assert cursor.fetchone() == ("igu_app",)

    assert {index for index, (indexes, _whole) in read.items() if index in indexes} == set(read)
    assert set().union(*(whole for _indexes, whole in read.values())) <= SMALL
    assert "case_next" in read_later[0]
    assert read_later[1] <= SMALL


def _first_page(cases, field):
    return read_by(cases.order_by(*Order(field).names()).values_list(*FIELDS)[:50])
