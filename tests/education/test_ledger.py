"""What the plan tab says about the hours."""

import datetime as dt
from decimal import Decimal

import pytest

from education.ledger import ledger_of, parts_of
from education.models import PlanLine
from tests.education.conftest import COURSE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("acting")]
TODAY = dt.date(2026, 11, 25)


def ledger(case, *courses):
    lines = [PlanLine(**COURSE | course) for course in courses]
    return ledger_of(case.agreement, lines, today=TODAY, citizen=case.citizen)


def test_the_ledger_adds_up_to_851(make_case):
    plan = ledger(make_case(), {"status": "completed", "hours": Decimal(74)}, {"type": "DU", "hours": Decimal(60)})

    assert [(entry.key, entry.hours) for entry in plan.entries] == [
        ("done", Decimal(74)),
        ("planned", Decimal(120)),
        ("missing", Decimal(657)),
    ]


def test_an_agreement_of_2020_needs_740(make_case):
    assert ledger(make_case(start_on=dt.date(2020, 8, 1))).required_hours == 740


def test_without_a_danish_test_some_amu_is_wanted(make_case):
    plan = ledger(make_case(), {"type": "FVU"})

    assert [finding.text for finding in plan.findings] == ["Der er ingen AMU i planen. AMU skal være en del af den."]
    assert plan.amu_required == 0


@pytest.mark.parametrize(("passed_on", "required"), [(None, 296), (dt.date(2026, 3, 2), 296), (dt.date(2026, 3, 3), 0)])
def test_a_danish_test_passed_by_the_start_demands_eight_weeks_of_amu(make_case, passed_on, required):
    plan = ledger(make_case(danish_test="PD1", danish_test_on=passed_on), {"hours": Decimal(100)})

    assert plan.amu_required == required


def test_the_bar_never_runs_over_its_end():
    parts = parts_of(851, done=Decimal(800), planned=Decimal(100))

    assert [part.key for part in parts] == ["done", "planned"]
    assert sum(part.width for part in parts) == pytest.approx(100)


def test_hours_behind_are_measured_against_an_even_pace(make_case):
    halfway = ledger_of(make_case().agreement, [], today=dt.date(2027, 3, 1))

    assert halfway.behind_hours == pytest.approx(Decimal("425.5"), abs=1)
