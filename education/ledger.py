"""The ledger of 851 counted hours, as a screen and a document show it. The counting itself is igu.rules.ledger."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from education.access import Drawn
from education.models import EducationType, LineStatus, PlanLine
from igu.rules import ledger as rule
from igu.rules import statute

BADGES = {
    LineStatus.PLANNED: "badge-info",
    LineStatus.OFFERED: "badge-info",
    LineStatus.COMPLETED: "badge-success",
    LineStatus.CANCELLED: "badge-error",
}
FINDINGS = {
    rule.Finding.AMU_MISSING: gettext_lazy("The plan has no AMU course. AMU must be part of it."),
    rule.Finding.AMU_TOO_LITTLE: gettext_lazy("There is too little AMU for somebody who has passed a Danish test."),
    rule.Finding.OVER_TARGET: gettext_lazy(
        "The plan has more hours than required. Beyond them the ordinary fees apply."
    ),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A plan line with what it counts."""

    line: PlanLine
    factor: int
    counted: Decimal
    is_held: bool

    @property
    def badge(self) -> str:
        return BADGES[self.line.status]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the ledger. `key` is its colour: done, planned, missing."""

    key: str
    label: str
    hours: Decimal
    weeks: Decimal


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar, in percent of its length."""

    key: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Finding:
    text: str
    paragraph: str


@dataclass(frozen=True)
class PlanLedger:
    """All hours are counted hours (teaching hours × factor).

    Done is what is completed, and of what was offered, what has ended by `today` (Danish counts as offered:
    BEK 1825/2023 § 13, stk. 3).
    """

    law: statute.Statute
    lines: list[PlanLine]
    sums: rule.Ledger
    pace_hours: Decimal
    today: dt.date

    @cached_property
    def done_hours(self) -> Decimal:
        return sum((row.counted for row in self.rows if row.is_held), Decimal(0))

    @property
    def counted_hours(self) -> Decimal:
        return self.sums.counted_hours

    @property
    def planned_hours(self) -> Decimal:
        return self.sums.counted_hours - self.done_hours

    @property
    def missing_hours(self) -> Decimal:
        return self.sums.missing_hours

    @property
    def required_hours(self) -> int:
        return self.sums.required_hours

    @property
    def required_weeks(self) -> int:
        return self.law.school.weeks

    @property
    def amu_hours(self) -> Decimal:
        return self.sums.amu_hours

    @property
    def amu_required(self) -> int:
        return self.sums.amu_required

    @property
    def amu_paragraph(self) -> str:
        return self.law.school.amu_paragraph

    @property
    def behind_hours(self) -> Decimal:
        """How far the done hours lie under an even pace; negative when ahead of it."""
        return self.pace_hours - self.done_hours

    @cached_property
    def rows(self) -> list[Row]:
        return [
            Row(line, self.factor(line.type), self._counted(line), rule.is_held(rule_line(line), self.today))
            for line in self.lines
        ]

    @cached_property
    def hours_of_line(self) -> dict:
        """Counted hours of each line as if it were held, also of a cancelled one: what was lost."""
        return {line.id: line.hours * self.factor(line.type) for line in self.lines}

    @cached_property
    def entries(self) -> list[Entry]:
        week = self.sums.hours_a_week
        parts = (
            ("done", _("Done"), self.done_hours),
            ("planned", _("Planned"), self.planned_hours),
            ("missing", _("Missing"), self.missing_hours),
        )
        return [Entry(key, label, hours, hours / week) for key, label, hours in parts]

    @property
    def bar(self) -> list[Part]:
        return parts_of(self.required_hours, done=self.done_hours, planned=self.planned_hours)

    @property
    def bar_in_words(self) -> str:
        return _("%(done)d hours done, %(planned)d planned, %(missing)d missing of %(required)d") % {
            "done": self.done_hours,
            "planned": self.planned_hours,
            "missing": self.missing_hours,
            "required": self.required_hours,
        }

    @property
    def amu_bar(self) -> list[Part]:
        return parts_of(self.amu_required, done=self._done_amu, planned=self.amu_hours - self._done_amu)

    @property
    def amu_in_words(self) -> str:
        return _("%(have)d of at least %(required)d AMU hours") % {
            "have": self.amu_hours,
            "required": self.amu_required,
        }

    @cached_property
    def findings(self) -> list[Finding]:
        school = self.law.school
        paragraphs = {rule.Finding.OVER_TARGET: school.factor_paragraph}
        return [Finding(FINDINGS[code], paragraphs.get(code, school.amu_paragraph)) for code in self.sums.findings]

    @cached_property
    def by_type(self) -> list[dict]:
        """Done and planned hours of each type that the plan has."""
        have: dict[str, dict] = defaultdict(lambda: {"done": Decimal(0), "planned": Decimal(0)})
        for row in self.rows:
            if row.line.status != LineStatus.CANCELLED:
                have[row.line.type]["done" if row.is_held else "planned"] += row.counted
        return [{"type": key, "factor": self.factor(key)} | have[key] for key in EducationType.values if key in have]

    def factor(self, education_type: str) -> int:
        return self.law.school.factors.get(statute.EducationType(education_type), 0)

    def _counted(self, line: PlanLine) -> Decimal:
        return Decimal(0) if line.status == LineStatus.CANCELLED else line.hours * self.factor(line.type)

    @property
    def _done_amu(self) -> Decimal:
        return sum((row.counted for row in self.rows if row.line.type == "AMU" and row.is_held), Decimal(0))


def rule_line(line: PlanLine | Drawn) -> rule.Line:
    return rule.Line(statute.EducationType(line.type), line.hours, rule.Status(line.status), line.end_on)


def parts_of(required, *, done, planned) -> list[Part]:
    """The stretches of a bar of `required` hours; what is missing fills the rest."""
    have = min(done, required)
    coming = min(planned, required - have)
    widths = {"done": have, "planned": coming, "missing": required - have - coming}
    parts, x = [], 0.0
    for key, hours in widths.items():
        width = float(hours) * 100 / float(required)
        if width:
            parts.append(Part(key, x, width))
        x += width
    return parts


def law_of(agreement) -> statute.Statute:
    """The rules of the agreement's start date; outside the scheme those that lie nearest."""
    return statute.statute_for(agreement.start_on) or (
        statute.V1 if agreement.start_on < statute.FIRST_START else statute.V6
    )


def ledger_of(agreement, lines: list[PlanLine], *, today: dt.date, citizen=None) -> PlanLedger:
    """The ledger of an agreement's plan. `citizen` spares a query where the caller has it."""
    law, citizen = law_of(agreement), citizen or agreement.citizen
    counted = [rule_line(line) for line in lines if statute.EducationType(line.type) in law.school.factors]
    passed = bool(citizen.danish_test) and (citizen.danish_test_on or agreement.start_on) <= agreement.start_on
    return PlanLedger(
        law=law,
        lines=lines,
        sums=rule.add_up(counted, law, danish_test_passed=passed),
        pace_hours=rule.even_pace(law, agreement.start_on, agreement.last_day, today),
        today=today,
    )
