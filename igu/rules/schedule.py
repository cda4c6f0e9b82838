"""Follow-ups from rules that are data: an anchor, offsets from it, and a move off closed days."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import count
from typing import Any

from igu.rules.months import add_months, last_day_of_month
from igu.rules.statute import ordinary_end
from igu.rules.workdays import ClosedDays


class Anchor(StrEnum):
    START = "start_on"
    END = "end_on"
    SIGNED = "signed_on"
    RUNUP = "runup_on"


class Unit(StrEnum):
    DAYS = "days"
    MONTHS = "months"
    MONTH_END = "month_end"  # last day of the anchor's calendar month, or of the n-th month after it


class Party(StrEnum):
    """Whom the follow-up is about; `both` is one meeting, `team` is ours alone."""

    EMPLOYER = "employer"
    CITIZEN = "citizen"
    BOTH = "both"
    TEAM = "team"


class Kind(StrEnum):
    """A deadline moves to the working day before, a contact (we take the first step) to the one after."""

    DEADLINE = "deadline"
    CONTACT = "contact"


class Source(StrEnum):
    """Where the number stands: in the law, in a municipality's practice, or it is ours."""

    LAW = "L"
    SEED = "S"
    OURS = "O"


@dataclass(frozen=True, slots=True)
class Step:
    """Offsets in one unit, in order; negative ones count back. `every`: goes on from the last one, this far apart."""

    unit: Unit
    counts: tuple[int, ...]
    every: int | None = None

    def __post_init__(self) -> None:
        if not self.counts or list(self.counts) != sorted(set(self.counts)):
            raise ValueError("A step needs counts in rising order.")
        if self.every is not None and self.every < 1:
            raise ValueError("A step goes on by at least 1.")

    def offsets(self) -> Iterator[int]:
        yield from self.counts
        if self.every:
            yield from count(self.counts[-1] + self.every, self.every)


@dataclass(frozen=True, slots=True)
class When:
    """The dates of a rule as data that can be stored: `to_data` and `from_data` go through JSON unharmed.

    Only a rule on the start may go on without an end of its own: the programme's end stops it.
    may_waive_from: the turn from which one click, without a reason, is enough to leave it out.
    """

    anchor: Anchor
    steps: tuple[Step, ...]
    may_waive_from: int | None = None

    def __post_init__(self) -> None:
        if not self.steps:
            raise ValueError("A rule needs at least one step.")
        if any(step.every for step in self.steps[:-1]):
            raise ValueError("Only the last step may go on.")
        if self.steps[-1].every and self.anchor is not Anchor.START:
            raise ValueError("Only a rule on the start date may go on.")

    @property
    def repeats(self) -> bool:
        return sum(len(step.counts) for step in self.steps) > 1 or self.steps[-1].every is not None

    def to_data(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "When":
        """Raises ValueError, KeyError or TypeError when the data are not a rule."""
        steps = tuple(Step(Unit(step["unit"]), tuple(step["counts"]), step.get("every")) for step in data["steps"])
        return cls(Anchor(data["anchor"]), steps, data.get("may_waive_from"))


@dataclass(frozen=True, slots=True)
class Rule:
    """One follow-up rule of a rhythm. key and party name it; `ground` is the practice or the paragraph."""

    key: str
    party: Party
    kind: Kind
    when: When
    what: str
    source: Source
    ground: str

    def to_data(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Rule":
        """Raises ValueError, KeyError or TypeError when the data are not a rule."""
        typed = {
            "party": Party(data["party"]),
            "kind": Kind(data["kind"]),
            "when": When.from_data(data["when"]),
            "source": Source(data["source"]),
        }
        return cls(**{**data, **typed})


@dataclass(frozen=True, slots=True)
class Anchors:
    """The dates that rules hang on; end_on empty = two years - 1 day."""

    start_on: dt.date
    end_on: dt.date
    signed_on: dt.date | None = None
    runup_on: dt.date | None = None

    @classmethod
    def of(
        cls,
        start_on: dt.date,
        end_on: dt.date | None = None,
        signed_on: dt.date | None = None,
        runup_on: dt.date | None = None,
    ) -> "Anchors":
        return cls(start_on, end_on or ordinary_end(start_on), signed_on, runup_on)

    def day(self, anchor: Anchor) -> dt.date | None:
        return {
            Anchor.START: self.start_on,
            Anchor.END: self.end_on,
            Anchor.SIGNED: self.signed_on,
            Anchor.RUNUP: self.runup_on,
        }[anchor]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A dated follow-up. `turn` counts the rule's dates from 1; it stays the same when the agreement's end moves."""

    rule: Rule
    turn: int
    raw_on: dt.date
    due_on: dt.date

    @property
    def key(self) -> str:
        return self.rule.key

    @property
    def party(self) -> Party:
        return self.rule.party

    @property
    def kind(self) -> Kind:
        return self.rule.kind


def day_at(anchor_on: dt.date, unit: Unit, offset: int) -> dt.date:
    """The raw date: always counted from the anchor itself, clipped once."""
    if unit is Unit.DAYS:
        return anchor_on + dt.timedelta(days=offset)
    moved = add_months(anchor_on, offset)
    return last_day_of_month(moved) if unit is Unit.MONTH_END else moved


def raw_dates(when: When, anchors: Anchors) -> Iterator[tuple[int, dt.date]]:
    """(turn, raw date) of a rule; nothing where the anchor is missing.

    A rule that repeats from the start ends with the programme. One that counts back from the end makes nothing
    before the start. All others may lie outside.
    """
    anchor_on = anchors.day(when.anchor)
    if anchor_on is None:
        return
    ends_with_programme = when.anchor is Anchor.START and when.repeats
    offsets = ((step, offset) for step in when.steps for offset in step.offsets())
    for turn, (step, offset) in enumerate(offsets, start=1):
        raw_on = day_at(anchor_on, step.unit, offset)
        if ends_with_programme and raw_on > anchors.end_on:
            if step.every:
                return
            continue
        if when.anchor is Anchor.END and offset < 0 and raw_on < anchors.start_on:
            continue
        yield turn, raw_on


def moved(raw_on: dt.date, kind: Kind, closed: ClosedDays) -> dt.date:
    return closed.working_day_before(raw_on) if kind is Kind.DEADLINE else closed.working_day_after(raw_on)


def follow_ups(
    rules: Iterable[Rule],
    *,
    start_on: dt.date,
    end_on: dt.date | None = None,
    signed_on: dt.date | None = None,
    runup_on: dt.date | None = None,
    closed: ClosedDays | None = None,
) -> tuple[FollowUp, ...]:
    """Every follow-up of an agreement by these rules, sorted by due date, key, party. Nothing is merged or dropped."""
    anchors = Anchors.of(start_on, end_on, signed_on, runup_on)
    closed = closed or ClosedDays()
    made = (
        FollowUp(rule, turn, raw_on, moved(raw_on, rule.kind, closed))
        for rule in rules
        for turn, raw_on in raw_dates(rule.when, anchors)
    )
    return tuple(sorted(made, key=lambda one: (one.due_on, one.key, one.party, one.turn)))
