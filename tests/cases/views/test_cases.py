"""The case page and its forms, as a browser meets them."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from cases import models, services
from igu.accounts.tenancy import acting_for
from igu.audit.models import Look, ReadLog
from tests.conftest import TODAY
from tests.matrix import normalised

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_read_is_logged")]
CPR = "070270-1236"  # passes modulus 11
ODD_CPR = "070270-1235"  # fails it
NEW = {"first_name": "Selam", "last_name": "Tekle", "cpr": CPR, "coordinator": "", "group": ""}


def url(name, *args):
    return reverse(name, args=args)


@pytest.fixture
def as_anna(client, anna):
    client.force_login(anna.user)
    return client


@pytest.fixture
def look(aalborg):
    """Read the database as Aalborg after a request."""

    def inside(query):
        with acting_for(aalborg.id):
            return query()

    return inside


def kinds(look):
    return look(lambda: sorted(ReadLog.objects.values_list("kind", flat=True)))


def test_the_pages_of_a_case_open(as_anna, anna, make_case, make_agreement):
    case = make_case(anna, cpr="7403910001")
    agreement = make_agreement(anna, case)

    of_a_case = (
        "case_detail",
        "agreement_panel",
        "case_edit",
        "citizen_edit",
        "cpr_give",
        "case_assess",
        "agreement_new",
    )
    for name in of_a_case:
        assert as_anna.get(url(name, case.id)).status_code == 200, name
    assert as_anna.get(url("agreement_new", case.id)).status_code == 200
    for name in ("agreement_edit", "agreement_end"):
        assert as_anna.get(url(name, case.id, agreement.id)).status_code == 200, name
    for name in ("case_list", "case_new", "employer_list", "employer_new"):
        assert as_anna.get(url(name)).status_code == 200, name
    assert as_anna.get(url("employer_detail", agreement.employer_id)).status_code == 200


def test_a_case_without_agreement_opens_too(as_anna, anna, make_case):
    page = as_anna.get(url("case_detail", make_case(anna).id))

    assert page.status_code == 200
    assert "timeline-head" not in page.content.decode()


def test_the_head_leads_to_where_a_contact_is_noted(as_anna, anna, make_case):
    case = make_case(anna)

    page = as_anna.get(url("case_detail", case.id)).text

    assert f'<a class="button button-primary" href="{url("journal_panel", case.id)}">' in page


@pytest.mark.parametrize("matches", [1, 50])
def test_the_case_page_asks_the_database_few_things(
    as_anna, anna, make_case, make_agreement, django_assert_max_num_queries, matches
):
    case = make_case(anna, cpr="7403910001")
    make_agreement(anna, case)
    for _turn in range(matches - 1):
        with acting_for(case.municipality_id):
            services.assess(anna.actor, case=case, start_on=dt.date(2026, 3, 2), note="set")

    with django_assert_max_num_queries(14):
        as_anna.get(url("case_detail", case.id))


def test_a_judgement_of_another_day_than_the_start_is_asked_for_again(
    as_anna, anna, make_case, make_agreement, django_assert_max_num_queries
):
    case = make_case(anna)
    agreement = make_agreement(anna, case)
    seen = []
    for judged in (agreement.start_on - dt.timedelta(days=1), agreement.start_on):
        with acting_for(case.municipality_id):
            services.assess(anna.actor, case=case, start_on=judged, note="set")
        with django_assert_max_num_queries(14):
            seen.append("Vurdér den rigtige dag" in as_anna.get(url("case_detail", case.id)).content.decode())

    assert seen == [True, False]


def test_until_the_start_is_judged_the_box_says_what_the_law_says_of_it_now(as_anna, anna, make_case, make_agreement):
    case = make_case(anna, address_since=dt.date(2007, 1, 10), basis="7", permit_until=dt.date(2031, 1, 1))
    with acting_for(case.municipality_id):
        services.assess(anna.actor, case=case, start_on=dt.date(2026, 12, 1), note="set")
    make_agreement(anna, case, start_on=dt.date(2027, 2, 1))

    page = as_anna.get(url("case_detail", case.id)).content.decode()

    assert 'Opfylder ikke alle betingelser ved start <span class="nb">01-02-2027</span>' in page
    assert "vurderede Anna en start 01-12-2026: I målgruppen" in page


def test_the_box_says_when_the_citizen_was_told_about_igu_in_which_language_and_by_whom(as_anna, anna, case, write):
    page = as_anna.get(url("case_detail", case.id)).content.decode()
    assert f"{url('journal_panel', case.id)}?ny=informed" in page
    assert as_anna.get(f"{url('journal_panel', case.id)}?ny=informed").context["form"].offer.key == "informed"

    write(anna, case, "informed", points={"language": "tigrinya"}, on=dt.date(2026, 11, 20))
    write(anna, case, "informed", points={"language": "dansk"}, is_restricted=True)

    page = as_anna.get(url("case_detail", case.id)).content.decode()
    assert "Orienteret om IGU 20-11-2026" in page
    assert "På tigrinya" in page


def test_for_htmx_a_panel_comes_with_its_tabs_alone(as_anna, anna, make_case):
    page = as_anna.get(url("agreement_panel", make_case(anna).id), headers={"HX-Request": "true"}).content.decode()

    assert page.lstrip().startswith('<div id="case-panel">')
    assert "<html" not in page


def test_a_foreign_case_and_one_that_never_was_look_the_same(as_anna, carla, make_case):
    foreign = make_case(carla)

    answers = [as_anna.get(url("case_detail", case_id)) for case_id in (foreign.id, uuid.uuid4())]
    theirs, nobodys = (normalised((answer.status_code, answer.content.decode())) for answer in answers)

    assert theirs == nobodys
    assert theirs[0] == 404


def test_a_colleagues_case_opens_after_a_reason(as_anna, bent, make_case, look):
    case = make_case(bent)
    page = url("case_detail", case.id)

    asked = as_anna.get(page)
    assert asked.url == f"{url('case_reason', case.id)}?next={page.replace('/', '%2F')}"
    assert as_anna.post(asked.url, {"reason": "other", "other": ""}).status_code == 422
    assert as_anna.post(asked.url, {"reason": "other", "other": "talk of 070270-1235", "next": page}).status_code == 422
    given = as_anna.post(asked.url, {"reason": "called", "next": page})

    assert (given.status_code, given.url) == (302, page)
    assert as_anna.get(page).status_code == 200
    reasons = look(lambda: set(ReadLog.objects.filter(kind=Look.READ).values_list("purpose", flat=True)))
    assert reasons == {"called"}


def test_a_reason_leads_nowhere_else(as_anna, bent, make_case):
    case = make_case(bent)

    given = as_anna.post(url("case_reason", case.id), {"reason": "called", "next": "https://evil.test/"})

    assert given.url == url("case_detail", case.id)


def test_a_way_on_that_is_no_address_leads_to_the_case(client, dorte, bent, make_case):
    case = make_case(bent)
    client.force_login(dorte.user)

    for way in ("9999-12", "//evil.test/", "case_detail", "%"):
        assert client.get(url("case_reason", case.id), {"next": way})["Location"] == url("case_detail", case.id)


def test_for_htmx_the_question_opens_as_a_page(as_anna, bent, make_case):
    answer = as_anna.get(url("agreement_panel", make_case(bent).id), headers={"HX-Request": "true"})

    assert "/begrundelse/" in answer.headers["HX-Redirect"]


def test_nothing_is_shown_while_the_read_log_cannot_be_written(as_anna, anna, make_case, monkeypatch):
    case = make_case(anna)
    as_anna.raise_request_exception = False
    monkeypatch.setattr("igu.audit.log.INSERT", "SELECT 1 FROM no_such_table WHERE %s = %s" + " OR %s = ''" * 5)

    for page in (url("case_detail", case.id), url("case_list")):
        answer = as_anna.get(page)
        assert answer.status_code == 503
        assert "Selam" not in answer.content.decode()


# --- a new case -----------------------------------------------------------------------------------------


def test_a_case_is_opened(as_anna, anna, look):
    answer = as_anna.post(url("case_new"), NEW | {"coordinator": str(anna.membership.id), "basis": "7"})

    case = look(lambda: models.Case.objects.select_related("citizen").get())
    assert (answer.status_code, answer.url) == (302, url("case_detail", case.id))
    assert (case.citizen.birth_on, case.citizen.sex, case.coordinator_id) == (
        dt.date(1970, 2, 7),
        "kvinde",
        anna.membership.id,
    )


@pytest.mark.parametrize(
    ("cpr", "says"),
    [
        ("07027-1235", "9 cifre"),
        ("310270-1235", "dato, der findes"),
        ("abc", "10 cifre"),
    ],
)
def test_an_impossible_cpr_number_is_told_and_not_shown_back(as_anna, cpr, says):
    answer = as_anna.post(url("case_new"), NEW | {"cpr": cpr})
    page = answer.content.decode()

    assert answer.status_code == 422
    assert says in page
    assert cpr not in page
    assert 'value="Selam"' in page


def test_a_number_that_fails_modulus_11_is_saved_when_it_is_sent_again(as_anna, look):
    first = as_anna.post(url("case_new"), NEW | {"cpr": ODD_CPR})
    kept = first.context["form"]["cpr_kept"].value()
    assert first.status_code == 422
    assert ODD_CPR not in first.content.decode() and "0702701235" not in kept

    second = as_anna.post(url("case_new"), NEW | {"cpr": "", "cpr_kept": kept})

    assert second.status_code == 302
    assert look(models.Case.objects.count) == 1


def test_somebody_elses_kept_number_is_not_read(as_anna, bent, client):
    client.force_login(bent.user)
    kept = client.post(url("case_new"), NEW | {"cpr": ODD_CPR}).context["form"]["cpr_kept"].value()
    client.logout()

    answer = as_anna.post(url("case_new"), NEW | {"cpr": "", "cpr_kept": kept})

    assert answer.status_code in (302, 422)


def test_a_citizen_with_a_case_is_told_with_the_way_to_it(as_anna, anna, make_case, look):
    case = make_case(anna, cpr="0702701236")

    answer = as_anna.post(url("case_new"), NEW)

    assert answer.status_code == 422
    assert f'href="{url("case_detail", case.id)}"' in answer.content.decode()
    assert kinds(look) == [Look.SEARCH]


def test_a_case_without_number_needs_a_reason_and_a_birth_date(as_anna, look):
    assert as_anna.post(url("case_new"), NEW | {"cpr": ""}).status_code == 422
    typed = NEW | {"cpr": "", "no_cpr_reason": "Arrived last week", "birth_on": "14-03-1991"}
    assert as_anna.post(url("case_new"), typed).status_code == 302
    assert look(lambda: models.Citizen.objects.get().birth_on) == dt.date(1991, 3, 14)


# --- changes ---------------------------------------------------------------------------------------------


def typed_back(page) -> dict:
    """What a browser would send back of a form as it was shown."""
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items() if value is not False}


def test_arrival_family_and_children_are_asked_with_the_case_and_told_with_the_citizen(as_anna, look):
    told = {"arrived_on": "03-05-2024", "family": "single_parent", "children": "2"}

    as_anna.post(url("case_new"), NEW | told)

    case = look(lambda: models.Case.objects.select_related("citizen").get())
    citizen = case.citizen
    assert (citizen.arrived_on, citizen.family, citizen.children) == (dt.date(2024, 5, 3), "single_parent", 2)
    page = as_anna.get(url("case_detail", case.id)).content.decode()
    assert "03-05-2024" in page
    assert "Enlig forsørger" in page
    known = {"origin": "Eritrea", "background": "Teacher for nine years", "danish_education": "DU2"}
    as_anna.post(url("citizen_edit", case.id), typed_back(as_anna.get(url("citizen_edit", case.id))) | known)
    saved = look(models.Citizen.objects.get)
    assert {name: getattr(saved, name) for name in known} == known


def test_a_citizen_is_changed(as_anna, anna, make_case, look):
    case = make_case(anna)
    page = url("citizen_edit", case.id)

    answer = as_anna.post(page, typed_back(as_anna.get(page)) | {"last_name": "Åberg", "danish_test": "PD2"})

    assert answer.status_code == 302
    saved = look(models.Citizen.objects.get)
    assert (saved.last_name, saved.danish_test, saved.version) == ("Åberg", "PD2", 2)
    assert look(lambda: models.Case.objects.get().sort_name) == "selam }berg"


def test_who_saves_second_sees_both_versions_and_loses_nothing(as_anna, anna, make_case, look):
    case = make_case(anna)
    page = url("citizen_edit", case.id)
    mine = typed_back(as_anna.get(page)) | {"phone": "22222222", "language": "tigrinya"}
    as_anna.post(page, typed_back(as_anna.get(page)) | {"phone": "11111111"})

    answer = as_anna.post(page, mine)

    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Anna" in shown  # who saved before
    differences = {d.label: (d.mine, d.theirs) for d in answer.context["differences"]}
    assert differences == {"Telefon": ("22222222", "11111111"), "Sprog": ("tigrinya", "–")}
    assert look(lambda: models.Citizen.objects.get().phone) == "11111111"

    again = as_anna.post(page, typed_back(answer))
    assert again.status_code == 302
    assert look(lambda: models.Citizen.objects.get().phone) == "22222222"


def test_a_case_is_handed_to_somebody_and_paused(as_anna, anna, bent, make_case, make_agreement, look):
    case = make_case(anna)
    make_agreement(anna, case)
    page = url("case_edit", case.id)

    answer = as_anna.post(
        page,
        typed_back(as_anna.get(page)) | {"coordinator_id": str(bent.membership.id), "reason": "load", "hold": "paused"},
    )

    assert answer.status_code == 302
    saved = look(models.Case.objects.get)
    assert (saved.coordinator_id, saved.stage) == (bent.membership.id, "paused")


def test_a_case_is_closed_and_opened_again_at_its_own_place_alone(as_anna, anna, make_case):
    page = url("case_edit", make_case(anna).id)
    assert "closed" not in dict(as_anna.get(page).context["form"].fields["hold"].choices)

    closed = url("case_edit", make_case(anna, cpr=CPR.replace("-", ""), stage="closed", closed_on=TODAY).id)

    assert "hold" not in as_anna.get(closed).context["form"].fields
    assert as_anna.post(closed, typed_back(as_anna.get(closed)) | {"group": "ukraine"}).status_code == 302


def test_two_who_change_a_case_meet(as_anna, anna, make_case):
    page = url("case_edit", make_case(anna).id)
    mine = typed_back(as_anna.get(page))
    as_anna.post(page, mine | {"group": "ukraine"})

    answer = as_anna.post(page, mine | {"group": "programme"})

    assert answer.status_code == 409
    assert [d.label for d in answer.context["differences"]] == ["Gruppe"]


# --- the CPR number ----------------------------------------------------------------------------------------


def test_the_cpr_number_is_masked_until_it_is_asked_for_and_the_look_is_logged(as_anna, anna, make_case, look):
    case = make_case(anna, cpr="7403910001")
    assert "740391" not in as_anna.get(url("case_detail", case.id)).content.decode()

    shown = as_anna.post(url("cpr_reveal", case.id), headers={"HX-Request": "true"}).content.decode()

    assert "740391-0001" in shown
    assert 'data-hide-after="30"' in shown
    assert kinds(look) == [Look.READ, Look.REVEAL_CPR]


def test_without_script_the_number_comes_with_the_page(as_anna, anna, make_case):
    case = make_case(anna, cpr="7403910001")

    assert "740391-0001" in as_anna.post(url("cpr_reveal", case.id)).content.decode()


def test_a_link_shows_no_number(as_anna, anna, make_case):
    assert as_anna.get(url("cpr_reveal", make_case(anna).id)).status_code == 405


def test_a_consultant_is_shown_no_number(client, person, aalborg, anna, make_case):
    carl = person("carl@igu.test", aalborg, "consultant")
    case = make_case(anna, coordinator=carl.membership, cpr="7403910001")
    client.force_login(carl.user)

    assert client.post(url("cpr_reveal", case.id)).status_code == 404
    assert url("cpr_reveal", case.id) not in client.get(url("case_detail", case.id)).content.decode()


def test_a_new_number_is_given(as_anna, anna, make_case):
    case = make_case(anna, cpr="7403910001")
    page = url("cpr_give", case.id)

    assert as_anna.post(page, typed_back(as_anna.get(page))).status_code == 422
    outdated = as_anna.post(page, typed_back(as_anna.get(page)) | {"cpr": CPR, "version": 0})
    assert outdated.status_code == 422
    assert as_anna.post(page, typed_back(outdated) | {"cpr": CPR}).status_code == 302
    assert "070270-1236" in as_anna.post(url("cpr_reveal", case.id)).content.decode()


# --- the target group ------------------------------------------------------------------------------------------


def test_the_target_group_is_judged_and_the_page_says_why(as_anna, anna, make_case, make_agreement):
    case = make_case(anna, basis="7", address_since=dt.date(2017, 9, 11), permit_until=dt.date(2027, 1, 1))
    make_agreement(anna, case)

    typed = {"start_on": "02-03-2026", "same_workplace_until": "", "note": "Seen."}
    assert as_anna.post(url("case_assess", case.id), typed).status_code == 302

    why = as_anna.get(url("case_detail", case.id)).context["why"]
    assert why.assessment.note == "Seen."
    assert [(line.icon, line.look) for line in why.lines] == [
        ("check", ""),
        ("check", ""),
        ("check", ""),
        ("check", ""),
        ("check", ""),
        ("warning", "is-open"),
        ("check", ""),
    ]


def test_what_the_law_leaves_to_a_person_needs_the_reason_in_words(as_anna, anna, make_case, look):
    case = make_case(anna, basis="9c", address_since=dt.date(2020, 1, 1))
    page, typed = url("case_assess", case.id), {"start_on": "02-03-2026", "note": ""}

    refused = as_anna.post(page, typed)
    as_anna.post(page, typed | {"note": "Set på tilladelsen: er omfattet."})

    kept = look(models.Assessment.objects.get)
    assert refused.status_code == 422
    assert (kept.note, kept.judged_by_id) == ("Set på tilladelsen: er omfattet.", anna.membership.id)
