"""Setting goals, changing them as the programme goes, and noting how far the parties find that they have come."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from cases.definitions.access import Offer
from cases.definitions.services import pin
from cases.hooks import DueDate, dates_changed
from cases.models import Case, Definition, Goal, GoalRating
from igu.accounts.errors import RuleBroken
from igu.accounts.saving import make_once, save_version
from igu.rules.months import add_months
from igu.rules.words import gettext_noop

REVIEW = gettext_noop("Goal review")
REVIEW_KEY = "goal_review"
SUBJECT = "goal:"
FAR = dt.timedelta(days=3 * 366)  # further away than a programme and its aftercare is a slip of the keys
SINCE = dt.date(2010, 1, 1)


@transaction.atomic
def set_goals(
    actor,
    *,
    case: Case,
    area: Offer,
    titles: Iterable[str],
    measure: str = "",
    review_on: dt.date | None = None,
    review_every: int | None = None,
    today: dt.date,
    token: UUID | None = None,
) -> list[Goal]:
    """Set goals of one area, each with its own follow-up where there is a day to look at them again.

    Raises RuleBroken: `goal_missing`, `day_is_past`, `day_is_far`.
    """
    titles = list(titles)
    if not titles:
        raise RuleBroken("goal_missing")
    _check_day(review_on, today)
    edition = pin(actor, area)
    fields = {"measure": measure, "review_on": review_on, "review_every": review_every}
    return [_make(actor, case, edition, token, title=title, **fields) for title in titles]


@transaction.atomic
def set_part(
    actor,
    *,
    goal: Goal,
    title: str,
    measure: str,
    review_on: dt.date | None,
    review_every: int | None = None,
    today: dt.date,
    token: UUID | None = None,
) -> Goal:
    """Set a sub-goal. A part has no parts of its own: a third level is a plan nobody keeps.

    Raises RuleBroken: `part_of_a_part`, `day_is_past`, `day_is_far`.
    """
    if goal.parent_id:
        raise RuleBroken("part_of_a_part")
    _check_day(review_on, today)
    fields = {"title": title, "measure": measure, "review_on": review_on, "review_every": review_every, "parent": goal}
    return _make(actor, goal.case, goal.definition, token, **fields)


@transaction.atomic
def change_goal(
    actor,
    *,
    goal: Goal,
    version: int,
    title: str,
    measure: str,
    review_on: dt.date | None,
    status: str,
    today: dt.date,
    review_every: int | None = None,
) -> None:
    """Adjust a goal. Its follow-up moves with the date and goes with a goal that is reached or given up.

    Raises Outdated; RuleBroken: `day_is_past`, `day_is_far`.
    """
    if review_on != goal.review_on:
        _check_day(review_on, today)
    status_on = goal.status_on if status == goal.status else today
    fields = {"title": title, "measure": measure, "review_on": review_on, "status": status, "status_on": status_on}
    save_version(goal, version, **fields, review_every=review_every)
    _follow(actor, goal)


@transaction.atomic
def take_back_goal(actor, *, goal: Goal, version: int, why: str) -> None:
    """The goal was set by mistake: it goes with its parts and their follow-ups, and is kept with the reason.

    Raises Outdated: also where a colleague has taken it back meanwhile. Whoever has read that may give another reason.
    """
    if goal.taken_back_at and (goal.taken_back_by_id, goal.taken_back_why) == (actor.membership_id, why):
        return  # a double click
    when = goal.taken_back_at or timezone.now()  # what went together comes back together
    gone = {"taken_back_at": when, "taken_back_by_id": actor.membership_id, "taken_back_why": why}
    save_version(goal, version, **gone)
    parts = list(goal.sub_goals.filter(taken_back_at=None))
    for one in (goal, *parts):
        if one is not goal:
            save_version(one, one.version, **gone)
        _follow(actor, one)


@transaction.atomic
def bring_back_goal(actor, *, goal: Goal) -> None:
    """It was no mistake: the goal counts again, and with it the parts that went along and the follow-ups.

    A part stays where it is while its goal is taken back.
    """
    if not goal.taken_back_at or (goal.parent and goal.parent.taken_back_at):
        return
    together = [goal, *goal.sub_goals.filter(taken_back_at=goal.taken_back_at)]
    for one in together:
        save_version(one, one.version, taken_back_at=None, taken_back_by_id=None, taken_back_why="")
        _follow(actor, one)


@transaction.atomic
def rate_goal(
    actor,
    *,
    goal: Goal,
    rater: str,
    rating: int,
    rated_on: dt.date,
    note: str = "",
    today: dt.date,
    token: UUID | None = None,
) -> GoalRating:
    """Note how far a party finds that the goal has come. A goal that is looked at every so many months is looked at
    again that long after. Raises RuleBroken: `day_ahead`, `day_long_ago`.
    """
    if rated_on > today:
        raise RuleBroken("day_ahead")
    if rated_on < SINCE:
        raise RuleBroken("day_long_ago")
    row, made = make_once(
        GoalRating,
        actor,
        token,
        goal=goal,
        case_id=goal.case_id,
        rater=rater,
        rating=rating,
        rated_on=rated_on,
        note=note,
        made_by_id=actor.membership_id,
    )
    if made:
        _look_again_after(actor, goal, rated_on)
    return row


@transaction.atomic
def review_answered(actor, subject: str, answered_on: dt.date) -> None:
    """The follow-up of a review was answered: a goal that is looked at every so many months gets its next day."""
    goal = Goal.objects.filter(municipality_id=actor.municipality_id, id=subject.removeprefix(SUBJECT)).first()
    if goal:
        _look_again_after(actor, goal, answered_on)


def _look_again_after(actor, goal: Goal, day: dt.date) -> None:
    """The next look lies so many months after this one; never before the one that is planned already."""
    if not goal.review_every or not goal.is_open:
        return
    next_on = add_months(day, goal.review_every)
    if goal.review_on is None or next_on > goal.review_on:
        save_version(goal, goal.version, review_on=next_on)
        _follow(actor, goal)


def _make(actor, case: Case, edition: Definition, token, **fields) -> Goal:
    own_token = uuid5(token, fields["title"]) if token else None
    goal, made = make_once(
        Goal, actor, own_token, case=case, definition=edition, made_by_id=actor.membership_id, **fields
    )
    if made:
        _follow(actor, goal)
    return goal


def _follow(actor, goal: Goal) -> None:
    due = [DueDate(REVIEW_KEY, goal.review_on, REVIEW, "both", why=goal.title[:160])]
    dates_changed(actor, goal.case, f"{SUBJECT}{goal.id}", due if goal.review_on and goal.is_open else [])


def _check_day(day: dt.date | None, today: dt.date) -> None:
    if day and day < today:
        raise RuleBroken("day_is_past")
    if day and day > today + FAR:
        raise RuleBroken("day_is_far")
