"""Visitation and track, who follows a case, open issues, closing and reopening."""

import datetime as dt

import pytest
from django.urls import reverse

from cases import models, services
from cases.course import services as course
from igu.accounts.errors import Outdated, RuleBroken
from igu.accounts.tenancy import acting_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_read_is_logged")]
TODAY = dt.date(2026, 11, 25)
TALK = {
    "held_on": "01-11-2026",
    "others": "Sagsbehandler",
    "lacks_language": "on",
    "need": "Taler lidt dansk.",
    "danish_level": "A2",
    "is_on_benefit": "true",
    "benefit_months": "30",
    "track": "igu",
    "reason": "Vil gerne lære et fag.",
}


@pytest.fixture
def as_anna(client, anna):
    client.force_login(anna.user)
    return client


def visit(person, case, **fields):
    given = {"held_on": TODAY, "track": "igu", "reason": "fordi"} | fields
    with acting_for(case.municipality_id):
        return course.note_visitation(person.actor, case=case, **given)


def test_the_days_to_the_first_firm_are_counted_from_the_opening(as_anna, anna, make_case, make_agreement, write):
    case = make_case(anna, opened_on=dt.date(2026, 2, 1))
    path = reverse("course_panel", args=[case.id])
    assert as_anna.get(path).context["met_on"] is None

    make_agreement(anna, case, start_on=dt.date(2026, 3, 2))
    assert as_anna.get(path).context["met_after"] == 29

    write(anna, case, party="citizen", on=dt.date(2026, 2, 5), text="Borger")
    write(anna, case, party="employer", on=dt.date(2026, 2, 15), text="Firma")
    page = as_anna.get(path)
    assert page.context["met_after"] == 14
    assert "14 dage efter" in page.content.decode()

    write(
        anna, case, "visit", points={"firm": "Kokken", "functions": "Opvask"}, party="citizen", on=dt.date(2026, 2, 9)
    )
    assert as_anna.get(path).context["met_after"] == 8


def test_an_internship_at_a_firm_that_is_in_no_register_is_a_contact_with_a_firm(as_anna, anna, make_case, start):
    case = make_case(anna, opened_on=dt.date(2026, 2, 1))
    for key, day in (("run_up_course", dt.date(2026, 2, 2)), ("internship", dt.date(2026, 2, 16))):
        start(key, of=case, start_on=day, place="Kokken i Gaden")

    page = as_anna.get(reverse("course_panel", args=[case.id]))

    assert page.context["met_after"] == 15
    assert "fra 16-02-2026" in page.content.decode()


# --- visitation ---------------------------------------------------------------------------------------------


def test_a_visitation_says_track_need_level_and_who_was_there(as_anna, anna, bent, make_case):
    case = make_case(anna)

    as_anna.post(reverse("visitation_new", args=[case.id]), TALK | {"consultant_id": str(bent.membership.id)})
    page = as_anna.get(reverse("course_panel", args=[case.id])).content.decode()

    with acting_for(case.municipality_id):
        assert models.Case.objects.get(id=case.id).track == "igu"
    for said in ("Vil gerne lære et fag.", "A2", "Bent", "Sagsbehandler", "Gruppe 1"):
        assert said in page


def test_a_form_sent_twice_makes_one_visitation(as_anna, anna, make_case):
    case = make_case(anna)
    path = reverse("visitation_new", args=[case.id])
    token = as_anna.get(path).context["form"].initial["token"]

    for _click in range(3):
        as_anna.post(path, TALK | {"token": token})

    with acting_for(case.municipality_id):
        assert models.Visitation.objects.count() == 1


def test_igu_without_a_need_is_refused_and_nothing_is_kept(as_anna, anna, make_case):
    case = make_case(anna)
    typed = {name: value for name, value in TALK.items() if name != "lacks_language"}

    answer = as_anna.post(reverse("visitation_new", args=[case.id]), typed)

    assert answer.status_code == 422
    with acting_for(case.municipality_id):
        assert not models.Visitation.objects.exists()


def test_the_newest_visitation_decides_the_track_and_the_former_stay(anna, make_case):
    case = make_case(anna)
    visit(anna, case, held_on=dt.date(2026, 3, 1), track="job")
    visit(anna, case, held_on=dt.date(2026, 9, 1), track="igu")
    visit(anna, case, held_on=dt.date(2026, 6, 1), track="job_package")

    with acting_for(case.municipality_id):
        assert models.Case.objects.get(id=case.id).track == "igu"
        assert [v.track for v in case.visitations.all()] == ["igu", "job_package", "job"]


def test_the_second_of_two_who_correct_a_visitation_sees_both(as_anna, anna, make_case):
    case = make_case(anna)
    visitation = visit(anna, case)
    with acting_for(case.municipality_id):
        course.change_visitation(anna.actor, visitation=visitation, version=1, reason="rettet af en kollega")

    typed = TALK | {"version": 1, "reason": "min egen tekst"}
    answer = as_anna.post(reverse("visitation_edit", args=[case.id, visitation.id]), typed)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "min egen tekst" in page
    assert "rettet af en kollega" in page


# --- who follows --------------------------------------------------------------------------------------------


def test_the_history_names_who_followed_and_why_it_changed(as_anna, anna, bent, make_case):
    case = make_case(anna)
    typed = {"version": case.version, "group": "", "hold": "", "second_id": str(anna.membership.id)}
    typed |= {"coordinator_id": str(bent.membership.id), "reason": "igu_team", "note": "Afklaret i praktik."}

    as_anna.post(reverse("case_edit", args=[case.id]), typed)
    page = as_anna.get(reverse("course_panel", args=[case.id])).content.decode()

    with acting_for(case.municipality_id):
        rows = list(case.handovers.values_list("is_second", "from_member", "to_member", "reason"))
    one, two = anna.membership.id, bent.membership.id
    assert set(rows) == {(False, None, one, ""), (False, one, two, "igu_team"), (True, None, one, "igu_team")}
    assert "Afklaret i praktik." in page


