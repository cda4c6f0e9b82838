"""Setting goals and following them."""

import datetime as dt
import uuid

import pytest

from cases.definitions.access import offer_for
from cases.goals import services
from cases.goals.access import all_goals_of, goals_of
from cases.models import Goal, GoalRating
from followup.models import FollowUp
from followup.services import answer_follow_up
from igu.accounts.errors import Outdated, RuleBroken
from igu.accounts.tenancy import acting_for

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 25)
REVIEW = dt.date(2027, 2, 25)


@pytest.fixture
def case(anna, make_case, aalborg):
    case = make_case(anna)
    with acting_for(aalborg.id):
        yield case


def set_goals(person, case, *titles, area="trade_skills", **fields):
    offer = offer_for(person.actor.municipality_id, "goals", area)
    given = {"review_on": REVIEW, "today": TODAY} | fields
    return services.set_goals(person.actor, case=case, area=offer, titles=titles or ("Alone",), **given)


def change(person, goal, version=None, **fields):
    given = {name: getattr(goal, name) for name in ("title", "measure", "review_on", "status")} | fields
    services.change_goal(person.actor, goal=goal, version=version or goal.version, today=TODAY, **given)


def reviews(goal):
    rows = FollowUp.objects.filter(subject=f"goal:{goal.id}")
    return [(row.due_on, row.what, row.why, row.party, row.answer) for row in rows]


def test_goals_of_an_area_are_set_at_once_each_with_its_review(anna, case):
    first, second = set_goals(anna, case, "Alone", "Quality", measure="Two days without help")

    assert [(goal.title, goal.measure, goal.definition.key) for goal in (first, second)] == [
        ("Alone", "Two days without help", "trade_skills"),
        ("Quality", "Two days without help", "trade_skills"),
    ]
    assert reviews(second) == [(REVIEW, "Goal review", "Quality", "both", "")]


def test_a_form_that_is_sent_twice_sets_each_goal_once(anna, case):
    token = uuid.uuid4()

    assert set_goals(anna, case, "A", "B", token=token) == set_goals(anna, case, "A", "B", token=token)
    assert Goal.objects.count() == 2
    assert FollowUp.objects.filter(case=case).count() == 2


def test_a_goal_without_a_review_asks_nothing(anna, case):
    (goal,) = set_goals(anna, case, review_on=None)

    assert reviews(goal) == []


def test_another_date_moves_the_review_and_other_words_are_told(anna, case):
    (goal,) = set_goals(anna, case)

    change(anna, goal, title="Alone on Fridays", review_on=dt.date(2027, 3, 17))

    assert reviews(goal) == [(dt.date(2027, 3, 17), "Goal review", "Alone on Fridays", "both", "")]


@pytest.mark.parametrize("status", ["reached", "dropped"])
def test_a_goal_that_is_over_is_not_looked_at_again(anna, case, status):
    (goal,) = set_goals(anna, case)

    change(anna, goal, status=status)

    assert reviews(goal) == []
    assert (goal.status, goal.status_on) == (status, TODAY)


def test_a_goal_that_is_taken_up_again_is(anna, case):
    (goal,) = set_goals(anna, case)
    change(anna, goal, status="reached")

    change(anna, goal, status="open")

    assert [day for day, *_ in reviews(goal)] == [REVIEW]


def test_a_goal_whose_review_has_passed_can_still_be_changed(anna, case):
    (goal,) = set_goals(anna, case)
    Goal.objects.filter(id=goal.id).update(review_on=dt.date(2026, 1, 5))
    goal.refresh_from_db()

    change(anna, goal, title="Other words")

    assert goal.title == "Other words"


def test_a_part_stands_below_its_goal_and_has_none_of_its_own(anna, case):
    (goal,) = set_goals(anna, case)
    fields = {"measure": "", "review_on": None, "today": TODAY}
    part = services.set_part(anna.actor, goal=goal, title="First the trolley", **fields)

    assert (part.parent, part.definition) == (goal, goal.definition)
    with pytest.raises(RuleBroken, match="part_of_a_part"):
        services.set_part(anna.actor, goal=part, title="Third level", **fields)


@pytest.mark.parametrize(
    ("day", "code"), [(TODAY - dt.timedelta(days=1), "day_is_past"), (dt.date(2031, 1, 1), "day_is_far")]
)
def test_a_review_on_a_day_that_cannot_be_is_refused_and_nothing_is_set(anna, case, day, code):
    with pytest.raises(RuleBroken, match=code):
        set_goals(anna, case, review_on=day)
    assert not Goal.objects.exists()


def test_no_goal_chosen_is_refused(anna, case):
    offer = offer_for(case.municipality_id, "goals", "trade_skills")

    with pytest.raises(RuleBroken, match="goal_missing"):
        services.set_goals(anna.actor, case=case, area=offer, titles=[], today=TODAY)


def test_who_changes_what_somebody_has_changed_is_told_so(anna, case):
    (goal,) = set_goals(anna, case)
    change(anna, goal, title="Mine")

    with pytest.raises(Outdated):
        change(anna, goal, version=1, title="Also mine")
    assert Goal.objects.get().title == "Mine"


def rate(person, goal, **fields):
    given = {"rater": "employer", "rating": 3, "rated_on": TODAY, "today": TODAY} | fields
    return services.rate_goal(person.actor, goal=goal, **given)


def test_firm_citizen_and_municipality_say_how_far_it_is(anna, case):
    (goal,) = set_goals(anna, case)

    for rater in ("employer", "citizen", "municipality"):
        rate(anna, goal, rater=rater)

    assert {row.rater for row in goal.ratings.all()} == {"employer", "citizen", "municipality"}


