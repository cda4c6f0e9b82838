"""A goal area as its body says it: the area is the title, its lines are goals that lie ready."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from cases.definitions.kinds import Group, Kind
from cases.definitions.lines import Line, read_lines
from cases.goals.presets import PRESETS

KIND = "goals"


@dataclass(frozen=True, slots=True)
class Area:
    """lines: goals to choose from; an area without any takes goals that are written by hand."""

    lines: tuple[Line, ...]


def read(body: dict) -> Area:
    return Area(read_lines(body.get("lines", ())))


GOALS = Kind(
    KIND,
    gettext_lazy("Goal areas and branch plans"),
    read,
    PRESETS,
    order=10,
    groups=(Group("lines", gettext_lazy("Goals that lie ready")),),
    what=gettext_lazy("Goals to choose from when a plan is made with a citizen."),
    old=gettext_lazy("Goals that have been set keep their words; only new ones are chosen from the new edition."),
)