def test_another_coordinator_without_a_reason_is_refused(as_anna, anna, bent, make_case):
    case = make_case(anna)
    typed = {"version": case.version, "coordinator_id": str(bent.membership.id), "group": "", "hold": ""}

    assert as_anna.post(reverse("case_edit", args=[case.id]), typed).status_code == 422


def test_a_handover_of_many_leaves_a_line_in_each(anna, bent, make_case):
    cases = [make_case(anna, last_name=f"Nr {n}") for n in range(3)]

    with acting_for(anna.actor.municipality_id):
        ids = [case.id for case in cases]
        services.hand_over(anna.actor, case_ids=ids, coordinator_id=bent.membership.id, today=TODAY, reason="holiday")
        rows = models.Handover.objects.filter(reason="holiday").values_list("from_member", "to_member")
        assert list(rows) == [(anna.membership.id, bent.membership.id)] * 3


# --- open issues --------------------------------------------------------------------------------------------


def test_an_issue_of_the_run_up_is_carried_into_the_programme(as_anna, anna, make_case, make_agreement):
    case = make_case(anna)
    typed = {"what": "Mangler børnepasning", "found_on": "01-02-2026", "state": "open", "news": ""}
    as_anna.post(reverse("issue_new", args=[case.id]), typed)
    make_agreement(anna, case, start_on=dt.date(2026, 3, 2))

    page = as_anna.get(reverse("course_panel", args=[case.id])).content.decode()

    assert "Mangler børnepasning" in page
    assert "Fra forforløbet" in page


def test_a_solved_issue_is_dated_and_opens_again(as_anna, anna, make_case):
    case = make_case(anna)
    with acting_for(case.municipality_id):
        facts = {"what": "Syg", "found_on": TODAY, "news": ""}
        issue = course.note_issue(anna.actor, case=case, today=TODAY, state="open", **facts)
        course.change_issue(anna.actor, issue=issue, version=1, today=TODAY, state="solved", **facts)
        assert issue.closed_on == TODAY
        course.change_issue(anna.actor, issue=issue, version=2, today=TODAY, state="at_work", **facts)
        assert issue.closed_on is None
        with pytest.raises(Outdated):
            course.change_issue(anna.actor, issue=issue, version=2, today=TODAY, state="open", **facts)


# --- closing ------------------------------------------------------------------------------------------------


def test_a_case_closed_by_mistake_is_opened_again(as_anna, anna, make_case):
    case = make_case(anna, opened_on=dt.date(2026, 1, 5))
    typed = {"version": case.version, "why": "withdrew", "closed_on": "01-11-2026"}

    as_anna.post(reverse("case_close", args=[case.id]), typed)
    with acting_for(case.municipality_id):
        case.refresh_from_db()
        assert (case.stage, case.closed_why, case.closed_on) == ("closed", "withdrew", dt.date(2026, 11, 1))
    page = as_anna.get(reverse("case_detail", args=[case.id])).content.decode()
    assert "Borgeren ønsker det ikke" in page
    as_anna.post(reverse("case_reopen", args=[case.id]))
    with acting_for(case.municipality_id):
        case.refresh_from_db()
        assert (case.stage, case.closed_why, case.closed_on) == ("run_up", "", None)


def test_who_moves_away_ends_the_agreement_and_comes_back_to_it(anna, make_case, make_agreement):
    case = make_case(anna, opened_on=dt.date(2026, 1, 5))
    make_agreement(anna, case, start_on=dt.date(2026, 3, 2))
    with acting_for(case.municipality_id):
        case = models.Case.objects.with_header().get(id=case.id)
        given = {"why": "moved", "closed_on": dt.date(2026, 11, 1), "today": TODAY}
        course.close_case(anna.actor, case=case, version=case.version, **given)
        ended = case.agreements.get()
        case = models.Case.objects.with_header().get(id=case.id)
        course.reopen_case(anna.actor, case=case, version=case.version, today=TODAY)
        again = case.agreements.get()
        case.refresh_from_db()

    assert (ended.ending, ended.ended_on) == ("moved", dt.date(2026, 11, 1))
    assert (again.ending, again.ended_on, case.stage) == ("", None, "running")


def test_a_case_whose_agreement_runs_is_not_closed(anna, make_case, make_agreement):
    case = make_case(anna)
    make_agreement(anna, case)
    with acting_for(case.municipality_id), pytest.raises(RuleBroken) as broken:
        case = models.Case.objects.with_header().get(id=case.id)
        course.close_case(anna.actor, case=case, version=case.version, why="other", closed_on=TODAY, today=TODAY)
    assert broken.value.codes == ("agreement_is_running",)


@pytest.mark.parametrize("matches", [1, 50])
def test_the_tab_asks_the_database_few_things(as_anna, anna, make_case, django_assert_max_num_queries, matches):
    case = make_case(anna)
    for _turn in range(matches):
        visit(anna, case)
        with acting_for(case.municipality_id):
            facts = {"what": "Syg", "found_on": TODAY, "news": "", "state": "open"}
            course.note_issue(anna.actor, case=case, today=TODAY, **facts)

    with django_assert_max_num_queries(14):
        as_anna.get(reverse("course_panel", args=[case.id]))
