"""The employer's view: the own trainees, what to do, one question a month, and nothing else."""

import datetime as dt

import pytest
from django.db.models import F
from django.urls import reverse

from cases.models import Agreement
from followup.models import FollowUp
from igu.accounts.tenancy import acting_for
from igu.audit.models import ReadLog
from tests.matrix import EMPLOYER_MAY_SEE
from tests.portal.conftest import TODAY
from tests.world import build_world

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
    answer = opened.post(reverse("portal_answer", args=[trainee.id]), {"answer": "goes_well"})

    assert answer.status_code == 302
    ask = follow_ups(aalborg, key="call_employer")
    assert (ask.answer, ask.done_on, ask.done_by_id) == ("good", TODAY, bo.membership.id)
    page = opened.get(reverse("portal_home")).text
    assert "Tak. Jeres koordinator kan se jeres svar." in page
    assert "Går det godt" not in page


def test_the_question_needs_no_call_in_the_rhythm(opened, aalborg, bo, trainee):
    with acting_for(aalborg.id):
        FollowUp.objects.filter(key="call_employer").delete()
    assert "Går det godt" in opened.get(reverse("portal_home")).text

    opened.post(reverse("portal_answer", args=[trainee.id]), {"answer": "goes_well"})

    month = follow_ups(aalborg, key="portal_month")
    assert (month.answer, month.done_on, month.done_by_id) == ("good", TODAY, bo.membership.id)


def test_the_next_month_asks_again(opened, aalborg, trainee):
    opened.post(reverse("portal_answer", args=[trainee.id]), {"answer": "goes_well"})
    with acting_for(aalborg.id):
        FollowUp.objects.filter(key="portal_month").update(turn=F("turn") - 1)

    assert "Går det godt" in opened.get(reverse("portal_home")).text


def test_call_me_is_a_call_for_the_coordinator(opened, aalborg, bo, trainee):
    opened.post(reverse("portal_answer", args=[trainee.id]), {"answer": "call_me"})

    call = follow_ups(aalborg, key="")
    assert (call.what, call.made_by_id) == ("Call the employer: they ask you to", bo.membership.id)
    assert TODAY <= call.due_on <= TODAY + dt.timedelta(days=6)
    assert follow_ups(aalborg, key="call_employer").done_at is None
    assert "Vi ringer til dig" in opened.get(reverse("portal_home")).text


def test_a_second_click_changes_nothing(opened, aalborg, trainee):
    url = reverse("portal_answer", args=[trainee.id])
    opened.post(url, {"answer": "goes_well"})
    with acting_for(aalborg.id):
        before = list(FollowUp.objects.order_by("id").values())

    opened.post(url, {"answer": "call_me"})

    with acting_for(aalborg.id):
        assert list(FollowUp.objects.order_by("id").values()) == before


@pytest.mark.parametrize("answer", ["", "delete", "good"])
def test_another_answer_does_not_exist(opened, trainee, answer):
    assert opened.post(reverse("portal_answer", args=[trainee.id]), {"answer": answer}).status_code == 404


def test_another_firms_trainee_cannot_be_answered_for(opened, foreign_trainee):
    url = reverse("portal_answer", args=[foreign_trainee.id])

    assert opened.post(url, {"answer": "goes_well"}).status_code == 404


def test_before_the_start_nobody_is_asked_how_it_goes(opened, aalborg, trainee):
    with acting_for(aalborg.id):
        Agreement.objects.filter(id=trainee.id).update(start_on=TODAY + dt.timedelta(days=9))

    assert "Går det godt" not in opened.get(reverse("portal_home")).text
    url = reverse("portal_answer", args=[trainee.id])
    assert opened.post(url, {"answer": "goes_well"}).status_code == 404


def test_what_a_coordinator_wrote_is_not_for_the_firm(opened, aalborg, trainee):
    with acting_for(aalborg.id):
        for key, kind in (("", "deadline"), ("own", "deadline"), ("", "contact")):
            FollowUp.objects.create(
                municipality=aalborg,
                case_id=trainee.case_id,
                agreement=trainee,
                key=key,
                turn=len(kind) + len(key),
                party="employer",
                kind=kind,
                raw_on=TODAY,
                due_on=TODAY,
                what="Spørg til sygdommen",
            )

    page = opened.get(reverse("portal_home")).text

    assert "Tast undervisningsplanen i VITAS" in page
    assert "sygdommen" not in page


def test_no_field_of_a_citizen_or_case_but_the_name_gets_through(client, figure):
    """P7, with a canary in every text field of every row."""
    rows = build_world()
    client.force_login(rows.a.people["bo"].user)

    seen = {}
    for path in (reverse("portal_home"), reverse("portal_trainee", args=[rows.a.own["agreement"].id])):
        response = client.get(path)
        assert response.status_code == 200
        seen |= rows.canaries.seen_in(response.text)

    places = {(model, name) for _tenant, model, name in seen.values()}
    figure(f"P7: fields of the portal {len(places)}, sensitive {len(places - EMPLOYER_MAY_SEE)}")
    assert ("Citizen", "first_name") in places
    assert places <= EMPLOYER_MAY_SEE


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


def test_a_user_without_a_firm_sees_an_empty_page(client, person, aalborg):
    client.force_login(person("nobody@igu.test", aalborg, "employer").user)

    assert "I har ingen igu-elever lige nu" in client.get(reverse("portal_home")).text
