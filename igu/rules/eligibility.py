"""May this person start an IGU on this day? The answer, its reason codes, and every condition with its facts."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from igu.rules import statute
from igu.rules.months import add_months, add_years, age_on, whole_months
from igu.rules.statute import ONE_DAY, Basis, Statute


class FamilyTo(StrEnum):
    """Whom a family-reunified person was reunified with."""

    REFUGEE = "refugee"
    OTHER = "other"


class Decision(StrEnum):
    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    MANUAL = "manual"


class Reason(StrEnum):
    TOO_YOUNG = "too_young"
    TOO_OLD = "too_old"
    NO_ADDRESS = "no_address"
    ADDRESS_TOO_LONG = "address_too_long"
    ADDRESS_LIMIT_DAY = "address_limit_day"
    BASIS_NOT_COVERED = "basis_not_covered"
    BASIS_UNCLEAR = "basis_unclear"
    FAMILY_NOT_TO_REFUGEE = "family_not_to_refugee"
    COMPLETED_BEFORE = "completed_before"
    SAME_WORKPLACE_GAP = "same_workplace_gap"
    OUTSIDE_SCHEME = "outside_scheme"
    PERMIT_ENDS_EARLY = "permit_ends_early"


FOR_A_PERSON_TO_JUDGE = frozenset({Reason.ADDRESS_LIMIT_DAY, Reason.BASIS_UNCLEAR})
NOTICES = frozenset({Reason.PERMIT_ENDS_EARLY})


class Condition(StrEnum):
    """What is looked at, in the order in which a screen shows it."""

    SCHEME = "scheme"
    AGE = "age"
    ADDRESS = "address"
    BASIS = "basis"
    SAME_WORKPLACE = "same_workplace"
    COMPLETED_BEFORE = "completed_before"
    PERMIT = "permit"


class Verdict(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    MANUAL = "manual"
    NOTICE = "notice"


Fact = str | int | bool | dt.date | None


@dataclass(frozen=True, slots=True)
class Check:
    """One condition: how it came out, what it was judged on, and where it stands.

    facts by condition:
    scheme          start_on, first_start, last_start
    age             age, at_least, under
    address         since, years, months (since then), limit_years, limit_on, exact_day_is_open
    basis           basis, family_to, family_to_anyone
    same_workplace  until, gap_months, free_from (first allowed start)
    completed_before  completed
    permit          until, end_on
    """

    condition: Condition
    reason: Reason | None
    paragraph: str
    facts: Mapping[str, Fact] = field(default_factory=dict)

    @property
    def verdict(self) -> Verdict:
        if self.reason is None:
            return Verdict.MET
        if self.reason in NOTICES:
            return Verdict.NOTICE
        return Verdict.MANUAL if self.reason in FOR_A_PERSON_TO_JUDGE else Verdict.NOT_MET


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What the law asks about a citizen. A basis of None is one that nobody has written yet."""

    birth_on: dt.date
    basis: Basis | None = None
    address_since: dt.date | None = None
    family_to: FamilyTo | None = None
    completed_before: bool = False
    same_workplace_until: dt.date | None = None
    permit_until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """rule_version is empty outside the scheme; reasons stand in alphabetical order."""

    decision: Decision
    rule_version: str
    reasons: tuple[Reason, ...]
    checks: tuple[Check, ...]


def judge(person: Person, start_on: dt.date) -> Judgement:
    """Judge a person on the start date of the programme, by the law of that date.

    `not_eligible`: any code that decides, all of them are listed:
        too_young, too_old, no_address, address_too_long, basis_not_covered, family_not_to_refugee, completed_before,
        same_workplace_gap; outside_scheme, which then stands alone.
    `manual`: no such code, but basis_unclear (always for § 9 c) or address_limit_day (V6, exactly 20 years).
    `eligible`: none of these. permit_ends_early is a notice and decides nothing.
    """
    law = statute.statute_for(start_on)
    checks = (_scheme(start_on), *(_conditions(person, start_on, law) if law else ()))
    reasons = tuple(sorted(check.reason for check in checks if check.reason))
    return Judgement(_decision({check.verdict for check in checks}), law.version if law else "", reasons, checks)


def _decision(verdicts: set[Verdict]) -> Decision:
    if Verdict.NOT_MET in verdicts:
        return Decision.NOT_ELIGIBLE
    return Decision.MANUAL if Verdict.MANUAL in verdicts else Decision.ELIGIBLE


def _conditions(person: Person, start_on: dt.date, law: Statute) -> Iterator[Check]:
    yield _age(person, start_on, law)
    yield _address(person, start_on, law)
    yield _basis(person, law)
    yield _same_workplace(person, start_on, law)
    yield _completed_before(person, law)
    if person.permit_until:
        yield _permit(person.permit_until, start_on, law)


def _scheme(start_on: dt.date) -> Check:
    inside = statute.FIRST_START <= start_on <= statute.LAST_START
    facts = {"start_on": start_on, "first_start": statute.FIRST_START, "last_start": statute.LAST_START}
    return Check(Condition.SCHEME, None if inside else Reason.OUTSIDE_SCHEME, statute.START_PARAGRAPH, facts)


def _age(person: Person, start_on: dt.date, law: Statute) -> Check:
    age, limit = age_on(person.birth_on, start_on), law.age
    reason = Reason.TOO_YOUNG if age < limit.at_least else Reason.TOO_OLD if age >= limit.under else None
    return Check(Condition.AGE, reason, limit.paragraph, {"age": age, "at_least": limit.at_least, "under": limit.under})


