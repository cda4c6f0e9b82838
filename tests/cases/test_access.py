"""Who may see which case, what the read log says about it, and when a reason is asked for."""

import uuid

import pytest
from django.db import connection, transaction
from django.http import Http404

from cases import access
from igu.accounts.errors import Detour
from igu.accounts.tenancy import acting_for
from igu.audit.log import LogUnavailable
from igu.audit.models import Look, ReadLog

pytestmark = pytest.mark.django_db


def reads():
    return list(ReadLog.objects.order_by("at", "id").values_list("citizen_id", "kind", "purpose", "route"))


@pytest.fixture
def in_aalborg(aalborg):
    with acting_for(aalborg.id):
        yield


def test_a_case_worker_sees_every_case_of_the_municipality(anna, bent, dorte, make_case, in_aalborg):
    own, colleagues = make_case(anna), make_case(bent)

    assert set(access.cases_for(anna.actor)) == {own, colleagues}
    assert set(access.cases_for(dorte.actor)) == {own, colleagues}


def test_administrator_and_log_reviewer_see_no_case(anna, erik, lis, make_case, in_aalborg):
    make_case(anna)

    assert list(access.cases_for(erik.actor)) == []
    assert list(access.cases_for(lis.actor)) == []


def test_the_own_case_is_opened_and_noted(anna, make_case, ask, in_aalborg):
    case = make_case(anna)

    assert access.case_for(ask(anna), case.id) == case
    assert reads() == [(case.citizen_id, Look.READ, "", "a_page")]


def test_a_case_brings_no_password_of_whoever_follows_it(anna, make_case, ask, in_aalborg):
    case = access.case_for(ask(anna), make_case(anna).id)

    assert case.coordinator.user.name == "Anna"
    assert "password" in case.coordinator.user.get_deferred_fields()


def test_a_foreign_case_is_as_if_it_had_never_been(anna, carla, make_case, ask, in_aalborg):
    foreign = make_case(carla)

    for case_id in (foreign.id, uuid.uuid4()):
        with pytest.raises(Http404):
            access.case_for(ask(anna), case_id)
    assert reads() == []


def test_a_colleagues_case_asks_for_a_reason_first(anna, bent, make_case, ask, in_aalborg):
    case = make_case(bent)

    with pytest.raises(Detour) as detour:
        access.case_for(ask(anna, "/sager/x/plan/?uge=3"), case.id)

    assert detour.value.url == f"/sager/{case.id}/begrundelse/?next=%2Fsager%2Fx%2Fplan%2F%3Fuge%3D3"
    assert reads() == []


def test_a_reason_holds_for_the_case_until_the_day_is_over(anna, bent, make_case, ask, in_aalborg):
    case, other = make_case(bent), make_case(bent)

    access.give_purpose(ask(anna), case, "standing_in")

    assert access.case_for(ask(anna), case.id) == case
    assert [row[2] for row in reads()] == ["standing_in", "standing_in"]
    with pytest.raises(Detour):
        access.case_for(ask(anna), other.id)


def test_yesterdays_reason_is_asked_for_again(anna, bent, make_case, ask, in_aalborg):
    case = make_case(bent)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_readlog (id, municipality_id, at, membership_id, citizen_id, kind, route, purpose, "
            "request_id) VALUES (gen_random_uuid(), %s, now() - interval '1 day', %s, %s, 'read', '', 'called', '')",
            [case.municipality_id, anna.membership.id, case.citizen_id],
        )

    with pytest.raises(Detour):
        access.case_for(ask(anna), case.id)


def test_a_manager_and_a_case_without_coordinator_need_no_reason(anna, bent, dorte, make_case, ask, in_aalborg):
    colleagues, nobodys = make_case(bent), make_case(bent, coordinator=None)

    assert access.case_for(ask(dorte), colleagues.id) == colleagues
    assert access.case_for(ask(anna), nobodys.id) == nobodys


def test_nothing_is_opened_when_the_read_log_cannot_be_written(anna, make_case, ask, in_aalborg, monkeypatch):
    case = make_case(anna)
    monkeypatch.setattr("igu.audit.log.INSERT", "INSERT INTO no_such_table SELECT %s, %s, %s, %s, %s, %s, %s")

    with pytest.raises(LogUnavailable), transaction.atomic():
        access.case_for(ask(anna), case.id)
