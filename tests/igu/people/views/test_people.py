"""The administrator's page of people; the manager looks."""

import datetime as dt

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.utils import timezone

from igu.accounts.models import Membership
from tests.conftest import TenantClient
from tests.igu.people.conftest import PASSWORD, code_for

pytestmark = pytest.mark.django_db

NEW = {"name": "Nynne Ny", "email": "ny@igu.test", "role": "coordinator", "from_on": "25-11-2026"}


@pytest.fixture
def admin(client, erik):
    client.force_login(erik.user)
    return client


def text_of(answer):
    return answer.content.decode()


def test_the_list_costs_the_same_for_one_and_for_many(admin, person, aalborg, django_assert_max_num_queries):
    with django_assert_max_num_queries(12) as one:
        admin.get("/personer/")
    for turn in range(30):
        person(f"p{turn}@igu.test", aalborg, "coordinator")

    with django_assert_max_num_queries(len(one)):
        page = text_of(admin.get("/personer/"))

    assert page.count("@igu.test") == 31


def test_the_list_says_who_where_and_how_far(admin, anna, ida, secret, carla):
    admin.post("/personer/inviter/", NEW)

    page = text_of(admin.get("/personer/"))

    assert "Nynne Ny" in page and "Inviteret" in page
    assert "Carla" not in page
    assert page.count(">Ja<") == 1


def test_an_invitation_is_sent_from_the_page(admin, mails):
    answer = admin.post("/personer/inviter/", NEW, follow=True)

    assert "Invitationen er på vej. Linket virker én gang og i 72 timer." in text_of(answer)
    assert mails(Membership.objects.get(user__email="ny@igu.test")) == ["invitation"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"email": "nynne"}, "skal være en e-mailadresse"),
        ({"role": "employer"}, "Vælg"),
        ({"role": ""}, "Rolle mangler"),
        ({"from_on": "31-02-2027"}, "ikke en dato"),
        ({"to_on": "01-01-2020"}, "Den sidste dag ligger før den første. Intet er gemt. Ret en af datoerne."),
        ({"email": "anna@igu.test"}, "Personen har allerede den rolle. Ingen er inviteret. Find personen på listen."),
    ],
)
def test_an_odd_invitation_is_refused_in_words_and_keeps_what_was_typed(admin, anna, fields, words):
    answer = admin.post("/personer/inviter/", NEW | fields)

    assert answer.status_code == 422
    assert words in text_of(answer)
    assert "Nynne Ny" in text_of(answer)
    assert not Membership.objects.filter(user__email="ny@igu.test").exists()


def path_of(person, what=""):
    return f"/personer/{person.membership.pk}/{what}"


def test_a_period_is_changed(admin, anna):
    fields = {"from_on": "01-01-2020", "to_on": "31-12-2027", "phone": "20 30 40 50"}

    answer = admin.post(path_of(anna, "adgang/"), fields, follow=True)

    anna.membership.refresh_from_db()
    assert "Adgangen er gemt." in text_of(answer)
    assert (anna.membership.to_on, anna.membership.phone) == (dt.date(2027, 12, 31), "20 30 40 50")


def test_a_period_that_makes_no_sense_is_refused(admin, anna):
    answer = admin.post(path_of(anna, "adgang/"), {"from_on": "01-01-2020", "to_on": "31-12-2019"})

    anna.membership.refresh_from_db()
    assert answer.status_code == 422
    assert anna.membership.to_on is None


def test_a_closed_access_is_out_at_the_next_click(admin, anna):
    visitor = TenantClient()
    visitor.force_login(anna.user)

    answer = admin.post(path_of(anna, "luk/"), follow=True)

    assert "Adgangen er lukket." in text_of(answer)
    assert visitor.get("/sager/").status_code == 404


@pytest.mark.parametrize("what", ["adgang/", "luk/", "to-trin/"])
def test_the_own_access_is_not_changed(admin, erik, what):
    answer = admin.post(path_of(erik, what), {"from_on": "01-01-2020", "reason": "because"})

    assert answer.status_code == 422
    assert "Du kan ikke ændre din egen adgang. Intet er gemt. Spørg en anden administrator." in text_of(answer)


def test_the_own_page_offers_no_change(admin, erik):
    assert "<form" not in text_of(admin.get(path_of(erik))).split("<main")[1].split("</main>")[0]


def test_a_lost_second_factor_is_taken_away_with_a_reason(admin, ida, secret):
    without = admin.post(path_of(ida, "to-trin/"), {"reason": ""})
    answer = admin.post(path_of(ida, "to-trin/"), {"reason": "Called back, phone is lost"}, follow=True)

    assert without.status_code == 422
    assert "Totrinslogin er fjernet." in text_of(answer)
    assert not Authenticator.objects.filter(user=ida.user).exists()


def test_an_invitation_is_sent_again_until_it_is_answered(admin, anna):
    admin.post("/personer/inviter/", NEW)
    waiting = Membership.objects.get(user__email="ny@igu.test")

    again = admin.post(f"/personer/{waiting.pk}/inviter/", follow=True)
    refused = admin.post(path_of(anna, "inviter/"))

    assert "En ny invitation er på vej." in text_of(again)
    assert (refused.status_code, waiting.invitations.count()) == (422, 2)


def test_the_manager_looks_and_changes_nothing(client, dorte, anna):
    client.force_login(dorte.user)

    assert "Anna" in text_of(client.get("/personer/"))
    assert "<form" not in text_of(client.get(path_of(anna))).split("<main")[1].split("</main>")[0]
    assert client.get("/personer/inviter/").status_code == 404
    assert client.post(path_of(anna, "luk/")).status_code == 404


def test_who_lets_people_in_shows_first_that_it_is_them(client, person, aalborg, anna, log_in):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    secret = generate_totp_secret()
    edith = person("edith@igu.test", aalborg, "administrator", is_demo=False)
    TOTP.activate(edith.user, secret)
    with time_machine.travel("2026-11-25T08:00:00+01:00", tick=False) as clock:
        log_in("edith@igu.test")
        client.post("/konto/log-ind/kode/", {"code": code_for(secret)})
        at_once = client.get("/personer/inviter/")
        clock.shift(11 * 60)
        later = client.post(path_of(anna, "luk/"))
        anna.membership.refresh_from_db()
        before = anna.membership.to_on
        confirmed = client.post(later["Location"], {"password": PASSWORD})
        anna.membership.refresh_from_db()

    assert at_once.status_code == 200
    assert later["Location"].startswith("/konto/bekraeft/?next=")
    assert (before, anna.membership.to_on) == (None, dt.date(2026, 11, 24))
    assert confirmed["Location"] == "/personer/"


def test_today_is_proposed_as_the_first_day(admin):
    assert f"{timezone.localdate():%d-%m-%Y}" in text_of(admin.get("/personer/inviter/"))
