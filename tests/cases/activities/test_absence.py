"""Absence: noted with cause and contact, drawn in the picture, and its reason hidden from the firm."""

import datetime as dt

import pytest
from django.urls import reverse

from cases import models
from cases.activities import services
from igu.accounts.tenancy import acting_for

pytestmark = pytest.mark.django_db
CANARY = "canary-of-absence"


@pytest.fixture
def as_anna(client, anna):
    client.force_login(anna.user)
    return client


@pytest.fixture
def note(anna, aalborg, case):
    def make(from_on, to_on, cause="sickness", **fields):
        with acting_for(aalborg.id):
            return services.note_absence(anna.actor, case=case, cause=cause, from_on=from_on, to_on=to_on, **fields)

    return make


def test_absence_is_noted_with_cause_and_contact(as_anna, aalborg, case):
    typed = {
        "cause": "child_sick",
        "from_on": "02-11-2026",
        "to_on": "03-11-2026",
        "contacted_on": "03-11-2026",
        "contacted": "Selam",
        "note": "Kommer igen onsdag.",
    }

    page = as_anna.post(reverse("absence_new", args=[case.id]), typed, follow=True).text

    for words in ("Barns sygdom", "2 dage", "03-11-2026 Selam", "Kommer igen onsdag."):
        assert words in page


def test_absence_that_ends_before_it_starts_is_kept_in_the_form(as_anna, aalborg, case):
    typed = {"cause": "sickness", "from_on": "02-11-2026", "to_on": "01-11-2026", "note": "Hjemme"}

    answer = as_anna.post(reverse("absence_new", args=[case.id]), typed)

    assert answer.status_code == 422
    assert "Hjemme" in answer.text
    with acting_for(aalborg.id):
        assert models.Absence.objects.count() == 0


def test_two_who_change_the_same_absence_are_told(as_anna, case, note):
    absence = note(dt.date(2026, 11, 2), None)
    url = reverse("absence_edit", args=[case.id, absence.id])
    typed = {"cause": "sickness", "from_on": "02-11-2026", "version": 1}
    as_anna.post(url, typed | {"to_on": "06-11-2026"})

    answer = as_anna.post(url, typed | {"to_on": "09-11-2026"})

    assert answer.status_code == 409
    assert "06-11-2026" in answer.text


def test_a_mistake_is_taken_out(as_anna, aalborg, case, note):
    absence = note(dt.date(2026, 11, 2), None)

    as_anna.post(reverse("absence_remove", args=[case.id, absence.id]))

    with acting_for(aalborg.id):
        assert models.Absence.objects.count() == 0


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (dt.date(2026, 8, 26), "8 uger gør ikke"),  # 56 days are not more than 8 weeks
        (dt.date(2026, 8, 27), "Aftalen kan forlænges til senest 27-04-2028"),
    ],
)
def test_what_the_law_says_about_long_sickness_stands_below_the_picture(
    as_anna, anna, case, make_agreement, note, last, words
):
    make_agreement(anna, case)
    note(dt.date(2026, 7, 2), last)

    page = as_anna.get(reverse("case_detail", args=[case.id])).text

    assert words in page
    assert "IGU-loven § 6, stk. 6" in page
    assert 'class="tl-sick"' in page


def test_a_firm_never_sees_why_somebody_was_away(client, anna, person, aalborg, case, make_agreement, note, start):
    agreement = make_agreement(anna, case)
    note(dt.date(2026, 11, 2), None, cause="maternity", contacted=CANARY, note=CANARY)
    start("mentor", employer_id=agreement.employer_id, place=CANARY, facts={"mentor": CANARY})
    bo = person("bo@igu.test", aalborg, "employer", scope=agreement.employer_id)
    client.force_login(bo.user)

    pages = [client.get(reverse(name)) for name in ("portal_home",)]
    pages.append(client.get(reverse("portal_trainee", args=[agreement.id])))

    assert [page.status_code for page in pages] == [200, 200]
    for page in pages:
        for word in (CANARY, "Graviditet", "maternity", "Sygdom", "Fravær"):
            assert word not in page.text
    assert client.get(reverse("activities_panel", args=[case.id])).status_code == 404
