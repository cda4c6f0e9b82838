"""The agreement tab, as a browser meets it."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from cases import models
from employers import services as firms
from igu.accounts.tenancy import acting_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_read_is_logged")]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-11-25T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def as_anna(client, anna):
    client.force_login(anna.user)
    return client


def url(name, *rows):
    return reverse(name, args=[row.id for row in rows])


def typed_back(page) -> dict:
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items() if value is not False}


def test_an_agreement_is_made_in_two_steps(as_anna, anna, make_case, make_employer):
    case, firm = make_case(anna), make_employer(anna, is_public=True)
    page = url("agreement_new", case)
    assert firm.name in as_anna.get(page).content.decode()

    second = f"{page}?virksomhed={firm.id}"
    typed = typed_back(as_anna.get(second))
    assert typed["is_public"] is True
    answer = as_anna.post(second, typed | {"start_on": "15-12-2026", "signed_on": "20-11-2026"})

    assert answer.url == url("agreement_panel", case)
    with acting_for(case.municipality_id):
        made = models.Agreement.objects.get()
        case.refresh_from_db()
    assert (made.end_on, made.employer_id, case.stage) == (dt.date(2028, 12, 14), firm.id, "before_start")
    assert made.signed_on == dt.date(2026, 11, 20)


@pytest.mark.parametrize("firm", ["rubbish", "00000000-0000-0000-0000-000000000000"])
def test_an_agreement_with_no_firm_is_not_there(as_anna, anna, make_case, firm):
    assert as_anna.get(f"{url('agreement_new', make_case(anna))}?virksomhed={firm}").status_code == 404


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"start_on": "01-01-2028"}, "Ordningen gælder starter"),
        ({"start_on": "15-12-2026", "end_on": "14-12-2026"}, "før start"),
        ({"start_on": "01-06-2027"}, "en anden aftale i den periode"),
        ({"start_on": ""}, "mangler"),
        ({"start_on": "15-12-2026", "hours_per_week": "40"}, "mellem 0 og 37"),
    ],
)
def test_an_agreement_that_cannot_be_is_told_and_kept_on_the_page(
    as_anna, anna, make_case, make_agreement, typed, says
):
    case = make_case(anna)
    firm = make_agreement(anna, case).employer
    page = f"{url('agreement_new', case)}?virksomhed={firm.id}"

    answer = as_anna.post(page, typed_back(as_anna.get(page)) | {"functions": "Cleaning"} | typed)

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert "Cleaning" in answer.content.decode()
    with acting_for(case.municipality_id):
        assert models.Agreement.objects.count() == 1


def test_an_agreement_is_changed(as_anna, anna, make_case, make_agreement):
    case = make_case(anna)
    agreement = make_agreement(anna, case)
    page = url("agreement_edit", case, agreement)

    answer = as_anna.post(page, typed_back(as_anna.get(page)) | {"start_on": "01-12-2026", "end_on": ""})

    assert answer.status_code == 302
    with acting_for(case.municipality_id):
        case.refresh_from_db()
    assert (case.stage, case.ends_on) == ("before_start", dt.date(2028, 11, 30))


def test_two_who_change_an_agreement_meet(as_anna, anna, make_case, make_agreement):
    case = make_case(anna)
    page = url("agreement_edit", case, make_agreement(anna, case))
    mine = typed_back(as_anna.get(page))
    as_anna.post(page, mine | {"functions": "Kitchen"})

    answer = as_anna.post(page, mine | {"functions": "Cleaning"})

    assert answer.status_code == 409
    assert [(d.mine, d.theirs) for d in answer.context["differences"]] == [("Cleaning", "Kitchen")]
    assert as_anna.post(page, typed_back(answer)).status_code == 302


def test_an_agreement_of_another_case_is_not_there(as_anna, anna, make_case, make_agreement):
    case, other = make_case(anna), make_case(anna)
    agreement = make_agreement(anna, other)

    assert as_anna.get(url("agreement_edit", case, agreement)).status_code == 404


def test_an_agreement_ends_and_the_ending_is_taken_back(as_anna, anna, make_case, make_agreement):
    case = make_case(anna)
    agreement = make_agreement(anna, case)
    page = url("agreement_end", case, agreement)

    assert as_anna.post(page, typed_back(as_anna.get(page)) | {"ending": ""}).status_code == 422
    assert (
        as_anna.post(
            page, typed_back(as_anna.get(page)) | {"ending": "completed", "ended_on": "01-03-2026"}
        ).status_code
        == 422
    )
    typed = {"ending": "positive_job", "ended_on": "01-11-2026", "outcome_6": "job"}
    assert as_anna.post(page, typed_back(as_anna.get(page)) | typed).status_code == 302
    with acting_for(case.municipality_id):
        case.refresh_from_db()
    assert case.stage == "aftercare"

    as_anna.post(url("agreement_reopen", case, agreement))
    with acting_for(case.municipality_id):
        case.refresh_from_db()
    assert case.stage == "running"


def test_an_ending_stays_where_a_later_agreement_lies_in_its_time(as_anna, anna, make_case, make_agreement):
    case = make_case(anna)
    agreement = make_agreement(anna, case)
    typed = {"ending": "negative", "ended_on": "01-11-2026"}
    page = url("agreement_end", case, agreement)
    as_anna.post(page, typed_back(as_anna.get(page)) | typed)
    make_agreement(anna, case, employer=agreement.employer, start_on=dt.date(2026, 11, 9))

    answer = as_anna.post(url("agreement_reopen", case, agreement), follow=True)

    assert "Borgeren har en anden aftale i den periode" in answer.text
    with acting_for(case.municipality_id):
        agreement.refresh_from_db()
    assert agreement.ended_on == dt.date(2026, 11, 1)


def test_the_contact_card_names_firm_and_municipality(as_anna, anna, make_case, make_agreement, make_employer):
    firm, case = make_employer(anna), make_case(anna)
    with acting_for(case.municipality_id):
        contact = firms.make_contact(anna.actor, employer=firm, name="Kirsten Bak", phone="10203047")
    make_agreement(anna, case, employer=firm, contact=contact)

    people = as_anna.get(url("agreement_panel", case)).context["people"]

    assert [(person.where, person.name) for person in people] == [(firm.name, "Kirsten Bak"), ("Kommunen", "Anna")]


def test_an_agreement_that_is_over_asks_for_its_ending(as_anna, anna, make_case, make_agreement):
    case = make_case(anna)
    make_agreement(anna, case, start_on=dt.date(2024, 10, 1))

    [notice] = as_anna.get(url("case_detail", case)).context["notices"]

    assert notice.title == "Aftalen er slut."


def test_a_permit_that_ends_before_the_agreement_is_told(as_anna, anna, make_case, make_agreement):
    case = make_case(anna, permit_until=dt.date(2027, 3, 17))
    make_agreement(anna, case)

    [notice] = as_anna.get(url("case_detail", case)).context["notices"]

    assert notice.title == "Opholdstilladelsen slutter før aftalen."
