"""A trial internship that stands in two places, as an activity and on the agreement, is followed once."""

import datetime as dt

import pytest
from django.utils import timezone

from cases.activities import services as activities
from cases.definitions.access import offer_for
from followup import services
from followup.models import FollowUp
from igu.accounts.models import Municipality
from igu.accounts.tenancy import acting_for

pytestmark = pytest.mark.django_db

WHERE = {"employer_id": None, "workplace_id": None, "place": "", "area": "", "contact": "", "contact_phone": ""}


@pytest.fixture
def freja(person):
    return person("freja@igu.test", Municipality.objects.get(code="0147"), "coordinator")


@pytest.fixture
def first_day():
    return timezone.localdate() + dt.timedelta(days=3)


@pytest.fixture
def acting(freja):
    with acting_for(freja.actor.municipality_id):
        yield


def intern(freja, case, start_on):
    offer = offer_for(case.municipality_id, "activity", "trial_internship")
    return activities.start_activity(
        freja.actor, case=case, offer=offer, start_on=start_on, end_on=None, facts={}, **WHERE
    )


def end(freja, case, activity, day, outcome="go"):
    activities.end_activity(
        freja.actor, case=case, activity=activity, version=1, outcome=outcome, end_on=day, conclusion="", facts={}
    )


def asked(case, key="runup"):
    rows = FollowUp.objects.filter(case=case, key__startswith=key, done_at=None).order_by("raw_on")
    return [(row.raw_on, row.subject.partition(":")[0]) for row in rows]


def days(first_day, *offsets, of="activity"):
    return [(first_day + dt.timedelta(days=offset), of) for offset in offsets]


def test_the_activity_finds_what_the_agreement_asks_for(freja, follow, first_day, acting):
    agreement = follow(freja, first_day + dt.timedelta(days=40), runup_on=first_day, today=timezone.localdate())
    assert asked(agreement.case) == days(first_day, 7, 14, 21, 27, of="")

    intern(freja, agreement.case, first_day + dt.timedelta(days=1))
    assert asked(agreement.case) == days(first_day, 8, 15, 22, 28)
    services.schedule_agreement(None, agreement, today=timezone.localdate())

    assert asked(agreement.case) == days(first_day, 8, 15, 22, 28)


def test_the_agreement_finds_what_the_activity_asks_for(freja, follow, make_case, first_day, acting):
    agreement = follow(freja, first_day + dt.timedelta(days=40), today=timezone.localdate())
    intern(freja, agreement.case, first_day)

    agreement.runup_on = first_day
    agreement.save()
    services.schedule_agreement(None, agreement, today=timezone.localdate())

    assert asked(agreement.case) == days(first_day, 7, 14, 21, 27)


def test_an_activity_that_is_moved_far_away_leaves_the_agreement_its_own(freja, follow, first_day, acting):
    today = timezone.localdate()
    agreement = follow(freja, first_day + dt.timedelta(days=90), runup_on=first_day, today=today)
    activity = intern(freja, agreement.case, first_day)

    def move(start_on, version):
        activity.refresh_from_db()
        fields = {"version": version, "start_on": start_on, "today": today}
        activities.change_activity(freja.actor, case=agreement.case, activity=activity, **fields)
        return asked(agreement.case, "runup_decision")

    assert move(first_day + dt.timedelta(days=60), 1) == [*days(first_day, 27, of=""), *days(first_day, 87)]
    assert move(first_day, 2) == days(first_day, 27)


def test_a_decision_that_is_made_is_not_asked_for_again(freja, follow, first_day, acting):
    agreement = follow(freja, first_day + dt.timedelta(days=40), runup_on=first_day, today=timezone.localdate())
    FollowUp.objects.filter(case=agreement.case, key="runup_decision").update(
        answer="good", done_at=timezone.now(), done_on=first_day
    )

    activity = intern(freja, agreement.case, first_day)
    assert asked(agreement.case, "runup_decision") == []

    end(freja, agreement.case, activity, first_day + dt.timedelta(days=20))
    services.schedule_agreement(None, agreement, today=timezone.localdate())
    assert asked(agreement.case) == []


def test_another_internship_has_a_decision_of_its_own(freja, follow, first_day, acting):
    agreement = follow(freja, first_day + dt.timedelta(days=90), runup_on=first_day, today=timezone.localdate())

    intern(freja, agreement.case, first_day + dt.timedelta(days=60))

    assert asked(agreement.case, "runup_decision") == [*days(first_day, 27, of=""), *days(first_day, 87)]
