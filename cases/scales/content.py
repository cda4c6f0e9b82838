"""A scale as its body says it: statements, steps to answer with, how often, and who answers."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.definitions.kinds import BadBody, Group, Kind, Setting
from cases.definitions.lines import Line, read_lines
from cases.scales.presets import PRESETS
from cases.scales.words import Answers, Respondent

KIND = "scale"


@dataclass(frozen=True, slots=True)
class Scale:
    """lines: the statements. steps: the answers, the lowest first. every_months: 0 where no rhythm is meant.

    leads_to: the goal area in which a plan is made from the answers; empty where none is meant.
    """

    lines: tuple[Line, ...]
    steps: tuple[Line, ...]
    every_months: int
    respondents: tuple[str, ...]
    leads_to: str = ""

    @property
    def on_steps(self) -> tuple[Line, ...]:
        """The statements that are answered with a step: those a curve can be drawn of."""
        return tuple(line for line in self.lines if line.kind == Answers.STEP)

    def place(self, step: str) -> float | None:
        """Where a step lies, from 0 (lowest) to 1 (highest): what compares across editions. None where it is gone."""
        keys = [line.key for line in self.steps]
        if step not in keys:
            return None
        return keys.index(step) / max(len(keys) - 1, 1)

    def step(self, key: str) -> Line | None:
        return next((line for line in self.steps if line.key == key), None)


def read(body: dict) -> Scale:
    lines = read_lines(body.get("lines", ()), least=1, missing=_("Write at least one statement."))
    steps = read_lines(body.get("steps", ()))
    if any(line.kind not in Answers.values for line in lines):
        raise BadBody(_("A statement is answered in a way that is not known."))
    if any(line.kind == Answers.STEP for line in lines) and len(steps) < 2:
        raise BadBody(_("Write at least two answers to choose between."))
    months = body.get("every_months", 0)
    if not isinstance(months, int) or not 0 <= months <= 24:
        raise BadBody(_("The months between two measurements go from 0 to 24."))
    respondents = tuple(one for one in body.get("respondents", ()) if one in Respondent.values)
    if not respondents:
        raise BadBody(_("Choose at least one who answers."))
    return Scale(lines, steps, months, respondents, str(body.get("leads_to", "")))


SCALES = Kind(
    KIND,
    gettext_lazy("Scales"),
    read,
    PRESETS,
    order=20,
    groups=(
        Group("lines", gettext_lazy("Statements"), kinds=tuple(Answers.choices)),
        Group("steps", gettext_lazy("Answers to choose between"), gettext_lazy("The lowest first.")),
    ),
    settings=(
        Setting("every_months", gettext_lazy("Months between two measurements"), gettext_lazy("0: no fixed rhythm.")),
        Setting("respondents", gettext_lazy("Who answers"), choices=tuple(Respondent.choices)),
    ),
    what=gettext_lazy("Where a person stands on a date, drawn as a curve."),
    old=gettext_lazy(
        "Old measurements keep the words they were answered with; a statement that you only reword goes on in the same "
        "curve."
    ),
)