def _address(person: Person, start_on: dt.date, law: Statute) -> Check:
    since, limit = person.address_since, law.address
    facts: dict[str, Fact] = {
        "since": since,
        "limit_years": limit.years,
        "exact_day_is_open": limit.exact_day_is_open,
    }
    if since is None or since > start_on:
        return Check(Condition.ADDRESS, Reason.NO_ADDRESS, limit.paragraph, facts)
    years, months = divmod(whole_months(since, start_on), 12)
    limit_on = add_years(since, limit.years)
    facts |= {"years": years, "months": months, "limit_on": limit_on}
    return Check(Condition.ADDRESS, _address_reason(start_on, limit_on, law), limit.paragraph, facts)


def _address_reason(start_on: dt.date, limit_on: dt.date, law: Statute) -> Reason | None:
    if start_on < limit_on:
        return None
    if start_on == limit_on and law.address.exact_day_is_open:
        return Reason.ADDRESS_LIMIT_DAY
    return Reason.ADDRESS_TOO_LONG


def _basis(person: Person, law: Statute) -> Check:
    basis = person.basis
    facts: dict[str, Fact] = {
        "basis": basis,
        "family_to": person.family_to if basis is Basis.FAMILY else None,
        "family_to_anyone": law.target.family_to_anyone,
    }
    paragraph = law.target.paragraphs[basis or Basis.NONE]
    return Check(Condition.BASIS, _basis_reason(person, law), paragraph, facts)


def _basis_reason(person: Person, law: Statute) -> Reason | None:
    if person.basis is None or person.basis is Basis.P9C:
        return Reason.BASIS_UNCLEAR
    if person.basis not in law.target.covered:
        return Reason.BASIS_NOT_COVERED
    if person.basis is not Basis.FAMILY or law.target.family_to_anyone or person.family_to is FamilyTo.REFUGEE:
        return None
    return Reason.FAMILY_NOT_TO_REFUGEE if person.family_to else Reason.BASIS_UNCLEAR


def _same_workplace(person: Person, start_on: dt.date, law: Statute) -> Check:
    until, gap = person.same_workplace_until, law.gap
    free_from = _first_start_after_job(until, gap.months) if until else None
    reason = Reason.SAME_WORKPLACE_GAP if free_from and start_on < free_from else None
    facts = {"until": until, "gap_months": gap.months, "free_from": free_from}
    return Check(Condition.SAME_WORKPLACE, reason, gap.paragraph, facts)


def _first_start_after_job(until: dt.date, gap_months: int) -> dt.date:
    """Last day + 3 months is allowed; in V1 only the day after (and before) was not, so one day between is enough."""
    return add_months(until, gap_months) if gap_months else until + 2 * ONE_DAY


def _completed_before(person: Person, law: Statute) -> Check:
    reason = Reason.COMPLETED_BEFORE if person.completed_before else None
    return Check(Condition.COMPLETED_BEFORE, reason, law.completed_paragraph, {"completed": person.completed_before})


def _permit(permit_until: dt.date, start_on: dt.date, law: Statute) -> Check:
    end_on = statute.ordinary_end(start_on)
    reason = Reason.PERMIT_ENDS_EARLY if permit_until < end_on else None
    return Check(Condition.PERMIT, reason, law.target.paragraphs[Basis.NONE], {"until": permit_until, "end_on": end_on})


# --- who loses the chance, and when --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Closing:
    """The last start date before `reason` sets in: on the day after it the reason holds."""

    last_on: dt.date
    reason: Reason

    @property
    def decides(self) -> bool:
        return self.reason not in NOTICES


def closings(person: Person, on: dt.date) -> tuple[Closing, ...]:
    """Everything that time will take from the person, earliest first, by the law in force on that day."""
    law = statute.statute_for(on)
    return tuple(sorted(_closings(person, law), key=lambda closing: closing.last_on)) if law else ()


def _closings(person: Person, law: Statute) -> Iterator[Closing]:
    yield Closing(statute.LAST_START, Reason.OUTSIDE_SCHEME)
    yield Closing(add_years(person.birth_on, law.age.under) - ONE_DAY, Reason.TOO_OLD)
    if person.address_since:
        limit_on = add_years(person.address_since, law.address.years)
        if law.address.exact_day_is_open:
            yield Closing(limit_on - ONE_DAY, Reason.ADDRESS_LIMIT_DAY)
            yield Closing(limit_on, Reason.ADDRESS_TOO_LONG)
        else:
            yield Closing(limit_on - ONE_DAY, Reason.ADDRESS_TOO_LONG)
    if person.permit_until:
        yield Closing(_last_start_within(person.permit_until), Reason.PERMIT_ENDS_EARLY)


def _last_start_within(permit_until: dt.date) -> dt.date:
    """The last start whose two years lie within the permit. Clipping lets up to two starts share an end."""
    start_on = add_months(permit_until + ONE_DAY, -statute.PROGRAMME_MONTHS)
    while statute.ordinary_end(start_on + ONE_DAY) <= permit_until:
        start_on += ONE_DAY
    return start_on


def first_closing(person: Person, on: dt.date) -> Closing | None:
    """Who may start on that day: what comes first, be it only that the permit becomes too short. Who may not: None."""
    if judge(person, on).decision is Decision.NOT_ELIGIBLE:
        return None
    return next((closing for closing in closings(person, on) if closing.last_on >= on), None)


def last_start(person: Person, on: dt.date) -> Closing | None:
    """Who may start on that day: the last day on which that is still so, and the reason. Who may not: None."""
    if judge(person, on).decision is Decision.NOT_ELIGIBLE:
        return None
    return next((closing for closing in closings(person, on) if closing.decides and closing.last_on >= on), None)
