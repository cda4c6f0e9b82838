"""The rhythms side by side: which rules each has, and their dates in words."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followup import words
from followup.models import FollowUpModel, FollowUpRule, Kind, Party
from followup.services.rhythm import as_rule
from igu.rules.schedule import Anchor, Step, Unit, When, follow_ups

SAMPLE_START = dt.date(2026, 12, 15)  # an ordinary course: two years, no run-up, no date of signing


@dataclass(frozen=True, slots=True)
class Cell:
    """A rule in one rhythm, or nothing."""

    when: str = ""
    source: str = ""
    source_said: str = ""
    ground: str = ""


@dataclass(frozen=True, slots=True)
class RuleRow:
    what: str
    party: str
    kind: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Column:
    model: FollowUpModel
    follow_ups: int
    contacts: int


def columns(models: Sequence[FollowUpModel], rules: Sequence[FollowUpRule]) -> list[Column]:
    """Each rhythm with what an ordinary course of two years takes."""
    found = []
    for model in models:
        made = follow_ups([as_rule(row) for row in rules if row.model_id == model.id], start_on=SAMPLE_START)
        found.append(Column(model, len(made), sum(one.kind == Kind.CONTACT for one in made)))
    return found


def rows(models: Sequence[FollowUpModel], rules: Sequence[FollowUpRule]) -> tuple[list[RuleRow], list[RuleRow]]:
    """Rules that every rhythm has, and those that only some have."""
    by_name: dict[tuple, dict] = {}
    for rule in rules:
        by_name.setdefault((rule.key, rule.party), {})[rule.model_id] = rule
    everywhere, some = [], []
    for found in by_name.values():
        first = next(iter(found.values()))
        row = RuleRow(
            words.spoken(first.what),
            str(Party(first.party).label),
            str(Kind(first.kind).label),
            [_cell(found.get(model.id)) for model in models],
        )
        (everywhere if len(found) == len(models) else some).append(row)
    return everywhere, some


def _cell(rule: FollowUpRule | None) -> Cell:
    if rule is None:
        return Cell()
    return Cell(when_in_words(When.from_data(rule.when)), rule.source, str(words.SOURCES[rule.source]), rule.ground)


def when_in_words(when: When) -> str:
    """»7, 14, 21, 28 dage, 2–6 måneder og hver 3. måned fra måned 9 efter start«."""
    if when.steps[0].unit is Unit.MONTH_END:
        return _("last day of the month of the start")
    if not when.repeats and when.steps[0].counts == (0,):
        return {
            Anchor.START: _("on the first day"),
            Anchor.END: _("on the last day"),
            Anchor.SIGNED: _("on the day of signing"),
            Anchor.RUNUP: _("on the first day of the run-up"),
        }[when.anchor]
    is_before = when.steps[0].counts[0] < 0
    where = {
        (Anchor.START, False): _("after the start"),
        (Anchor.END, False): _("after the end"),
        (Anchor.END, True): _("before the end"),
        (Anchor.SIGNED, False): _("after signing"),
        (Anchor.RUNUP, False): _("into the run-up"),
    }.get((when.anchor, is_before), "")
    return f"{_joined([part for step in when.steps for part in _parts(step)])} {where}"


def _parts(step: Step) -> list[str]:
    many = 2 if len(step.counts) > 1 else abs(step.counts[0])
    unit = ngettext("day", "days", many) if step.unit is Unit.DAYS else ngettext("month", "months", many)
    if not step.every:
        return [f"{_counts(step.counts)} {unit}"]
    goes_on = _("every %(n)d months from month %(first)d") % {"n": step.every, "first": step.counts[-1]}
    return [f"{_counts(step.counts[:-1])} {unit}", goes_on] if len(step.counts) > 1 else [goes_on]


def _joined(parts: Sequence[str]) -> str:
    *first, last = parts
    if not first:
        return last
    return _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last}


def _counts(counts: Sequence[int]) -> str:
    numbers = [abs(number) for number in counts]
    if len(numbers) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1)):
        return f"{numbers[0]}–{numbers[-1]}"
    return ", ".join(str(number) for number in numbers)
