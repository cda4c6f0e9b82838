"""The statements of list and search read their index, as the role that the walls bind, where there are many rows."""

import pytest

from cases import access, search
from cases.listing import VIEWS, _counted, who_looks
from cases.models import Assessment
from cases.rows import FIELDS
from igu.accounts.tenancy import acting_for
from igu.web import keyset
from igu.web.keyset import Order, Place
from tests.cases.many import assess_all, make_many
from tests.conftest import TODAY
from tests.plans import analyse, must_sort, read_by_query

MANY = 8_000
SMALL = {"employers_employer", "accounts_membership", "accounts_user"}
FEW = {"uden-koordinator", "inaktive"}  # views that are found by other columns than an order's


@pytest.mark.django_db(transaction=True)
def test_list_and_search_read_their_index(anna, carla, make_employer, aalborg):
    for person in (anna, carla):
        make_many(person, make_employer(person), MANY)
    assess_all(anna)
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
            "nametoken_find": _first_page(search.by_words(anna.actor, "anna777 berg1"), "sort_name"),
            "cases_assessment_case_id_319aae80": read_by_query(Assessment.objects.of_cases([halfway.row_id])),
        }
        counts = dict(zip(VIEWS, _counted(who_looks(anna.actor, TODAY)), strict=True))
        read_whole = {
            view
            for view, count in counts.items()
            if "ORDER BY" not in count.sql or must_sort(count.sql, count.filled())
        }
        read_later = _first_page(later, "next_due_on")
        read_common = _first_page(search.by_words(anna.actor, "anna77 berg1"), "sort_name")

    assert {index for index, (indexes, _whole) in read.items() if index in indexes} == set(read)
    assert set().union(*(whole for _indexes, whole in read.values())) <= SMALL
    assert read_whole <= FEW, "a count of very many stops in its index"
    assert "case_next" in read_later[0]
    assert read_later[1] <= SMALL
    assert read_common[1] <= SMALL, "two words that many have are found without reading all cases"


def _first_page(cases, field):
    return read_by_query(cases.order_by(*Order(field).names()).values_list(*FIELDS)[:50])
