"""A protected case exists for those who follow it and for the managers. For all others it never did."""

import datetime as dt

import pytest
from django.urls import reverse

from cases import models
from cases.protection import services, tries
from cases.protection.hidden import hidden_from
from igu.accounts.tenancy import acting_for
from igu.outbox.models import Mail
from tests.matrix import NONCES

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 25)
CPR = "7403910001"


@pytest.fixture
def protected(bent, make_case):
    """A protected case that Bent follows."""
    return make_case(bent, cpr=CPR, last_name="Hemmelig", is_protected=True, protected_on=dt.date(2026, 9, 1))


@pytest.fixture
def seen_by(client):
    """Log in as somebody and fetch: `seen_by(anna)("case_list")`."""

    def log_in(person):
        client.force_login(person.user)
        return client

    return log_in


def tried(person):
    with acting_for(person.actor.municipality_id):
        return list(models.ProtectedTry.objects.values_list("how", flat=True))


def searched(client, typed):
    page = client.post(reverse("case_search"), {"q": typed}, follow=True)
    return NONCES.sub("", page.content.decode()), [url.split("?")[0] for url, _status in page.redirect_chain]


def test_a_list_does_not_count_it(seen_by, anna, dorte, bent, protected):
    asked = {"visning": "alle"}

    shown = {
        person.user.name: "Hemmelig" in seen_by(person).get(reverse("case_list"), asked).content.decode()
        for person in (anna, dorte, bent)
    }
    assert shown == {"Anna": False, "Dorte": True, "Bent": True}


@pytest.mark.parametrize("typed", ["2026-0001", CPR])
def test_a_search_for_its_number_answers_as_if_it_had_never_been(seen_by, anna, protected, typed):
    never = {"2026-0001": "2026-0777", CPR: "7503910002"}[typed]

    found, nothing = searched(seen_by(anna), typed), searched(seen_by(anna), never)

    assert found == nothing
    assert tried(anna) == ["searched"]


def test_a_search_for_the_name_finds_nothing(seen_by, anna, protected):
    page, _urls = searched(seen_by(anna), "Hemmelig")

    assert protected.number not in page


def test_its_page_is_not_there_and_the_managers_are_told(seen_by, anna, dorte, protected):
    answer = seen_by(anna).get(reverse("case_detail", args=[protected.id]))

    with acting_for(protected.municipality_id):
        mail = Mail.objects.get(kind=tries.MAIL)
    assert answer.status_code == 404
    assert tried(anna) == ["opened"]
    assert mail.membership_id == dorte.membership.id


def test_the_mail_names_nobody(dorte, anna, protected):
    from cases.protection import mails

    with acting_for(protected.municipality_id):
        tries.note_tries(anna.actor, [protected.id], how=tries.How.OPENED, today=TODAY)
        subject, text = mails.render(Mail.objects.get(kind=tries.MAIL))

    assert "Hemmelig" not in subject + text
    assert protected.number not in subject + text
    assert reverse("protected_cases") in text


def test_a_page_that_never_was_tells_nobody(seen_by, anna, dorte, protected):
    seen_by(anna).get(reverse("case_detail", args=[anna.membership.id]))

    assert tried(anna) == []


def test_the_second_person_opens_it_without_a_reason(seen_by, anna, protected):
    with acting_for(protected.municipality_id):
        models.Case.objects.filter(id=protected.id).update(second=anna.membership)

    assert seen_by(anna).get(reverse("case_detail", args=[protected.id])).status_code == 200


def test_a_manager_who_opens_it_is_noted_once_a_day(seen_by, dorte, protected):
    for _turn in range(2):
        seen_by(dorte).get(reverse("case_detail", args=[protected.id]))

    assert tried(dorte) == ["manager"]


def test_entering_the_same_cpr_number_says_contact_your_manager(seen_by, anna, protected):
    typed = {"cpr": CPR, "first_name": "A", "last_name": "B"}

    answer = seen_by(anna).post(reverse("case_new"), typed)

    assert answer.status_code == 422
    assert "Kontakt din leder" in answer.content.decode()
    assert protected.number not in answer.content.decode()
    assert tried(anna) == ["entered"]


