"""Dates that follow from an agreement's dates alone, by law or by fixed practice. Not moved off closed days."""

import datetime as dt
from dataclasses import dataclass

from igu.rules.schedule import Anchor, Anchors, Step, Unit, When, raw_dates


@dataclass(frozen=True, slots=True)
class Deadline:
    """A dated duty; `ground` is the paragraph, or the practice where no law names the day."""

    key: str
    when: When
    ground: str


@dataclass(frozen=True, slots=True)
class DueDate:
    key: str
    due_on: dt.date
    ground: str


def _at(anchor: Anchor, unit: Unit = Unit.DAYS, offset: int = 0) -> When:
    return When(anchor, (Step(unit, (offset,)),))


SIGN = Deadline("sign", _at(Anchor.START), "IGU-loven § 7, stk. 2")
VITAS_AGREEMENT = Deadline("vitas_agreement", _at(Anchor.SIGNED, Unit.MONTHS, 1), "BEK 1825/2023 § 3, stk. 2")
# "End of the first month of employment": the calendar month's end is the earlier of the two readings, always.
VITAS_PLAN = Deadline("vitas_plan", _at(Anchor.START, Unit.MONTH_END), "BEK 1825/2023 § 3, stk. 3")
PRE_END_CALL = Deadline("pre_end_call", _at(Anchor.END, Unit.MONTHS, -3), "AAL-20")
AKASSE_PREPARE = Deadline("akasse_prepare", _at(Anchor.END, Unit.MONTHS, -2), "ODE-16")
END = Deadline("end", _at(Anchor.END), "IGU-loven § 6, stk. 1")
CERTIFICATE = Deadline("certificate", _at(Anchor.END), "IGU-loven § 8 · BEK 1825/2023 § 13")
AKASSE = Deadline("akasse", _at(Anchor.END, Unit.DAYS, 14), "a-kasseloven § 54, stk. 2")
DAGPENGE_FROM = Deadline("dagpenge_from", _at(Anchor.END, Unit.MONTHS, 1), "a-kasseloven § 54, stk. 1")
PLATFORM_ACCESS = Deadline("platform_access", _at(Anchor.END, Unit.MONTHS, 6), "VES-11")

DEADLINES = (
    SIGN,
    VITAS_AGREEMENT,
    VITAS_PLAN,
    PRE_END_CALL,
    AKASSE_PREPARE,
    END,
    CERTIFICATE,
    AKASSE,
    DAGPENGE_FROM,
    PLATFORM_ACCESS,
)


def due_dates(
    *, start_on: dt.date, end_on: dt.date | None = None, signed_on: dt.date | None = None
) -> tuple[DueDate, ...]:
    """Every deadline of an agreement, sorted by date, then key.

    Left out: `vitas_agreement` without signed_on; `pre_end_call` and `akasse_prepare` when they lie before the start.
    """
    anchors = Anchors.of(start_on, end_on, signed_on)
    made = (
        DueDate(deadline.key, due_on, deadline.ground)
        for deadline in DEADLINES
        for _, due_on in raw_dates(deadline.when, anchors)
    )
    return tuple(sorted(made, key=lambda one: (one.due_on, one.key)))
