import datetime as dt

import pytest

from cases import models, services, words
from igu.accounts.errors import RuleBroken
from igu.accounts.tenancy import acting_for
from igu.rules import eligibility, statute

pytestmark = pytest.mark.django_db
START = dt.date(2026, 12, 1)
FACTS = {"basis": "7", "address_since": dt.date(2017, 9, 11), "permit_until": dt.date(2028, 1, 1)}


@pytest.fixture(autouse=True)
def in_aalborg(aalborg):
    with acting_for(aalborg.id):
        yield


def test_an_assessment_keeps_the_answer_its_facts_and_who_asked(anna, make_case):
    case = make_case(anna, **FACTS)

    made = services.assess(anna.actor, case=case, start_on=START, note="Seen the permit.")

    assert (made.decision, made.rule_version, made.reasons) == ("eligible", "V6", ["permit_ends_early"])
    assert made.facts["address_since"] == "2017-09-11"
    assert (made.judged_by, made.note) == (anna.membership, "Seen the permit.")


def test_where_the_law_leaves_it_to_a_person_the_reason_is_asked_for(anna, make_case):
    case = make_case(anna, **FACTS | {"basis": "9c"})

    with pytest.raises(RuleBroken, match="reason_missing"):
        services.assess(anna.actor, case=case, start_on=START, note=" ")

    assert services.assess(anna.actor, case=case, start_on=START, note="Seen the papers.").decision == "manual"


def test_the_conditions_are_made_again_from_what_was_judged(anna, make_case):
    case = make_case(anna, **FACTS)
    made = services.assess(anna.actor, case=case, start_on=START, same_workplace_until=dt.date(2026, 10, 31))
    services.change_citizen(anna.actor, citizen=case.citizen, version=1, basis="none")

    again = models.Assessment.objects.get(id=made.id).judgement

    assert again.decision == made.decision == "not_eligible"
    assert list(again.reasons) == made.reasons == ["permit_ends_early", "same_workplace_gap"]


def test_a_completed_agreement_of_the_case_counts_as_completed_before(anna, make_case, make_agreement):
    case = make_case(anna, **FACTS)
    agreement = make_agreement(anna, case, start_on=dt.date(2024, 1, 8))
    services.end_agreement(
        anna.actor,
        agreement=agreement,
        version=1,
        ending="completed",
        ended_on=dt.date(2026, 1, 7),
        today=dt.date(2026, 11, 25),
    )

    assert "completed_before" in services.assess(anna.actor, case=case, start_on=START).reasons


def test_an_assessment_cannot_be_changed(anna, make_case):
    from django.db import ProgrammingError, transaction

    made = services.assess(anna.actor, case=make_case(anna, **FACTS), start_on=START)

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        models.Assessment.objects.filter(id=made.id).update(decision="eligible")


def test_the_words_of_the_screen_are_those_of_the_rules():
    assert set(words.Basis.values) == {basis.value for basis in statute.Basis}
    assert set(words.FamilyTo.values) == {whom.value for whom in eligibility.FamilyTo}
    assert set(words.Decision.values) == {decision.value for decision in eligibility.Decision}