def test_ticking_it_in_a_list_changes_nothing(seen_by, anna, protected):
    posted = {"sag": [str(protected.id)], "koordinator": str(anna.membership.id)}

    seen_by(anna).post(reverse("case_bulk"), posted)

    with acting_for(protected.municipality_id):
        assert models.Case.objects.get(id=protected.id).coordinator_id == protected.coordinator_id
    assert tried(anna) == ["ticked"]


def test_its_row_and_its_file_name_no_firm(seen_by, dorte, protected, make_agreement, bent):
    make_agreement(bent, protected)
    client = seen_by(dorte)

    rows = client.get(reverse("case_list")).content.decode().split("<tbody>")[1]
    file = client.get(reverse("case_export_csv")).content.decode()

    assert "Klintholm" not in rows + file
    assert "Hemmelig" in rows
    assert "Hemmelig" in file


def test_the_choice_of_firms_does_not_betray_it(seen_by, anna, protected, make_agreement, bent):
    make_agreement(bent, protected)

    assert "Klintholm" not in seen_by(anna).get(reverse("case_list")).content.decode()


def test_whoever_protects_a_colleagues_case_is_led_away_from_it(seen_by, anna, bent, make_case, ask):
    case = make_case(bent)
    client = seen_by(anna)
    client.post(reverse("case_reason", args=[case.id]), {"reason": "together"})
    typed = {"version": case.version, "protected_on": "01-09-2026", "second_id": ""}

    answer = client.post(reverse("case_protect", args=[case.id]), typed)

    assert answer.headers["Location"] == reverse("case_list")
    with acting_for(case.municipality_id):
        assert list(hidden_from(anna.actor)) == [case]
        assert list(hidden_from(bent.actor)) == []


def test_a_manager_lifts_the_protection_and_a_coordinator_does_not(seen_by, dorte, bent, protected):
    lift = reverse("protection_lift", args=[protected.id])

    assert seen_by(bent).post(lift).status_code == 404
    assert seen_by(dorte).post(lift).status_code == 302
    with acting_for(protected.municipality_id):
        assert not models.Case.objects.get(id=protected.id).is_protected


def test_it_lapses_a_year_after_it_was_registered(protected):
    assert protected.protection_lapses_on == dt.date(2027, 9, 1)


def test_a_try_is_seen_by_one_manager(seen_by, dorte, anna, protected):
    with acting_for(protected.municipality_id):
        tries.note_tries(anna.actor, [protected.id], how=tries.How.OPENED, today=TODAY)
        one = models.ProtectedTry.objects.get()
    client = seen_by(dorte)

    client.post(reverse("protected_try_seen", args=[one.id]))

    assert "Dorte" in client.get(reverse("protected_cases")).content.decode()
    with acting_for(protected.municipality_id):
        assert models.ProtectedTry.objects.get().seen_by_id == dorte.membership.id


def test_a_sheet_that_names_the_citizen_is_refused_without_a_word_of_why(anna, bent, dorte, protected):
    from cases.sheets import services as sheets

    content = f"cpr;fornavn;efternavn;start\n{CPR};Selam;Hemmelig;\n".encode()
    with acting_for(protected.municipality_id):
        checked = sheets.try_out(anna.actor, "ark.csv", content, route="sheet_import", today=TODAY)
        for_bent = sheets.try_out(bent.actor, "ark.csv", content, route="sheet_import", today=TODAY)

    assert [finding.code for finding in checked.errors] == ["ask_manager"]
    assert "ask_manager" not in [finding.code for finding in for_bent.errors]
    assert tried(anna) == ["imported"]


def test_the_lapse_is_a_follow_up_that_goes_when_the_protection_is_lifted(bent, dorte, make_case):
    from followup.models import FollowUp

    case = make_case(bent)
    with acting_for(case.municipality_id):
        given = {"case": case, "protected_on": dt.date(2026, 9, 1), "second_id": None}
        services.protect_case(bent.actor, version=case.version, **given)
        due = [(row.due_on, row.source) for row in FollowUp.objects.filter(case=case)]
        services.lift_protection(dorte.actor, case=case, version=case.version)
        left = FollowUp.objects.filter(case=case).count()

    assert [day for day, _source in due] == [dt.date(2027, 9, 1)]
    assert left == 0
