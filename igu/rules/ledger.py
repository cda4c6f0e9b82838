"""The hours of an education plan: counted, by status, against the requirement, and at an even pace."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from igu.rules.statute import EducationType, Statute

ZERO = Decimal(0)


class Status(StrEnum):
    """Cancelled lines count nothing; all others count, so that the ledger shows the plan."""

    PLANNED = "planned"
    OFFERED = "offered"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


COUNTING = frozenset(Status) - {Status.CANCELLED}


class Finding(StrEnum):
    AMU_MISSING = "amu_missing"
    AMU_TOO_LITTLE = "amu_too_little"
    OVER_TARGET = "over_target"


@dataclass(frozen=True, slots=True)
class Line:
    """One course of a plan. `hours` are teaching hours, the factor is applied here; `end_on` is only for the pace."""

    type: EducationType
    hours: Decimal
    status: Status
    end_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """All hours are counted hours (teaching x factor). The three statuses add up to `counted_hours`."""

    counted_hours: Decimal
    completed_hours: Decimal
    offered_hours: Decimal
    planned_hours: Decimal
    required_hours: int
    amu_hours: Decimal
    amu_required: int
    hours_a_week: int
    findings: tuple[Finding, ...]

    @property
    def counted_weeks(self) -> Decimal:
        """Not rounded."""
        return self.counted_hours / self.hours_a_week

    @property
    def missing_hours(self) -> Decimal:
        return max(self.required_hours - self.counted_hours, ZERO)


def counted(line: Line, law: Statute) -> Decimal:
    """Counted hours of a line; ValueError where the type does not exist in that version (FGU before V2)."""
    if line.type not in law.school.factors:
        raise ValueError(f"{line.type} does not count under {law.version}.")
    return line.hours * law.school.factors[line.type] if line.status in COUNTING else ZERO


def add_up(lines: Iterable[Line], law: Statute, *, danish_test_passed: bool) -> Ledger:
    """The ledger of a plan under the law of its start date.

    Findings, alphabetical: `amu_missing` (no test passed, no AMU), `amu_too_little` (a test passed, AMU under 8 weeks,
    also none at all), `over_target`. Missing hours are a number, not a finding.
    """
    by_status = dict.fromkeys(Status, ZERO)
    amu_hours = ZERO
    for line in lines:
        hours = counted(line, law)
        by_status[line.status] += hours
        amu_hours += hours if line.type is EducationType.AMU else ZERO
    total = sum(by_status.values(), ZERO)
    amu_required = law.school.amu_hours_after_test if danish_test_passed else 0
    return Ledger(
        counted_hours=total,
        completed_hours=by_status[Status.COMPLETED],
        offered_hours=by_status[Status.OFFERED],
        planned_hours=by_status[Status.PLANNED],
        required_hours=law.school.counted_hours,
        amu_hours=amu_hours,
        amu_required=amu_required,
        hours_a_week=law.school.hours_a_week,
        findings=tuple(_findings(total, amu_hours, amu_required, law)),
    )


def _findings(total: Decimal, amu_hours: Decimal, amu_required: int, law: Statute) -> Iterator[Finding]:
    if not amu_required and not amu_hours:
        yield Finding.AMU_MISSING
    if amu_hours < amu_required:
        yield Finding.AMU_TOO_LITTLE
    if total > law.school.counted_hours:
        yield Finding.OVER_TARGET


def hours_held(lines: Iterable[Line], law: Statute, on: dt.date) -> Decimal:
    """Counted hours of what is completed, and of what was offered and has ended by that day."""
    return sum((counted(line, law) for line in lines if is_held(line, on)), ZERO)


def is_held(line: Line, on: dt.date) -> bool:
    """Whether a line is behind us: Danish is documented by what was offered (BEK 1825/2023 § 13, stk. 3)."""
    has_ended = line.end_on is not None and line.end_on <= on
    return line.status is Status.COMPLETED or (line.status is Status.OFFERED and has_ended)


def even_pace(law: Statute, start_on: dt.date, end_on: dt.date, on: dt.date) -> Decimal:
    """Counted hours that would be behind us at the end of that day if they were spread evenly over the programme."""
    days = (end_on - start_on).days + 1
    passed = min(max((on - start_on).days + 1, 0), days)
    return Decimal(law.school.counted_hours) * passed / days
