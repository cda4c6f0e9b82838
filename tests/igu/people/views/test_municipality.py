"""The municipality's own settings."""

import datetime as dt

import pytest

from igu.accounts.models import Municipality

pytestmark = pytest.mark.django_db

PATH = "/kommune/"
TYPED = {
    "version": "1",
    "closed_24_december": "on",
    "closed_31_december": "on",
    "opens_at": "8.30",
    "closes_at": "15:00",
    "sender_name": "IGU i Aalborg",
    "reply_to": "igu@aalborg.test",
    "phone": "99 31 00 00",
    "behind_hours": "80",
    "no_contact_weeks": "8",
}


@pytest.fixture
def admin(client, erik):
    client.force_login(erik.user)
    return client


def text_of(answer):
    return answer.content.decode()


def test_settings_are_saved(admin, aalborg):
    answer = admin.post(PATH, TYPED, follow=True)

    aalborg.refresh_from_db()
    assert "Indstillingerne er gemt." in text_of(answer)
    assert (aalborg.closed_5_june, aalborg.closed_24_december) == (False, True)
    assert (aalborg.opens_at, aalborg.closes_at, aalborg.behind_hours) == (dt.time(8, 30), dt.time(15), 80)
    assert aalborg.no_contact_weeks == 8
    assert aalborg.version == 2


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"opens_at": "16.00"}, "Åbningstiden skal ligge før lukketiden"),
        ({"opens_at": "om morgenen"}, "Åbner kl."),
        ({"reply_to": "ikke en adresse"}, "e-mailadresse"),
        ({"behind_hours": "mange"}, "skal være et tal"),
        ({"behind_hours": "-1"}, "0"),
        ({"no_contact_weeks": "0"}, "1"),
        ({"no_contact_weeks": "53"}, "52"),
    ],
)
def test_odd_settings_are_refused_in_words(admin, aalborg, fields, words):
    answer = admin.post(PATH, TYPED | fields)

    aalborg.refresh_from_db()
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert aalborg.version == 1


def test_who_comes_second_sees_both_and_may_save_once_more(admin, aalborg):
    Municipality.objects.filter(pk=aalborg.pk).update(version=2, sender_name="Team Integration")

    second = admin.post(PATH, TYPED)
    saved = Municipality.objects.get(pk=aalborg.pk).sender_name
    admin.post(PATH, TYPED | {"version": "2"})

    assert second.status_code == 409
    assert "Team Integration" in text_of(second) and "IGU i Aalborg" in text_of(second)
    assert saved == "Team Integration"
    assert Municipality.objects.get(pk=aalborg.pk).sender_name == "IGU i Aalborg"


def test_closing_days_are_added_and_removed(admin, aalborg):
    added = admin.post("/kommune/lukkedage/", {"closed_on": "07-05-2027", "name": "Dagen efter"}, follow=True)
    again = admin.post("/kommune/lukkedage/", {"closed_on": "07-05-2027", "name": "Dagen efter"})
    day = aalborg.closing_days.get()
    removed = admin.post(f"/kommune/lukkedage/{day.pk}/fjern/", follow=True)

    assert "Lukkedagen er tilføjet." in text_of(added) and "07-05-2027" in text_of(added)
    assert again.status_code == 422
    assert "Den dag er der allerede. Intet er gemt. Vælg en anden dag." in text_of(again)
    assert "Lukkedagen er fjernet." in text_of(removed)
    assert not aalborg.closing_days.exists()


def test_the_page_costs_the_same_with_many_closing_days(admin, aalborg, django_assert_max_num_queries):
    with django_assert_max_num_queries(14) as none:
        admin.get(PATH)
    for turn in range(30):
        aalborg.closing_days.create(closed_on=dt.date(2027, 6, 6) + dt.timedelta(days=turn), name="closed")

    with django_assert_max_num_queries(len(none)):
        assert text_of(admin.get(PATH)).count("closed</td>") == 30
