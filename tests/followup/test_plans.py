"""The statements of »Min dag« read their index where there are many rows, as the role that the walls bind."""

from types import SimpleNamespace

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from cases.models import Case
from followup import access
from igu.accounts.tenancy import acting_for
from tests.cases.many import make_many
from tests.followup.many import make_follow_ups
from tests.plans import analyse, read_by

OWN, OTHERS = 2_000, 8_000  # cases of the municipality and of another one; ten follow-ups each
BIG = {"followup_followup", "cases_caseevent"}  # the others are small here: reading them whole is no fault
NOTING = "INSERT INTO audit_readlog"


@pytest.mark.django_db(transaction=True)
def test_the_day_reads_indexes_for_a_coordinator_and_for_the_team(anna, bent, carla, make_employer, aalborg, today):
    for person, cases in ((anna, OWN), (carla, OTHERS)):
        make_many(person, make_employer(person), cases)
        make_follow_ups(person.actor.municipality_id)
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE cases_caseevent SET pgh_created_at = '2025-01-06'")  # else all of them were made today
    with acting_for(aalborg.id):
        fifty = list(Case.objects.order_by("number").values_list("id", flat=True)[:50])
        Case.objects.filter(id__in=fifty).update(coordinator=bent.membership)
    analyse()

    small = _read(bent.actor, access.Whose("member", bent.membership.id), aalborg, today)
    large = _read(anna.actor, access.Whose("member", anna.membership.id), aalborg, today)
    team = _read(anna.actor, access.Whose("team"), aalborg, today)

    for read in (small, large, team):
        assert [whole & BIG for _indexes, whole in read] == [set()] * len(read)
    due, ahead, _counts, _week, _news = small
    # two indexes begin with the coordinator, and which one is cheaper hangs on the sample that ANALYZE took
    assert any(index.startswith(("case_mine", "cases_case_coordinator_id")) for index in due[0] & ahead[0])
    *_lists, (news, _whole) = team
    assert {"follow_up_answered", "follow_up_made", "case_event_lately"} <= news


def _read(actor, whose, municipality, today):
    """What each statement of the day reads."""
    request = SimpleNamespace(actor=actor, id="", resolver_match=SimpleNamespace(view_name="my_day"))
    with acting_for(municipality.id):
        with CaptureQueriesContext(connection) as captured:
            access.day_of(request, whose, today=today, limit=50)
        asked = [query["sql"] for query in captured if NOTING not in query["sql"]]
        return [read_by(sql) for sql in asked]
