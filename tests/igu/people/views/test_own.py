"""What a person sees and does with the own log-in."""

import pytest

from igu.accounts.tenancy import acting_for
from tests.conftest import TenantClient
from tests.igu.people.conftest import code_for

pytestmark = pytest.mark.django_db


def test_own_log_in_says_what_there_is(client, log_in, ida, secret):
    log_in("ida@igu.test")
    client.post("/konto/log-ind/kode/", {"code": code_for(secret)})

    page = client.get("/konto/").content.decode()

    assert "ida@igu.test" in page
    assert "En app på din telefon" in page
    assert "10 tilbage." in page
    assert "IGU-koordinator, Aalborg Kommune" in page


def test_new_recovery_codes_replace_the_old(
    client, log_in, ida, secret, recovery_codes, mails, django_capture_on_commit_callbacks
):
    log_in("ida@igu.test")
    client.post("/konto/log-ind/kode/", {"code": code_for(secret)})

    with django_capture_on_commit_callbacks(execute=True):
        page = client.post("/konto/noedkoder/nye/", follow=True).content.decode()

    assert page.count("<code>") == 10
    assert not [code for code in recovery_codes if code in page]
    assert mails(ida) == ["recovery_codes_made"]


@pytest.fixture
def two_roles(person, anna, odense):
    return person("anna@igu.test", odense, "manager")


def test_a_person_with_two_roles_works_in_one_at_a_time(client, anna, two_roles, make_case, carla):
    make_case(anna, last_name="Tekle")
    client.force_login(anna.user)
    client.post("/konto/rolle/", {"membership": str(two_roles.membership.pk)})
    in_odense = client.get("/sager/").content.decode()
    client.post("/konto/rolle/", {"membership": str(anna.membership.pk)})
    in_aalborg = client.get("/sager/").content.decode()

    assert ("Tekle" in in_odense, "Tekle" in in_aalborg) == (False, True)
    assert "Odense" in in_odense


def test_a_chosen_role_that_ends_gives_way_to_the_other(client, anna, two_roles):
    client.force_login(anna.user)
    client.post("/konto/rolle/", {"membership": str(two_roles.membership.pk)})
    with acting_for(two_roles.membership.municipality_id):
        two_roles.membership.to_on = "2021-01-01"
        two_roles.membership.save()

    assert "Aalborg Kommune" in client.get("/sager/").content.decode()


def test_choosing_a_role_renews_the_session(client, anna, two_roles):
    client.force_login(anna.user)
    before = client.session.session_key

    client.post("/konto/rolle/", {"membership": str(two_roles.membership.pk)})

    assert client.session.session_key != before


@pytest.mark.parametrize("choice", ["", "not an id", "carla"])
def test_a_role_of_somebody_else_cannot_be_chosen(anna, carla, choice):
    client = TenantClient()
    client.force_login(anna.user)

    answer = client.post("/konto/rolle/", {"membership": str(carla.membership.pk) if choice == "carla" else choice})

    assert answer.status_code == 404
    assert "Aalborg Kommune" in client.get("/sager/").content.decode()
