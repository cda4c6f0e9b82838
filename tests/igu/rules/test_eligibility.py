import datetime as dt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from igu.rules import statute
from igu.rules.eligibility import (
    Condition,
    Decision,
    FamilyTo,
    Person,
    Reason,
    Verdict,
    closings,
    first_closing,
    judge,
    last_start,
)
from igu.rules.months import add_years
from igu.rules.statute import Basis
from tests.igu.rules.example_tables import EXAMPLES, example

pytestmark = pytest.mark.dates

DAY = dt.timedelta(days=1)
ANSWERS = ("decision", "rule_version", "reasons")

days = st.dates(dt.date(1940, 1, 1), dt.date(2030, 12, 31))
starts = st.dates(dt.date(2015, 1, 1), dt.date(2029, 12, 31))
people = st.builds(
    Person,
    birth_on=st.dates(dt.date(1950, 1, 1), dt.date(2012, 12, 31)),
    basis=st.none() | st.sampled_from(Basis),
    address_since=st.none() | days,
    family_to=st.none() | st.sampled_from(FamilyTo),
    completed_before=st.booleans(),
    same_workplace_until=st.none() | days,
    permit_until=st.none() | days,
)


@pytest.mark.parametrize("row", example("eligibility"), ids=lambda row: row["what"])
def test_the_example_table_is_answered_as_worked_out_by_hand(ask, row):
    text = ";".join(row) + "\n" + ";".join(row.values())

    (answer,), has_errors = ask("eligibility", text)

    assert not has_errors
    assert {name: answer[name] for name in ANSWERS} == {name: row[name] for name in ANSWERS}


def test_the_example_table_shows_every_code_and_version():
    rows = example("eligibility")
    assert {reason for row in rows for reason in row["reasons"].split(",") if reason} == set(Reason)
    assert {row["rule_version"] for row in rows} == {"", "V1", "V2", "V3", "V4", "V5", "V6"}


def test_the_whole_table_is_answered_in_one_go(ask):
    rows, has_errors = ask("eligibility", (EXAMPLES / "eligibility.csv").read_bytes())
    assert len(rows) == len(example("eligibility"))
    assert not has_errors


def person(**facts):
    stock = {"birth_on": dt.date(1991, 5, 10), "basis": Basis.P7, "address_since": dt.date(2017, 9, 11)}
    return Person(**stock | facts)


def test_every_condition_is_explained_with_its_facts_and_paragraph():
    judgement = judge(person(permit_until=dt.date(2027, 3, 17)), dt.date(2026, 2, 2))

    facts = {check.condition: dict(check.facts) for check in judgement.checks}
    assert list(facts) == list(Condition)
    assert facts[Condition.AGE] == {"age": 34, "at_least": 18, "under": 50}
    assert facts[Condition.ADDRESS] == {
        "since": dt.date(2017, 9, 11),
        "years": 8,
        "months": 4,
        "limit_years": 20,
        "limit_on": dt.date(2037, 9, 11),
        "exact_day_is_open": True,
    }
    assert facts[Condition.BASIS] == {"basis": Basis.P7, "family_to": None, "family_to_anyone": True}
    assert facts[Condition.PERMIT] == {"until": dt.date(2027, 3, 17), "end_on": dt.date(2028, 2, 1)}
    assert {check.condition: check.verdict for check in judgement.checks if check.verdict is not Verdict.MET} == {
        Condition.PERMIT: Verdict.NOTICE
    }
    assert judgement.checks[1].paragraph == "IGU-loven § 3, stk. 1 · BEK 1825/2023 § 1, stk. 2"
    assert all(check.paragraph for check in judgement.checks)


def test_a_basis_that_nobody_has_written_is_for_a_person_to_judge():
    judgement = judge(person(basis=None), dt.date(2026, 2, 2))
    assert (judgement.decision, judgement.reasons) == (Decision.MANUAL, (Reason.BASIS_UNCLEAR,))


def test_the_first_allowed_start_after_a_job_is_told():
    judgement = judge(person(same_workplace_until=dt.date(2025, 12, 31)), dt.date(2026, 2, 2))
    check = next(check for check in judgement.checks if check.condition is Condition.SAME_WORKPLACE)
    assert check.facts["free_from"] == dt.date(2026, 3, 31)


@pytest.mark.parametrize(
    ("facts", "last_on", "reason"),
    [
        ({}, dt.date(2027, 12, 31), Reason.OUTSIDE_SCHEME),
        ({"birth_on": dt.date(1977, 3, 1)}, dt.date(2027, 2, 28), Reason.TOO_OLD),
        ({"birth_on": dt.date(1977, 2, 28)}, dt.date(2027, 2, 27), Reason.TOO_OLD),
        ({"address_since": dt.date(2007, 6, 15)}, dt.date(2027, 6, 14), Reason.ADDRESS_LIMIT_DAY),
        ({"address_since": dt.date(2006, 11, 25)}, dt.date(2026, 11, 25), Reason.ADDRESS_TOO_LONG),
    ],
)
def test_who_loses_the_chance_is_told_the_last_day_and_why(facts, last_on, reason):
    closing = last_start(person(**facts), dt.date(2026, 11, 25))
    assert (closing.last_on, closing.reason) == (last_on, reason)


