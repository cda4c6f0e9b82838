"""Every rule asked from a spreadsheet: a table in as bytes, the table with its answers out as text.

A row that cannot be read gets a sentence in the last column, `error`; the others are still answered. Cells that a
rule has no use for in a row (say, whom a refugee was reunified with) are not read.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from igu.rules import allowance, bonus, deadlines, eligibility, extension, ledger, schedule, statute
from igu.rules.eligibility import FamilyTo, Person
from igu.rules.presets import PRESETS, Preset
from igu.rules.sheet import Problem, Row, Say, Sheet, read_sheet, write_sheet
from igu.rules.statute import Basis, Category, EducationType, SpellKind, Statute
from igu.rules.words import gettext_noop as _

ERROR = "error"
CENT = Decimal("0.01")
HUNDRED = 100

Cells = Sequence[str]
Facts = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    text: str
    has_errors: bool


@dataclass(frozen=True, slots=True)
class RowRule:
    """Answers each row beside its own cells."""

    columns: Cells
    answers: Cells
    answer: Callable[[Row], Cells]


@dataclass(frozen=True, slots=True)
class GroupRule:
    """Answers all rows of a group (a plan, an agreement) together; the first column names the group.

    read: the facts that all rows of a group must share, in the order of `shared`, and what the row adds.
    """

    columns: Cells
    shared: Cells
    answers: Cells
    read: Callable[[Row], tuple[Facts, Any]]
    answer: Callable[[Facts, list[Any], dt.date], Iterator[Cells]]


def answer_table(name: str, data: bytes, *, on: dt.date, say: Say = str) -> Answer:
    """The answers of the rule `name` to a table, judged on a day; sentences go through `say`.

    Raises sheet.Unreadable when the file as a whole makes no sense.
    """
    rule = RULES[name]
    sheet = read_sheet(data, rule.columns)
    if isinstance(rule, RowRule):
        return _answer_rows(rule, sheet, say)
    return _answer_groups(rule, sheet, on, say)


def _answer_rows(rule: RowRule, sheet: Sheet, say: Say) -> Answer:
    kept = [column for column in sheet.heading if column not in {*rule.answers, ERROR}]
    rows, has_errors = [], False
    for row in sheet.rows:
        answers: Cells = [""] * len(rule.answers)
        error = ""
        try:
            _refuse_surplus(row)
            answers = rule.answer(row)
        except Problem as problem:
            error, has_errors = problem.said(say), True
        rows.append([*(row.shown.get(column, row.text(column)) for column in kept), *answers, error])
    heading = [*(sheet.heading[column] for column in kept), *rule.answers, ERROR]
    return Answer(write_sheet(heading, rows), has_errors)


def _answer_groups(rule: GroupRule, sheet: Sheet, on: dt.date, say: Say) -> Answer:
    group = rule.columns[0]
    members: dict[str, list[Row]] = {}
    for row in sheet.rows:
        members.setdefault(row.text(group), []).append(row)
    rows: list[Cells] = []
    has_errors = False
    for name, its_rows in members.items():
        try:
            rows += [[name, *cells, ""] for cells in _group_answers(rule, its_rows, on, say)]
        except Problem as problem:
            rows.append([name, *[""] * len(rule.answers), problem.said(say)])
            has_errors = True
    return Answer(write_sheet([group, *rule.answers, ERROR], rows), has_errors)


def _group_answers(rule: GroupRule, rows: list[Row], on: dt.date, say: Say) -> list[Cells]:
    read = [_read_member(rule, row, say) for row in rows]
    facts = read[0][0]
    for row, (other, _item) in zip(rows, read, strict=True):
        differing = [column for column, one, two in zip(rule.shared, facts, other, strict=True) if one != two]
        if differing:
            raise Problem(
                _("Line %(line)s: %(columns)s differs from the first row of the same name. Write the same in both."),
                line=row.line,
                columns=", ".join(differing),
            )
    return list(rule.answer(facts, [item for _facts, item in read], on))


def _read_member(rule: GroupRule, row: Row, say: Say) -> tuple[Facts, Any]:
    """The group's rows are not printed, so that what is wrong names its line."""
    try:
        _refuse_surplus(row)
        if not row.text(rule.columns[0]):
            raise Problem(_("%(column)s is empty. Write which rows belong together."), column=rule.columns[0])
        return rule.read(row)
    except Problem as problem:
        raise Problem(_("Line %(line)s: %(problem)s"), line=row.line, problem=problem.said(say)) from None


