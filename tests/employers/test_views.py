"""The pages about firms, as a browser meets them."""

import pytest
from django.urls import reverse

from employers import models, services
from igu.accounts.models import Membership, Role
from igu.accounts.tenancy import acting_for
from igu.audit.models import Look, ReadLog

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_read_is_logged")]


@pytest.fixture
def as_anna(client, anna):
    client.force_login(anna.user)
    return client


@pytest.fixture
def firm(anna, make_employer):
    return make_employer(anna)


@pytest.fixture
def contact(anna, firm):
    with acting_for(firm.municipality_id):
        return services.make_contact(
            anna.actor, employer=firm, name="Kirsten Bak", phone="10203047", email="kirsten@firm.test"
        )


def url(name, *rows):
    return reverse(name, args=[row.id for row in rows])


def typed_back(page) -> dict:
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items() if value is not False}


def test_a_firm_is_made_and_found_by_its_cvr_number(as_anna):
    made = as_anna.post(reverse("employer_new"), {"cvr": "36 97 71 91", "name": "Klintholm"})

    assert made.status_code == 302
    assert as_anna.get(f"{reverse('employer_list')}?cvr=36977191").url == made.url
    assert "Klintholm" in as_anna.get(reverse("employer_list")).content.decode()
    assert as_anna.get(f"{reverse('employer_list')}?cvr=55133018").status_code == 200


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"cvr": "36977192", "name": "X"}, "Kontrolcifferet passer ikke"),
        ({"cvr": "36977191", "name": ""}, "mangler"),
    ],
)
def test_a_firm_that_cannot_be_is_told(as_anna, typed, says):
    answer = as_anna.post(reverse("employer_new"), typed)

    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_a_firm_that_is_here_already_is_told(as_anna, firm):
    answer = as_anna.post(reverse("employer_new"), {"cvr": firm.cvr, "name": "Again"})

    assert answer.status_code == 422
    assert "Virksomheden er her allerede" in answer.content.decode()


def test_the_page_of_a_firm_says_whom_to_call_and_notes_whose_agreements_it_shows(
    as_anna, anna, firm, contact, make_case, make_agreement
):
    case = make_case(anna)
    make_agreement(anna, case, employer=firm, contact=contact)

    page = as_anna.get(url("employer_detail", firm)).content.decode()

    assert '<a class="num" href="tel:10203047">10 20 30 47</a>' in page
    assert "Selam Tekle" in page
    with acting_for(firm.municipality_id):
        assert list(ReadLog.objects.values_list("citizen_id", "kind")) == [(case.citizen_id, Look.LIST)]


def test_a_foreign_firm_is_not_there(as_anna, carla, make_employer):
    foreign = make_employer(carla)

    for name in ("employer_detail", "employer_edit", "workplace_new", "contact_new"):
        assert as_anna.get(url(name, foreign)).status_code == 404


def test_workplaces_and_contacts_are_made_changed_and_deleted(as_anna, firm):
    as_anna.post(url("workplace_new", firm), {"p_number": "10 12 34 56 78", "name": "Afd. 1", "address": "Havnen 4"})
    with acting_for(firm.municipality_id):
        place = models.Workplace.objects.get()
    as_anna.post(url("contact_new", firm), {"name": "Kirsten Bak", "workplace": place.id})
    with acting_for(firm.municipality_id):
        contact = models.Contact.objects.get()

    for name, row in (("workplace_edit", place), ("contact_edit", contact), ("employer_edit", None)):
        page = url(name, firm, row) if row else url(name, firm)
        assert as_anna.post(page, typed_back(as_anna.get(page)) | {"name": "New name"}).status_code == 302
    as_anna.post(url("contact_delete", firm, contact))

    with acting_for(firm.municipality_id):
        assert models.Employer.objects.get().name == models.Workplace.objects.get().name == "New name"
        assert (place.p_number, models.Contact.objects.count()) == ("1012345678", 0)


def test_a_p_number_of_nine_digits_is_told(as_anna, firm):
    answer = as_anna.post(url("workplace_new", firm), {"p_number": "101234567"})

    assert answer.status_code == 422
    assert "10 cifre" in answer.content.decode()


def test_two_who_change_a_firm_meet(as_anna, firm):
    page = url("employer_edit", firm)
    mine = typed_back(as_anna.get(page))
    as_anna.post(page, mine | {"industry": "Cleaning"})

    answer = as_anna.post(page, mine | {"industry": "Care"})

    assert answer.status_code == 409
    assert [(d.mine, d.theirs) for d in answer.context["differences"]] == [("Care", "Cleaning")]


# --- log-ins of the firm -------------------------------------------------------------------------------------


def portal_users(firm):
    return list(Membership.objects.filter(role=Role.EMPLOYER, scope=str(firm.id)).select_related("user"))


def test_a_contact_is_invited_to_the_firms_own_pages(as_anna, firm, contact):
    page = url("contact_invite", firm, contact)

    answer = as_anna.post(page, typed_back(as_anna.get(page)))

    assert answer.status_code == 302
    [membership] = portal_users(firm)
    assert (membership.user.email, membership.municipality_id) == ("kirsten@firm.test", firm.municipality_id)
    assert "kirsten@firm.test" in as_anna.get(url("employer_detail", firm)).content.decode()


def test_nobody_is_invited_twice(as_anna, firm, contact):
    page = url("contact_invite", firm, contact)
    typed = typed_back(as_anna.get(page))
    as_anna.post(page, typed)

    assert as_anna.post(page, typed).status_code == 422
    assert len(portal_users(firm)) == 1


def test_a_log_in_is_sent_again_and_closed(as_anna, firm, contact):
    page = url("contact_invite", firm, contact)
    as_anna.post(page, typed_back(as_anna.get(page)))
    [membership] = portal_users(firm)

    assert as_anna.post(url("portal_user_again", firm, membership)).status_code == 302
    assert as_anna.post(url("portal_user_end", firm, membership)).status_code == 302

    assert portal_users(firm)[0].to_on is not None


def test_only_the_firms_own_users_can_be_closed_there(as_anna, firm, dorte, person, aalborg, make_employer, anna):
    other = make_employer(anna, cvr="55133018", name="Other")
    theirs = person("bo@igu.test", aalborg, "employer", scope=other.id)

    for someone in (dorte, theirs):
        assert as_anna.post(url("portal_user_end", firm, someone.membership)).status_code == 404


def test_a_consultant_invites_nobody(client, person, aalborg, firm, contact):
    client.force_login(person("carl@igu.test", aalborg, "consultant").user)

    assert client.get(url("contact_invite", firm, contact)).status_code == 404
    assert client.get(url("employer_detail", firm)).status_code == 200
