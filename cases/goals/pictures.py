"""How the goals of a case stand: by area, with their parts, and what each party has said of them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cases.definitions.texts import said
from cases.goals.words import Rater, Rating
from cases.models import Goal, GoalRating
from igu.web import days
from igu.web.curves import Curve, Point, Series, curve

LOOKS = {Rater.CITIZEN: "c-1", Rater.EMPLOYER: "c-2", Rater.MUNICIPALITY: "c-3"}


@dataclass(slots=True)
class Line:
    """A goal, ready to show. latest: who, and how far by the newest of their ratings."""

    goal: Goal
    latest: list[tuple[str, str, str]]  # look, who, how far
    curve: Curve | None
    is_late: bool
    parts: list["Line"] = field(default_factory=list)


@dataclass(slots=True)
class Area:
    name: str
    lines: list[Line] = field(default_factory=list)

    @property
    def goals(self) -> list[Line]:
        """The goals with their parts below them, as rows."""
        return [one for line in self.lines for one in (line, *line.parts)]

    @property
    def progress(self) -> str:
        reached = sum(line.goal.status == "reached" for line in self.goals)
        return _("%(n)d of %(of)d reached") % {"n": reached, "of": len(self.goals)}


def areas_of(goals: Sequence[Goal], ratings: Sequence[GoalRating], today: dt.date) -> list[Area]:
    """By area, in the order in which they were first used; a part stands below its goal."""
    by_goal: dict = {}
    for rating in ratings:
        by_goal.setdefault(rating.goal_id, []).append(rating)
    lines = {goal.id: line_of(goal, by_goal.get(goal.id, []), today) for goal in goals}
    areas: dict[str, Area] = {}
    for goal in goals:
        if goal.parent_id in lines:
            lines[goal.parent_id].parts.append(lines[goal.id])
        else:
            name = said(goal.definition.title)
            areas.setdefault(goal.definition.key, Area(name)).lines.append(lines[goal.id])
    return list(areas.values())


def line_of(goal: Goal, ratings: Sequence[GoalRating], today: dt.date) -> Line:
    by_rater = {rater: [one for one in ratings if one.rater == rater] for rater in LOOKS}
    latest = [(LOOKS[rater], str(rater.label), _words(said_[-1])) for rater, said_ in by_rater.items() if said_]
    is_late = bool(goal.is_open and goal.review_on and goal.review_on < today)
    return Line(goal, latest, _curve(goal, ratings, by_rater), is_late)


def _curve(goal, ratings, by_rater) -> Curve | None:
    if not ratings:
        return None
    series = [
        Series(
            str(rater.label),
            LOOKS[rater],
            [Point(one.rated_on, (one.rating - 1) / (len(Rating) - 1), _title(one)) for one in rows],
        )
        for rater, rows in by_rater.items()
        if rows
    ]
    told = "; ".join(_title(one) for one in ratings)
    first, last = ratings[0].rated_on, ratings[-1].rated_on
    return curve(series, said=f"{goal.title}: {told}", first=first, last=last, steps=len(Rating))


def _title(rating: GoalRating) -> str:
    return f"{days.plain(rating.rated_on)} {Rater(rating.rater).label}: {_words(rating)}"


def _words(rating: GoalRating) -> str:
    return str(Rating(rating.rating).label)
