"""The employer's view: the own trainees, what to do, one question a month, and nothing else."""

import datetime as dt

import pytest
from django.urls import reverse

from cases.models import Agreement
from followup.models import FollowUp
from igu.accounts.tenancy import acting_for
from igu.audit.models import ReadLog
from tests.portal.conftest import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(client, bo, foreign_trainee):
    client.force_login(bo.user)
    return client


def follow_ups(municipality, **where):
    with acting_for(municipality.id):
        return FollowUp.objects.get(**where)


def test_the_own_trainee_is_there_and_no_other(opened):
    page = opened.get(reverse("portal_home")).text

    assert "Selam Tekle" in page
    assert "Farid" not in page
    assert "Hygiejne" in page
    assert "På kursus i dag" in page


def test_what_is_asked_of_the_firm_is_there(opened):
    page = opened.get(reverse("portal_home")).text

    assert "Går det godt med Selam?" in page
    assert f"senest {TODAY:%d-%m-%Y}" in page


def test_the_trainees_plan_opens_and_a_foreign_one_does_not(opened, trainee, foreign_trainee):
    assert opened.get(reverse("portal_trainee", args=[trainee.id])).status_code == 200
    assert opened.get(reverse("portal_trainee", args=[foreign_trainee.id])).status_code == 404


def test_looking_is_logged(opened, aalborg, bo, trainee):
    opened.get(reverse("portal_home"))

    with acting_for(aalborg.id):
        rows = ReadLog.objects.values_list("membership_id", "citizen_id", "route")
        assert list(rows) == [(bo.membership.id, trainee.citizen_id, "portal_home")]


def test_yes_answers_the_call_of_the_month(opened, aalborg, bo, trainee):
    ask = follow_ups(aalborg, key="call_employer")

    answer = opened.post(reverse("portal_answer", args=[ask.id]), {"answer": "goes_well"})

    assert answer.status_code == 302
    ask = follow_ups(aalborg, key="call_employer")
    assert (ask.answer, ask.done_on, ask.done_by_id) == ("good", TODAY, bo.membership.id)
    assert "Går det godt" not in opened.get(reverse("portal_home")).text


def test_call_me_puts_the_call_on_todays_list(opened, aalborg):
    ask = follow_ups(aalborg, key="call_employer")
    with acting_for(aalborg.id):
        FollowUp.objects.filter(id=ask.id).update(due_on=TODAY - dt.timedelta(days=2))

    opened.post(reverse("portal_answer", args=[ask.id]), {"answer": "call_me"})

    ask = follow_ups(aalborg, key="call_employer")
    assert (ask.due_on, ask.done_at, ask.moved_why) == (TODAY, None, "Virksomheden beder om et opkald")
    assert "Vi ringer til dig" in opened.get(reverse("portal_home")).text


def test_a_second_click_changes_nothing(opened, aalborg):
    ask = follow_ups(aalborg, key="call_employer")
    url = reverse("portal_answer", args=[ask.id])
    opened.post(url, {"answer": "goes_well"})
    version = follow_ups(aalborg, key="call_employer").version

    assert opened.post(url, {"answer": "goes_well"}).status_code == 404
    assert follow_ups(aalborg, key="call_employer").version == version


@pytest.mark.parametrize("answer", ["", "delete", "good"])
def test_another_answer_does_not_exist(opened, aalborg, answer):
    ask = follow_ups(aalborg, key="call_employer")

    assert opened.post(reverse("portal_answer", args=[ask.id]), {"answer": answer}).status_code == 404


def test_a_deadline_is_not_answered_here(opened, aalborg):
    deadline = follow_ups(aalborg, key="vitas_plan")

    assert opened.post(reverse("portal_answer", args=[deadline.id]), {"answer": "goes_well"}).status_code == 404


@pytest.mark.parametrize(("ended", "is_there"), [(30, True), (31, False)])
def test_a_trainee_is_gone_a_month_after_the_end(opened, aalborg, trainee, ended, is_there):
    with acting_for(aalborg.id):
        last = TODAY - dt.timedelta(days=ended)
        Agreement.objects.filter(id=trainee.id).update(
            start_on=last - dt.timedelta(days=20), ended_on=last, ending="negative"
        )

    assert ("Selam Tekle" in opened.get(reverse("portal_home")).text) is is_there


def test_a_firm_without_trainees_is_told_what_comes(client, person, aalborg, foreign_trainee):
    from employers.models import Employer

    with acting_for(aalborg.id):
        empty = Employer.objects.create(municipality=aalborg, cvr="29189420", name="Ny virksomhed")
    ib = person("ib@igu.test", aalborg, "employer", scope=empty.id)
    client.force_login(ib.user)

    assert "I har ingen igu-elever lige nu" in client.get(reverse("portal_home")).text


@pytest.mark.parametrize("count", [1, 8])
def test_the_page_asks_the_same_number_of_queries(
    opened, aalborg, trainee, count, make_case, django_assert_max_num_queries
):
    with acting_for(aalborg.id):
        for number in range(count):
            case = make_case(number=f"2026-1{number:03}", first_name=f"Nr {number}")
            Agreement.objects.filter(id=case.agreement_id).update(employer_id=trainee.employer_id)

    with django_assert_max_num_queries(14):
        assert opened.get(reverse("portal_home")).status_code == 200
