import pytest

from employers import models, services
from igu.accounts.errors import Outdated, RuleBroken
from igu.accounts.tenancy import acting_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_aalborg(aalborg):
    with acting_for(aalborg.id):
        yield


@pytest.fixture
def firm(anna):
    return services.make_employer(anna.actor, cvr="DK 36 97 71 91", name="Klintholm")


def broken_by(deed, *args, **kwargs):
    with pytest.raises(RuleBroken) as broken:
        deed(*args, **kwargs)
    return broken.value.codes


def test_a_firm_is_made_with_its_bare_cvr_number(firm):
    assert (firm.cvr, firm.name) == ("36977191", "Klintholm")


def test_a_cvr_number_is_there_once_in_a_municipality(anna, firm, carla, odense):
    assert broken_by(services.make_employer, anna.actor, cvr="36977191", name="Twice") == ("cvr_taken",)
    with acting_for(odense.id):
        assert services.make_employer(carla.actor, cvr="36977191", name="Elsewhere").name == "Elsewhere"


def test_a_share_is_a_percentage(anna, firm):
    deed = services.change_employer
    assert broken_by(deed, anna.actor, employer=firm, version=1, public_funding_share=101) == (
        "share_outside_0_to_100",
    )


def test_a_p_number_is_there_once(anna, firm):
    services.make_workplace(anna.actor, employer=firm, p_number="1012345678")

    assert broken_by(services.make_workplace, anna.actor, employer=firm, p_number="1012345678") == ("p_number_taken",)


def test_a_contact_works_at_a_workplace_of_the_firm(anna, firm):
    other = services.make_employer(anna.actor, cvr="55133018", name="Other")
    elsewhere = services.make_workplace(anna.actor, employer=other, p_number="1012345678")
    contact = services.make_contact(anna.actor, employer=firm, name="Kirsten Bak")

    code = ("workplace_of_another_firm",)
    assert broken_by(services.make_contact, anna.actor, employer=firm, name="X", workplace=elsewhere) == code
    assert broken_by(services.change_contact, anna.actor, contact=contact, version=1, workplace=elsewhere) == code


@pytest.mark.parametrize("noun", ["employer", "workplace", "contact"])
def test_the_second_of_two_who_save_is_told(anna, firm, noun):
    rows = {
        "employer": firm,
        "workplace": services.make_workplace(anna.actor, employer=firm, p_number="1012345678"),
        "contact": services.make_contact(anna.actor, employer=firm, name="Kirsten Bak"),
    }
    change = getattr(services, f"change_{noun}")
    change(anna.actor, **{noun: rows[noun]}, version=1, name="First")

    with pytest.raises(Outdated):
        change(anna.actor, **{noun: rows[noun]}, version=1, name="Second")


def test_a_contact_is_deleted_in_the_version_that_was_seen(anna, firm):
    contact = services.make_contact(anna.actor, employer=firm, name="Kirsten Bak")

    with pytest.raises(Outdated):
        services.delete_contact(anna.actor, contact=contact, version=7)
    services.delete_contact(anna.actor, contact=contact, version=1)

    assert models.Contact.objects.count() == 0


def test_every_change_leaves_a_record(anna, firm):
    services.change_employer(anna.actor, employer=firm, version=1, name="Klintholm ApS")

    events = models.Employer.pgh_event_model.objects.order_by("version").values_list("pgh_label", "name")
    assert list(events) == [("insert", "Klintholm"), ("update", "Klintholm ApS")]
