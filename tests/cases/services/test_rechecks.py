"""The target group is asked for again as of the day that an agreement begins, until somebody has judged that day."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import services
from followup.models import FollowUp
from followup.services import answer_follow_up
from tests.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_aalborg")]
START = dt.date(2027, 2, 1)
LATER = dt.date(2027, 3, 1)
FACTS = {"basis": "7", "address_since": dt.date(2017, 9, 11), "permit_until": dt.date(2030, 1, 1)}


@pytest.fixture
def case(anna, make_case):
    return make_case(anna, **FACTS)


def asked(case) -> list[dt.date]:
    """The days on which somebody is asked to judge."""
    rows = FollowUp.objects.filter(case=case, key="target_group", done_at=None)
    return list(rows.order_by("due_on").values_list("due_on", flat=True))


def judge(anna, case, start_on=START):
    return services.assess(anna.actor, case=case, start_on=start_on, note="Set.")


def move(anna, agreement, start_on):
    agreement.refresh_from_db()
    services.change_agreement(
        anna.actor, agreement=agreement, version=agreement.version, today=TODAY, start_on=start_on, end_on=None
    )


def test_a_start_ahead_asks_to_be_judged_a_fortnight_before(anna, case, make_agreement):
    make_agreement(anna, case, start_on=START)

    assert asked(case) == [dt.date(2027, 1, 18)]
    row = FollowUp.objects.get(key="target_group")
    assert (row.kind, row.party) == ("deadline", "team")


def test_a_judgement_of_that_day_takes_the_question_away(anna, case, make_agreement):
    make_agreement(anna, case, start_on=START)

    judge(anna, case, TODAY)
    assert asked(case) != []
    judge(anna, case)

    assert asked(case) == []


def test_a_start_that_is_judged_already_asks_nothing(anna, case, make_agreement):
    judge(anna, case)

    make_agreement(anna, case, start_on=START)

    assert asked(case) == []


def test_another_start_is_asked_for_again(anna, case, make_agreement):
    agreement = make_agreement(anna, case, start_on=START)
    judge(anna, case)

    move(anna, agreement, LATER)
    assert asked(case) == [dt.date(2027, 2, 15)]
    move(anna, agreement, START)

    assert asked(case) == []


def test_a_start_that_lay_behind_when_it_was_entered_asks_nothing(anna, case, make_agreement):
    make_agreement(anna, case)

    assert asked(case) == []


def test_an_agreement_that_comes_to_nothing_asks_no_more(anna, case, make_agreement):
    agreement = make_agreement(anna, case, start_on=START)

    services.end_agreement(
        anna.actor, agreement=agreement, version=1, ending="never_started", ended_on=START, today=TODAY
    )

    assert asked(case) == []


def test_facts_by_which_the_law_answers_otherwise_are_asked_about(anna, case, make_agreement):
    agreement = make_agreement(anna, case, start_on=START)
    judge(anna, case)

    services.change_citizen(anna.actor, citizen=case.citizen, version=1, phone="20 30 40 50")
    services.follow_starts(anna.actor, [agreement], today=TODAY)
    assert asked(case) == []
    services.change_citizen(anna.actor, citizen=case.citizen, version=2, basis="none")
    services.follow_starts(anna.actor, [agreement], today=TODAY)

    assert asked(case) != []


def test_what_was_answered_is_not_asked_for_again(anna, case, make_agreement):
    agreement = make_agreement(anna, case, start_on=START)
    row = FollowUp.objects.get(key="target_group")
    answer_follow_up(anna.actor, follow_up_id=row.id, version=row.version, answer="good", today=TODAY)

    services.follow_starts(anna.actor, [agreement], today=TODAY)

    assert asked(case) == []


def test_many_starts_cost_no_more_statements_than_one(anna, make_case, make_agreement, make_employer):
    firm, counts = make_employer(anna), []
    for number in (1, 3):
        cases = [make_case(anna, **FACTS) for _ in range(number)]
        made = [make_agreement(anna, case, employer=firm, start_on=START) for case in cases]
        FollowUp.objects.all().delete()
        with CaptureQueriesContext(connection) as asked_for:
            services.follow_starts(anna.actor, made, today=TODAY)
        counts.append(len(asked_for))
        assert FollowUp.objects.filter(key="target_group").count() == number

    assert counts[0] == counts[1]
