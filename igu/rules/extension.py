"""How long an agreement may be extended at the most, and what for."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from igu.rules.statute import ONE_DAY, SpellKind, Statute, ordinary_end

LEAVE = (SpellKind.MATERNITY, SpellKind.ADOPTION, SpellKind.BEREAVEMENT)
DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of leave or sickness, first and last day included."""

    kind: SpellKind
    from_on: dt.date
    to_on: dt.date


@dataclass(frozen=True, slots=True)
class Extended:
    """`extended_end_on` is the longest that may be agreed; `basis` the kinds that gave days, alphabetical."""

    ordinary_end_on: dt.date
    extended_end_on: dt.date
    basis: tuple[SpellKind, ...]


def extend(
    start_on: dt.date, spells: Iterable[Spell], law: Statute, *, schooling_hours: Decimal = Decimal(0)
) -> Extended:
    """The latest end that the law allows. schooling_hours: counted hours that could not be held within the two years.

    Leave gives each of its days; sickness gives its days where it is unbroken for more than 8 weeks (spells that touch
    or overlap are one). Only days within the two years count, each once. Missing schooling gives whole weeks on top.
    A kind that the version does not know gives nothing.
    """
    end_on = ordinary_end(start_on)
    spells = [spell for spell in spells if spell.kind in law.extension.kinds]
    given = {kind: _days(spells, kind, start_on, end_on) for kind in LEAVE}
    sick = _days(spells, SpellKind.SICKNESS, start_on, end_on)
    given[SpellKind.SICKNESS] = {
        day for run in _unbroken(sick) if len(run) > law.extension.sickness_over_days for day in run
    }
    weeks = int((schooling_hours / law.school.hours_a_week).to_integral_value(ROUND_CEILING))
    basis = [kind for kind, days in given.items() if days] + ([SpellKind.SCHOOLING] if weeks else [])
    extra_days = len(set().union(*given.values())) + weeks * DAYS_A_WEEK
    return Extended(end_on, end_on + extra_days * ONE_DAY, tuple(sorted(basis)))


def _days(spells: Iterable[Spell], kind: SpellKind, start_on: dt.date, end_on: dt.date) -> set[dt.date]:
    """The days of all spells of a kind that lie within the two years."""
    return {
        dt.date.fromordinal(number)
        for spell in spells
        if spell.kind is kind
        for number in range(max(spell.from_on, start_on).toordinal(), min(spell.to_on, end_on).toordinal() + 1)
    }


def _unbroken(days: set[dt.date]) -> Iterator[list[dt.date]]:
    """Runs of days without a gap."""
    run: list[dt.date] = []
    for day in sorted(days):
        if run and day - run[-1] > ONE_DAY:
            yield run
            run = []
        run.append(day)
    if run:
        yield run