def test_who_may_not_start_has_no_last_start():
    assert last_start(person(completed_before=True), dt.date(2026, 11, 25)) is None
    assert last_start(person(), dt.date(2028, 1, 1)) is None


def test_a_permit_closes_as_a_notice_only():
    ukrainian = person(permit_until=dt.date(2027, 3, 17))
    notice = next(one for one in closings(ukrainian, dt.date(2025, 1, 1)) if one.reason is Reason.PERMIT_ENDS_EARLY)

    assert notice.last_on == dt.date(2025, 3, 18)
    assert not notice.decides
    assert last_start(ukrainian, dt.date(2025, 1, 1)).reason is Reason.OUTSIDE_SCHEME


def test_a_permit_that_becomes_too_short_can_come_first():
    on = dt.date(2025, 1, 1)
    ukrainian = person(permit_until=dt.date(2027, 3, 17))

    closing = first_closing(ukrainian, on)

    assert (closing.last_on, closing.reason) == (dt.date(2025, 3, 18), Reason.PERMIT_ENDS_EARLY)
    assert first_closing(ukrainian, dt.date(2025, 3, 19)) == last_start(ukrainian, on)
    assert first_closing(person(completed_before=True), on) is None


@given(people, starts)
def test_nothing_comes_before_the_first_closing(person, on):
    first, last = first_closing(person, on), last_start(person, on)

    assert (first is None) == (last is None)
    if first:
        assert on <= first.last_on <= last.last_on


@given(people, starts)
def test_the_decision_follows_from_the_codes(person, start_on):
    judgement = judge(person, start_on)

    decisive = set(judgement.reasons) - {Reason.PERMIT_ENDS_EARLY, Reason.BASIS_UNCLEAR, Reason.ADDRESS_LIMIT_DAY}
    manual = set(judgement.reasons) & {Reason.BASIS_UNCLEAR, Reason.ADDRESS_LIMIT_DAY}
    expected = Decision.NOT_ELIGIBLE if decisive else Decision.MANUAL if manual else Decision.ELIGIBLE
    assert judgement.decision is expected
    assert list(judgement.reasons) == sorted(judgement.reasons)
    assert (Reason.OUTSIDE_SCHEME in judgement.reasons) == (judgement.rule_version == "")


@given(people, starts)
def test_the_permit_decides_nothing(person, start_on):
    without = judge(Person(**{**as_facts(person), "permit_until": None}), start_on)
    assert judge(person, start_on).decision is without.decision


@given(people, starts, st.integers(1, 4000))
def test_who_is_too_old_stays_too_old_when_born_earlier(person, start_on, earlier):
    assume(Reason.TOO_OLD in judge(person, start_on).reasons)
    older = Person(**{**as_facts(person), "birth_on": person.birth_on - earlier * DAY})
    assert Reason.TOO_OLD in judge(older, start_on).reasons


@given(people, starts, st.integers(1, 4000))
def test_a_longer_address_never_helps(person, start_on, earlier):
    assume(person.address_since and person.address_since <= start_on)
    order = [None, Reason.ADDRESS_LIMIT_DAY, Reason.ADDRESS_TOO_LONG]
    longer = Person(**{**as_facts(person), "address_since": person.address_since - earlier * DAY})
    assume(judge(person, start_on).rule_version)
    assert order.index(address_reason(longer, start_on)) >= order.index(address_reason(person, start_on))


@given(people, st.dates(dt.date(2024, 1, 1), dt.date(2027, 12, 31)))
def test_a_closing_is_the_last_day_without_its_reason(person, on):
    for closing in closings(person, on):
        if not statute.V6.starts_on <= closing.last_on <= statute.V6.ends_on:
            continue
        if person.address_since and person.address_since > closing.last_on:
            continue
        assert closing.reason not in judge(person, closing.last_on).reasons
        assert closing.reason in judge(person, closing.last_on + DAY).reasons or outside(closing.last_on + DAY)


@given(people, st.dates(dt.date(2024, 1, 1), dt.date(2027, 12, 31)))
def test_the_last_start_is_allowed_and_every_later_one_is_not(person, on):
    closing = last_start(person, on)
    if closing is None:
        assert judge(person, on).decision is Decision.NOT_ELIGIBLE
        return
    assert judge(person, closing.last_on).decision is not Decision.NOT_ELIGIBLE
    assert judge(person, closing.last_on + DAY).decision is not Decision.ELIGIBLE


@given(st.dates(dt.date(1974, 1, 2), dt.date(1977, 12, 31)))
def test_the_fiftieth_birthday_is_the_first_day_that_is_too_old(birth_on):
    birthday = add_years(birth_on, 50)
    assert Reason.TOO_OLD in judge(person(birth_on=birth_on), birthday).reasons
    assert Reason.TOO_OLD not in judge(person(birth_on=birth_on), birthday - DAY).reasons


def outside(day):
    return statute.statute_for(day) is None


def address_reason(person, start_on):
    check = next(check for check in judge(person, start_on).checks if check.condition is Condition.ADDRESS)
    return check.reason


def as_facts(person):
    return {name: getattr(person, name) for name in Person.__dataclass_fields__}