def test_a_rating_that_is_sent_twice_is_one(anna, case):
    (goal,) = set_goals(anna, case)
    token = uuid.uuid4()

    assert rate(anna, goal, token=token) == rate(anna, goal, token=token)
    assert GoalRating.objects.count() == 1


@pytest.mark.parametrize(
    ("day", "code"), [(TODAY + dt.timedelta(days=1), "day_ahead"), (dt.date(2009, 1, 1), "day_long_ago")]
)
def test_a_rating_on_a_day_that_cannot_be_is_refused(anna, case, day, code):
    (goal,) = set_goals(anna, case)

    with pytest.raises(RuleBroken, match=code):
        rate(anna, goal, rated_on=day)


def rate_on(person, goal, day):
    goal.refresh_from_db()
    rate(person, goal, rated_on=day, today=day)


def open_reviews(goal):
    return [due_on for due_on, *_words, answer in reviews(goal) if not answer]


def test_a_goal_looked_at_every_third_month_comes_again_three_months_after_each_rating(anna, case):
    (goal,) = set_goals(anna, case, review_every=3)

    rate_on(anna, goal, dt.date(2027, 2, 22))
    assert open_reviews(goal) == [dt.date(2027, 5, 24)]  # 22-05 is a Saturday
    rate_on(anna, goal, dt.date(2027, 5, 31))

    assert open_reviews(goal) == [dt.date(2027, 8, 31)]


def test_a_rating_brings_no_nearer_day_and_a_goal_without_rhythm_keeps_its_own(anna, case):
    (often,) = set_goals(anna, case, "A", review_every=1)
    (once,) = set_goals(anna, case, "B")

    rate_on(anna, often, TODAY)
    rate_on(anna, once, TODAY)

    assert open_reviews(often) == open_reviews(once) == [REVIEW]


def test_the_answer_to_the_follow_up_asks_for_the_next_look_too(anna, case):
    (goal,) = set_goals(anna, case, review_every=6)
    row = FollowUp.objects.get(subject=f"goal:{goal.id}")

    answer_follow_up(anna.actor, follow_up_id=row.id, version=row.version, answer="good", today=REVIEW)

    goal.refresh_from_db()
    assert goal.review_on == dt.date(2027, 8, 25)
    assert open_reviews(goal) == [dt.date(2027, 8, 25)]


def test_a_goal_that_is_reached_is_looked_at_no_more(anna, case):
    (goal,) = set_goals(anna, case, review_every=3)
    change(anna, goal, status="reached", review_every=3)

    rate_on(anna, goal, REVIEW)

    assert reviews(goal) == []


def test_a_goal_set_by_mistake_goes_with_its_parts_and_follow_ups_and_comes_back_with_them(anna, case):
    (goal,) = set_goals(anna, case)
    given = {"measure": "", "review_on": REVIEW, "today": TODAY}
    part = services.set_part(anna.actor, goal=goal, title="Part", **given)
    earlier = services.set_part(anna.actor, goal=goal, title="Earlier", **given)
    services.take_back_goal(anna.actor, goal=earlier, version=1, why="Twice")

    services.take_back_goal(anna.actor, goal=goal, version=1, why="The wrong citizen")

    assert goals_of(case) == []
    assert [(one.title, one.taken_back_why) for one in all_goals_of(case)[1]] == [
        ("Alone", "The wrong citizen"),
        ("Earlier", "Twice"),
    ]
    assert FollowUp.objects.filter(case=case).count() == 0
    goal.refresh_from_db()
    services.bring_back_goal(anna.actor, goal=goal)
    assert {one.id for one in goals_of(case)} == {goal.id, part.id}
    assert open_reviews(goal) == open_reviews(part) == [REVIEW]
    assert open_reviews(earlier) == []
    kept = Goal.pgh_event_model.objects.filter(pgh_obj_id=goal.id).values_list("taken_back_why", flat=True)
    assert "The wrong citizen" in kept


def test_the_reason_of_who_takes_a_goal_back_second_is_not_dropped_in_silence(anna, bent, case):
    (goal,) = set_goals(anna, case)
    part = services.set_part(anna.actor, goal=goal, title="Part", measure="", review_on=None, today=TODAY)
    services.take_back_goal(anna.actor, goal=goal, version=1, why="The wrong citizen")
    services.take_back_goal(anna.actor, goal=goal, version=1, why="The wrong citizen")  # a double click

    with pytest.raises(Outdated):
        services.take_back_goal(bent.actor, goal=goal, version=1, why="Set twice")
    services.take_back_goal(bent.actor, goal=goal, version=goal.version, why="Set twice")

    assert (goal.taken_back_why, goal.taken_back_by_id) == ("Set twice", bent.membership.id)
    services.bring_back_goal(anna.actor, goal=goal)
    assert {one.id for one in goals_of(case)} == {goal.id, part.id}


def test_a_part_stays_away_while_its_goal_is_taken_back_and_two_do_not_take_back_over_each_other(anna, case):
    (goal,) = set_goals(anna, case)
    part = services.set_part(anna.actor, goal=goal, title="Part", measure="", review_on=None, today=TODAY)
    with pytest.raises(Outdated):
        services.take_back_goal(anna.actor, goal=goal, version=7, why="x")
    services.take_back_goal(anna.actor, goal=goal, version=goal.version, why="x")
    part = Goal.objects.select_related("parent").get(id=part.id)

    services.bring_back_goal(anna.actor, goal=part)

    assert goals_of(case) == []
