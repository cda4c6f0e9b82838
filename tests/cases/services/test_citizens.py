import datetime as dt

import pytest

from cases import identity, models, services
from igu.accounts.errors import Outdated, RuleBroken
from igu.accounts.tenancy import acting_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_aalborg(aalborg):
    with acting_for(aalborg.id):
        yield


def test_a_new_name_is_found_and_sorted_by_at_once(anna, make_case):
    case = make_case(anna)

    services.change_citizen(anna.actor, citizen=case.citizen, version=1, last_name="Åberg")

    case.refresh_from_db()
    assert case.sort_name == "selam }berg"
    assert sorted(case.citizen.name_tokens.values_list("token", flat=True)) == ["aaberg", "selam"]
    assert models.Citizen.objects.get().version == 2


def test_other_facts_leave_the_words_alone(anna, make_case):
    case = make_case(anna)
    before = set(case.citizen.name_tokens.values_list("id", flat=True))

    services.change_citizen(anna.actor, citizen=case.citizen, version=1, phone="12345678")

    assert set(case.citizen.name_tokens.values_list("id", flat=True)) == before


def test_the_second_of_two_who_save_a_citizen_is_told(anna, make_case):
    citizen = make_case(anna).citizen
    services.change_citizen(anna.actor, citizen=citizen, version=1, phone="11111111")

    with pytest.raises(Outdated):
        services.change_citizen(anna.actor, citizen=citizen, version=1, phone="22222222")
    assert models.Citizen.objects.get().phone == "11111111"


def test_a_new_cpr_number_takes_over_and_the_former_one_still_finds_the_citizen(anna, make_case):
    citizen = make_case(anna, cpr="7403910001").citizen

    services.give_cpr(anna.actor, citizen=citizen, version=1, cpr="1403910002")

    now = models.Identity.objects.get(replaced_at=None)
    assert identity.digits_of(now) == "1403910002"
    for digits in ("7403910001", "1403910002"):
        key = identity.search_key(citizen.municipality_id, digits)
        assert models.Identity.objects.get(search_key=key).citizen == citizen


def test_a_cpr_number_of_somebody_else_is_refused(anna, make_case):
    make_case(anna, cpr="7403910001")
    other = make_case(anna).citizen

    with pytest.raises(RuleBroken) as broken:
        services.give_cpr(anna.actor, citizen=other, version=1, cpr="7403910001")
    assert broken.value.codes == ("cpr_has_case",)
    assert models.Citizen.objects.get(id=other.id).no_cpr_reason == "new arrival"


def test_invisible_marks_do_not_get_into_a_name(anna, make_case):
    case = make_case(anna, first_name="Se\u202elam\x00 ", birth_on=dt.date(1990, 1, 1))

    assert case.citizen.first_name == "Selam"
