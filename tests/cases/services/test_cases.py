import datetime as dt

import pytest
from django.db import connection

from cases import identity, models, services
from cases.course.services import close_case
from igu.accounts.errors import Outdated, RuleBroken
from igu.accounts.tenancy import acting_for

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 25)
CPR = "7403910001"


@pytest.fixture(autouse=True)
def in_aalborg(aalborg):
    with acting_for(aalborg.id):
        yield


def open_case(anna, **kwargs):
    citizen = {"first_name": "Selam", "last_name": "Tekle", "birth_on": dt.date(1991, 3, 14)}
    return services.open_case(anna.actor, citizen=citizen, **{"cpr": CPR, "today": TODAY} | kwargs)


def test_a_case_is_opened_with_its_citizen_its_number_and_the_words_of_the_name(anna):
    case = open_case(anna, coordinator_id=anna.membership.id, group="ukraine")

    assert (case.number, case.stage, case.opened_on, case.sort_name) == ("2026-0001", "run_up", TODAY, "selam tekle")
    assert (case.coordinator, case.group) == (anna.membership, "ukraine")
    assert sorted(case.citizen.name_tokens.values_list("token", flat=True)) == ["selam", "tekle"]


def test_numbers_count_from_one_in_each_year_and_municipality(anna, carla, odense):
    assert open_case(anna).number == "2026-0001"
    assert open_case(anna, cpr="7403910002").number == "2026-0002"
    assert open_case(anna, cpr="7403910003", today=dt.date(2027, 1, 4)).number == "2027-0001"
    with acting_for(odense.id):
        assert open_case(carla).number == "2026-0001"


def test_the_cpr_number_lies_sealed_and_opens_again(anna):
    case = open_case(anna)

    kept = models.Identity.objects.get(citizen=case.citizen)
    assert identity.digits_of(kept) == CPR
    with connection.cursor() as cursor:
        cursor.execute("SELECT encode(sealed, 'escape') || encode(search_key, 'escape') FROM cases_identity")
        assert CPR not in cursor.fetchone()[0]


def test_a_citizen_has_one_case_in_a_municipality(anna):
    open_case(anna)

    with pytest.raises(RuleBroken) as broken:
        open_case(anna)
    assert broken.value.codes == ("cpr_has_case",)
    assert models.Citizen.objects.count() == 1


def test_the_same_citizen_may_have_a_case_in_another_municipality(anna, carla, odense):
    here = open_case(anna)
    key_here = bytes(models.Identity.objects.get().search_key)

    with acting_for(odense.id):
        there = open_case(carla)
        key_there = bytes(models.Identity.objects.get().search_key)

    assert there.number == here.number
    assert key_there != key_here


def test_a_case_without_cpr_number_needs_the_reason(anna):
    with pytest.raises(RuleBroken) as broken:
        open_case(anna, cpr="")
    assert broken.value.codes == ("cpr_missing",)


def test_a_closed_case_that_is_changed_stays_closed_with_its_reason(anna):
    case = open_case(anna)
    close_case(anna.actor, case=case, version=1, why="withdrew", closed_on=TODAY, today=TODAY)

    services.change_case(
        anna.actor, case=case, version=case.version, coordinator_id=None, group="ukraine", hold="", today=TODAY
    )

    case.refresh_from_db()
    assert (case.group, case.stage, case.closed_on, case.closed_why) == ("ukraine", "closed", TODAY, "withdrew")


def test_the_second_of_two_who_save_a_case_is_told(anna):
    case = open_case(anna)
    same = {"case": case, "group": "", "hold": "", "today": TODAY}
    services.change_case(anna.actor, **same, version=1, coordinator_id=anna.membership.id)

    with pytest.raises(Outdated):
        services.change_case(anna.actor, **same, version=1, coordinator_id=None)
    case.refresh_from_db()
    assert case.coordinator == anna.membership


def test_every_change_leaves_a_record(anna):
    case = open_case(anna)
    services.change_case(
        anna.actor, case=case, version=1, coordinator_id=anna.membership.id, group="", hold="", today=TODAY
    )

    events = models.Case.pgh_event_model.objects.order_by("pgh_created_at", "version")
    assert list(events.values_list("pgh_label", "coordinator_id")) == [
        ("insert", None),
        ("update", anna.membership.id),
    ]
