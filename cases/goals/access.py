"""The goals of a case and how far they have come. The case itself is opened, and logged, by `cases.access`."""

from django.shortcuts import get_object_or_404

from cases import access as case_access
from cases.definitions.access import Offer, offer_for, offers_of
from cases.goals.content import KIND
from cases.models import Case, Goal, GoalRating


def all_goals_of(case: Case) -> tuple[list[Goal], list[Goal]]:
    """The goals of a case, and those that were taken back: the newest on top, without parts that went with theirs."""
    rows = list(case.goals.select_related("definition", "taken_back_by__user"))
    gone = {row.id: row for row in rows if row.taken_back_at}
    alone = [
        row for row in gone.values() if getattr(gone.get(row.parent_id), "taken_back_at", None) != row.taken_back_at
    ]
    return [row for row in rows if row.id not in gone], sorted(alone, key=lambda row: row.taken_back_at, reverse=True)


def goals_of(case: Case) -> list[Goal]:
    return all_goals_of(case)[0]


def ratings_of(case: Case, goal: Goal | None = None) -> list[GoalRating]:
    """Every rating of the case, or of one goal, the oldest first."""
    rows = GoalRating.objects.filter(case=case).select_related("made_by__user")
    return list(rows.filter(goal=goal) if goal else rows)


def goal_for(request, case_id, goal_id) -> tuple[Case, Goal]:
    """The case, as `case_for` opens it, and one of its goals; 404 when it is another case's."""
    case = case_access.case_for(request, case_id)
    return case, get_object_or_404(case.goals.select_related("definition", "parent"), id=goal_id)


def areas_of(actor) -> list[Offer]:
    return offers_of(actor.municipality_id, KIND)


def area_for(actor, key: str) -> Offer:
    """One area of the municipality; 404 where there is none."""
    return offer_for(actor.municipality_id, KIND, key)
