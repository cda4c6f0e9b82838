import pytest

from cases import access
from igu.accounts.tenancy import acting_for
from igu.web.counts import capped_counts, count_of, shown
from tests.cases.many import make_many

pytestmark = pytest.mark.django_db


def test_counts_stop_at_their_cap_and_come_in_one_statement(anna, aalborg, make_employer, django_assert_num_queries):
    make_many(anna, make_employer(anna), 1100)

    with acting_for(aalborg.id), django_assert_num_queries(1):
        cases = access.cases_for(anna.actor)
        assert capped_counts(count_of(cases), count_of(cases.filter(number__lte="2025-000007"))) == [1001, 7]


def test_a_count_at_its_cap_says_that_there_are_more():
    assert (shown(1000), shown(1001)) == ("1000", "1000+")
