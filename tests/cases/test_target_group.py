"""Each condition of the law as a sentence: every reason of the rules is said, in Danish and in English."""

import datetime as dt

import pytest
from django.utils import translation

from cases import target_group
from igu.rules import eligibility
from igu.rules.eligibility import Condition, FamilyTo, Person, Reason
from igu.rules.statute import Basis

START = dt.date(2026, 3, 2)
GOOD = {
    "birth_on": dt.date(1991, 5, 1),
    "basis": Basis.P7,
    "address_since": dt.date(2017, 9, 11),
    "permit_until": dt.date(2030, 1, 1),
}
CASES = {
    Reason.TOO_YOUNG: ({"birth_on": dt.date(2010, 1, 1)}, START, "16 år ved start"),
    Reason.TOO_OLD: ({"birth_on": dt.date(1970, 1, 1)}, START, "56 år ved start"),
    Reason.NO_ADDRESS: ({"address_since": None}, START, "Ingen adresse i Danmark ved start"),
    Reason.ADDRESS_TOO_LONG: ({"address_since": dt.date(2000, 1, 1)}, START, "26 år og 2 måneder"),
    Reason.ADDRESS_LIMIT_DAY: ({"address_since": dt.date(2006, 3, 2)}, START, "20 år"),
    Reason.BASIS_NOT_COVERED: ({"basis": Basis.OTHER}, START, "Andet grundlag"),
    Reason.BASIS_UNCLEAR: ({"basis": None}, START, "er ikke skrevet endnu"),
    Reason.FAMILY_NOT_TO_REFUGEE: (
        {"basis": Basis.FAMILY, "family_to": FamilyTo.OTHER, "birth_on": dt.date(1995, 1, 1)},
        dt.date(2022, 1, 10),
        "Familiesammenføring",
    ),
    Reason.COMPLETED_BEFORE: ({"completed_before": True}, START, "Har gennemført en IGU før"),
    Reason.SAME_WORKPLACE_GAP: ({"same_workplace_until": dt.date(2026, 1, 31)}, START, "kan starte fra 30-04-2026"),
    Reason.OUTSIDE_SCHEME: ({}, dt.date(2028, 1, 3), "Start 03-01-2028"),
    Reason.PERMIT_ENDS_EARLY: ({"permit_until": dt.date(2027, 3, 17)}, START, "Opholdstilladelse til 17-03-2027"),
}


def line_for(reason):
    facts, start_on, _says = CASES[reason]
    checks = eligibility.judge(Person(**GOOD | facts), start_on).checks
    return target_group.line_of(next(check for check in checks if check.reason == reason))


def test_every_reason_of_the_rules_has_its_example():
    assert set(CASES) == set(Reason)
    assert set(target_group.SENTENCES) == set(Condition)


@pytest.mark.parametrize("reason", CASES)
def test_a_reason_is_said_with_what_it_was_judged_on(reason):
    with translation.override("da"):
        line = line_for(reason)

    assert CASES[reason][2] in line.fact
    assert line.icon in ("close", "help", "warning")


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_sentence_is_left_unfinished(language):
    with translation.override(language):
        lines = [line_for(reason) for reason in CASES]
        lines += [target_group.line_of(check) for check in eligibility.judge(Person(**GOOD), START).checks]

    assert all(line.fact and line.rule and "%" not in line.fact + line.rule for line in lines)


def test_a_paragraph_does_not_break_across_lines():
    assert target_group.unbroken("IGU-loven § 3, stk. 1 · BEK 1825/2023 § 1") == (
        "IGU-loven §\u00a03, stk.\u00a01 · BEK\u00a01825/2023 §\u00a01"
    )
