"""Goals, as a browser meets them."""

import pytest
import time_machine
from django.urls import reverse

from cases.models import Goal
from igu.accounts.tenancy import acting_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_read_is_logged")]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-11-25T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def as_anna(client, anna):
    client.force_login(anna.user)
    client.cookies["django_language"] = "en"
    return client


def url(name, case, *more):
    return reverse(name, args=[case.id, *more])


def typed_back(page, name="form") -> dict:
    form = page.context[name]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value is not None}


def goals(case):
    with acting_for(case.municipality_id):
        return list(Goal.objects.filter(case=case))


def set_goal(client, case, own="Asks on her own", **typed):
    page = url("goal_new", case, "confidence")
    return client.post(page, typed_back(client.get(page)) | {"own": own} | typed)


def test_goals_are_chosen_from_an_area_and_written(as_anna, anna, make_case):
    case = make_case(anna)
    assert "Branch plan: cleaning" in as_anna.get(url("goal_choose", case)).content.decode()

    answer = set_goal(as_anna, case, chosen=["Asks when something is unclear"])

    assert answer.url == url("goal_panel", case)
    assert {goal.title for goal in goals(case)} == {"Asks when something is unclear", "Asks on her own"}
    assert [f"{goal.review_on:%d-%m-%Y}" for goal in goals(case)] == ["25-02-2027"] * 2
    page = as_anna.get(answer.url).content.decode()
    assert "Confidence" in page
    assert "0 of 2 reached" in page


def test_a_goal_that_is_set_already_does_not_lie_ready_again(as_anna, anna, make_case):
    case = make_case(anna)
    set_goal(as_anna, case, own="", chosen=["Asks when something is unclear"])

    choices = as_anna.get(url("goal_new", case, "confidence")).context["form"].fields["chosen"].choices

    assert [name for name, _label in choices] == ["Speaks up when it is too much"]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"own": ""}, "No goal is chosen yet."),
        ({"own": "x" * 201}, "At most 200 characters"),
        ({"own": "Kept words", "review_on": "01-01-2026"}, "lies before today"),
        ({"own": "Kept words", "chosen": ["made up"]}, "made up"),
    ],
)
def test_what_cannot_be_is_refused_with_everything_typed_kept(as_anna, anna, make_case, typed, says):
    case = make_case(anna)

    answer = set_goal(as_anna, case, **typed)

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert goals(case) == []


def test_a_goal_is_rated_adjusted_and_given_a_part(as_anna, anna, make_case):
    case = make_case(anna)
    set_goal(as_anna, case)
    goal = goals(case)[0]
    page = url("goal_edit", case, goal.id)

    rating = typed_back(as_anna.get(page), "rating_form")
    as_anna.post(url("goal_rate", case, goal.id), rating | {"rater": "employer", "rating": "4", "note": "Every day"})
    as_anna.post(page, typed_back(as_anna.get(page)) | {"status": "reached"})
    part = url("goal_part", case, goal.id)
    as_anna.post(part, typed_back(as_anna.get(part)) | {"title": "First with Kirsten"})

    panel = as_anna.get(url("goal_panel", case)).content.decode()
    assert "The firm: Nearly there" in panel
    assert "1 of 2 reached" in panel
    assert "First with Kirsten" in panel
    sheet = as_anna.get(url("goal_sheet", case)).content.decode()
    assert "First with Kirsten" in sheet


def test_a_rating_without_its_step_says_so_and_keeps_the_note(as_anna, anna, make_case):
    case = make_case(anna)
    set_goal(as_anna, case)
    goal = goals(case)[0]

    answer = as_anna.post(url("goal_rate", case, goal.id), {"rater": "employer", "rating": "9", "note": "Kept words"})

    assert answer.status_code == 422
    assert "Kept words" in answer.content.decode()


def test_two_people_adjust_the_same_goal_and_the_second_sees_both(as_anna, anna, make_case):
    case = make_case(anna)
    set_goal(as_anna, case)
    page = url("goal_edit", case, goals(case)[0].id)
    seen = typed_back(as_anna.get(page))
    as_anna.post(page, seen | {"title": "First"})

    answer = as_anna.post(page, seen | {"title": "Second"})

    assert answer.status_code == 409
    assert [(one.mine, one.theirs) for one in answer.context["differences"]] == [("Second", "First")]
    assert goals(case)[0].title == "First"


def test_the_tab_costs_the_same_however_many_goals_there_are(as_anna, anna, make_case, django_assert_max_num_queries):
    case = make_case(anna)
    panel = url("goal_panel", case)
    counts = set()
    for number in range(3):
        set_goal(as_anna, case, own=f"Goal {number}")
        as_anna.get(panel)
        with django_assert_max_num_queries(14) as seen:
            as_anna.get(panel)
        counts.add(len(seen))
    assert len(counts) == 1


def test_a_goal_of_another_case_is_404(as_anna, anna, make_case):
    case, other = make_case(anna), make_case(anna)
    set_goal(as_anna, case)

    assert as_anna.get(url("goal_edit", other, goals(case)[0].id)).status_code == 404


def test_a_goal_set_by_mistake_is_taken_back_with_the_reason_and_brought_back(as_anna, anna, make_case):
    case = make_case(anna)
    set_goal(as_anna, case)
    [goal] = goals(case)
    page = url("goal_take_back", case, goal.id)
    assert as_anna.post(page, {"why": "", "version": 1}).status_code == 422

    assert as_anna.post(page, {"why": "Another citizen's", "version": 1}).status_code == 302

    second = as_anna.post(page, {"why": "Set twice", "version": 1})
    assert second.status_code == 409
    assert [(one.mine, one.theirs) for one in second.context["differences"]] == [("Set twice", "Another citizen's")]
    panel = as_anna.get(url("goal_panel", case))
    assert (panel.context["areas"], panel.context["taken_back"]) == ([], [goal])
    as_anna.post(url("goal_bring_back", case, goal.id))
    assert [line.goal for line in as_anna.get(url("goal_panel", case)).context["areas"][0].goals] == [goal]