def _refuse_surplus(row: Row) -> None:
    if row.has_surplus:
        raise Problem(_("The row has more cells than the heading. Put quotation marks round a cell with a separator."))


# --- how answers are written ---------------------------------------------------------------------------


def _money(value: Decimal) -> str:
    return str(value.quantize(CENT, ROUND_HALF_UP))


def _hours(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _codes(codes: Sequence[StrEnum]) -> str:
    return ",".join(codes)


# --- dates that several rules read -----------------------------------------------------------------------


def _start_within_scheme(row: Row) -> dt.date:
    start_on = row.date("start_on")
    if statute.statute_for(start_on) is None:
        raise Problem(
            _("start_on: no programme starts on %(day)s. Write a date from %(first)s to %(last)s."),
            day=start_on,
            first=statute.FIRST_START,
            last=statute.LAST_START,
        )
    return start_on


def _law(start_on: dt.date) -> Statute:
    law = statute.statute_for(start_on)
    assert law is not None, "rows outside the scheme are refused on reading"  # noqa: S101
    return law


def _not_before(row: Row, column: str, first: str, first_on: dt.date) -> dt.date | None:
    """The date in `column`, or None; it must not lie before the date in `first`."""
    day = row.date_or_none(column)
    if day and day < first_on:
        raise Problem(
            _("%(column)s: %(day)s lies before %(first)s. Correct one of them."), column=column, day=day, first=first
        )
    return day


# --- the seven rules -------------------------------------------------------------------------------------


def _eligibility(row: Row) -> Cells:
    person = Person(
        birth_on=row.date("birth_date"),
        address_since=row.date_or_none("address_since"),
        basis=(basis := row.code("basis", Basis)),
        family_to=row.code("family_to", FamilyTo) if basis is Basis.FAMILY and row.text("family_to") else None,
        completed_before=row.flag("completed_before"),
        same_workplace_until=row.date_or_none("same_workplace_until"),
        permit_until=row.date_or_none("permit_until"),
    )
    judgement = eligibility.judge(person, row.date("start_on"))
    return judgement.decision, judgement.rule_version, _codes(judgement.reasons)


def _read_plan_line(row: Row) -> tuple[Facts, ledger.Line]:
    start_on = _start_within_scheme(row)
    line = ledger.Line(row.code("type", EducationType), row.number("hours"), row.code("status", ledger.Status))
    if line.type not in _law(start_on).school.factors:
        raise Problem(
            _("type: %(type)s does not count in a programme that starts on %(day)s. Write another type."),
            type=line.type,
            day=start_on,
        )
    return (start_on, row.flag("danish_test_passed")), line


def _ledger(facts: Facts, lines: list[ledger.Line], on: dt.date) -> Iterator[Cells]:
    start_on, danish_test_passed = facts
    total = ledger.add_up(lines, _law(start_on), danish_test_passed=danish_test_passed)
    yield (
        _hours(total.counted_hours),
        _money(total.counted_weeks),
        str(total.required_hours),
        _hours(total.missing_hours),
        _hours(total.amu_hours),
        str(total.amu_required),
        _codes(total.findings),
    )


def _read_spell(row: Row) -> tuple[Facts, extension.Spell | Decimal]:
    start_on = _start_within_scheme(row)
    kind = row.code("kind", SpellKind)
    if kind is SpellKind.SCHOOLING:
        return (start_on,), row.number("hours")
    from_on = row.date("from")
    to_on = row.date("to")
    if to_on < from_on:
        raise Problem(_("to: %(day)s lies before from. Correct one of them."), day=to_on)
    return (start_on,), extension.Spell(kind, from_on, to_on)


def _extension(facts: Facts, items: list[extension.Spell | Decimal], on: dt.date) -> Iterator[Cells]:
    (start_on,) = facts
    spells = [item for item in items if isinstance(item, extension.Spell)]
    hours = sum((item for item in items if isinstance(item, Decimal)), Decimal(0))
    extended = extension.extend(start_on, spells, _law(start_on), schooling_hours=hours)
    yield extended.ordinary_end_on.isoformat(), extended.extended_end_on.isoformat(), _codes(extended.basis)


def _read_agreement(row: Row) -> tuple[Facts, None]:
    start_on = row.date("start_on")
    return (start_on, _not_before(row, "end_on", "start_on", start_on), row.date_or_none("signed_on")), None


def _deadlines(facts: Facts, items: list[None], on: dt.date) -> Iterator[Cells]:
    start_on, end_on, signed_on = facts
    for deadline in deadlines.due_dates(start_on=start_on, end_on=end_on, signed_on=signed_on):
        yield deadline.key, deadline.due_on.isoformat()


def _read_employment(row: Row) -> tuple[Facts, None]:
    start_on = _start_within_scheme(row)
    ended_on = _not_before(row, "ended_on", "start_on", start_on)
    share = row.number("public_funding_share") if row.text("public_funding_share") else Decimal(0)
    if share > HUNDRED:
        raise Problem(_("public_funding_share: %(share)s is over 100. Write a percentage from 0 to 100."), share=share)
    return (start_on, ended_on, row.flag("private"), share), None


def _bonus(facts: Facts, items: list[None], on: dt.date) -> Iterator[Cells]:
    start_on, ended_on, private, share = facts
    law = _law(start_on)
    if not bonus.is_private(private=private, public_funding_share=share, law=law):
        return
    for claim in bonus.claims(start_on, ended_on, law, on=on):
        yield (
            str(claim.number),
            _money(claim.amount),
            claim.milestone_on.isoformat(),
            claim.claim_by.isoformat(),
            claim.state,
        )


def _allowance(row: Row) -> Cells:
    lesson_on, hours = row.date("lesson_on"), row.number("hours")
    try:
        paid = allowance.allowance(lesson_on, row.code("type", EducationType), hours, row.code("category", Category))
    except allowance.NoRate:
        raise Problem(
            _("lesson_on: no hourly rate is known for %(year)s. Enter it in ALLOWANCE_RATES in igu/rules/statute.py."),
            year=lesson_on.year,
        ) from None
    computed = "yes" if paid.is_computed else "no"
    return _hours(paid.counted_hours), _money(paid.rate), _money(paid.amount), paid.claim_by.isoformat(), computed


def _read_course(row: Row) -> tuple[Facts, None]:
    facts, _item = _read_agreement(row)
    return (*facts, row.date_or_none("runup_on"), row.code("model", Preset)), None


def _schedule(facts: Facts, items: list[None], on: dt.date) -> Iterator[Cells]:
    start_on, end_on, signed_on, runup_on, model = facts
    for one in schedule.follow_ups(
        PRESETS[model], start_on=start_on, end_on=end_on, signed_on=signed_on, runup_on=runup_on
    ):
        yield one.key, one.party, one.due_on.isoformat()


RULES: dict[str, RowRule | GroupRule] = {
    "eligibility": RowRule(
        columns=(
            "birth_date",
            "address_since",
            "basis",
            "family_to",
            "completed_before",
            "same_workplace_until",
            "start_on",
            "permit_until",
        ),
        answers=("decision", "rule_version", "reasons"),
        answer=_eligibility,
    ),
    "ledger": GroupRule(
        columns=("plan", "start_on", "danish_test_passed", "type", "hours", "status"),
        shared=("start_on", "danish_test_passed"),
        answers=(
            "counted_hours",
            "counted_weeks",
            "required_hours",
            "missing_hours",
            "amu_hours",
            "amu_required",
            "findings",
        ),
        read=_read_plan_line,
        answer=_ledger,
    ),
    "extension": GroupRule(
        columns=("agreement", "start_on", "kind", "from", "to", "hours"),
        shared=("start_on",),
        answers=("ordinary_end_on", "extended_end_on", "basis"),
        read=_read_spell,
        answer=_extension,
    ),
    "deadlines": GroupRule(
        columns=("agreement", "signed_on", "start_on", "end_on"),
        shared=("start_on", "end_on", "signed_on"),
        answers=("key", "due_on"),
        read=_read_agreement,
        answer=_deadlines,
    ),
    "bonus": GroupRule(
        columns=("agreement", "start_on", "ended_on", "private", "public_funding_share"),
        shared=("start_on", "ended_on", "private", "public_funding_share"),
        answers=("number", "amount", "milestone_on", "claim_by", "state"),
        read=_read_employment,
        answer=_bonus,
    ),
    "allowance": RowRule(
        columns=("lesson_on", "type", "hours", "category"),
        answers=("counted_hours", "rate", "amount", "claim_by", "computed_rate"),
        answer=_allowance,
    ),
    "schedule": GroupRule(
        columns=("agreement", "start_on", "end_on", "model", "signed_on", "runup_on"),
        shared=("start_on", "end_on", "signed_on", "runup_on", "model"),
        answers=("key", "party", "due_on"),
        read=_read_course,
        answer=_schedule,
    ),
}
