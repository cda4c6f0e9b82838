"""Setting goals, changing them as the programme goes, and noting how far the parties find that they have come."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID, uuid5

from django.db import transaction

from cases.definitions.access import Offer
from cases.definitions.services import pin
from cases.goals.words import Status
from cases.hooks import DueDate, dates_changed
from cases.models import Case, Definition, Goal, GoalRating
from igu.accounts.errors import RuleBroken
from igu.accounts.saving import make_once, save_version
from igu.rules.words import gettext_noop

REVIEW = gettext_noop("Goal review")
REVIEW_KEY = "goal_review"
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
    return [_make(actor, case, edition, token, title=title, measure=measure, review_on=review_on) for title in titles]


@transaction.atomic
def set_part(
    actor,
    *,
    goal: Goal,
    title: str,
    measure: str,
    review_on: dt.date | None,
    today: dt.date,
    token: UUID | None = None,
) -> Goal:
    """Set a sub-goal. A part has no parts of its own: a third level is a plan nobody keeps.

    Raises RuleBroken: `part_of_a_part`, `day_is_past`, `day_is_far`.
    """
    if goal.parent_id:
        raise RuleBroken("part_of_a_part")
    _check_day(review_on, today)
    fields = {"title": title, "measure": measure, "review_on": review_on, "parent": goal}
    return _make(actor, goal.case, goal.definition, token, **fields)


@transaction.atomic
def change_goal(
    actor, *, goal: Goal, version: int, title: str, measure: str, review_on: dt.date | None, status: str, today: dt.date
) -> None:
    """Adjust a goal. Its follow-up moves with the date and goes with a goal that is reached or given up.

    Raises Outdated; RuleBroken: `day_is_past`, `day_is_far`.
    """
    if review_on != goal.review_on:
        _check_day(review_on, today)
    status_on = goal.status_on if status == goal.status else today
    fields = {"title": title, "measure": measure, "review_on": review_on, "status": status, "status_on": status_on}
    save_version(goal, version, **fields)
    _follow(actor, goal)


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
    """Note how far a party finds that the goal has come. Raises RuleBroken: `day_ahead`, `day_long_ago`."""
    if rated_on > today:
        raise RuleBroken("day_ahead")
    if rated_on < SINCE:
        raise RuleBroken("day_long_ago")
    row, _made = make_once(
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
    return row


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
    dates_changed(actor, goal.case, f"goal:{goal.id}", due if goal.review_on and goal.status == Status.OPEN else [])


def _check_day(day: dt.date | None, today: dt.date) -> None:
    if day and day < today:
        raise RuleBroken("day_is_past")
    if day and day > today + FAR:
        raise RuleBroken("day_is_far")
