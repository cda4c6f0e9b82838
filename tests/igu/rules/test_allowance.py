import datetime as dt
from decimal import Decimal

import pytest

from igu.rules.allowance import NoRate, allowance
from igu.rules.statute import ALLOWANCE_RATES, Category, EducationType
from tests.igu.rules.example_tables import EXAMPLES, example

pytestmark = pytest.mark.dates


def test_the_example_lessons_are_paid_as_worked_out_by_hand(ask):
    rows, has_errors = ask("allowance", (EXAMPLES / "allowance.csv").read_bytes())
    assert not has_errors
    answers = ("counted_hours", "rate", "amount", "claim_by", "computed_rate")
    expected = example("allowance")
    assert [[row[name] for name in answers] for row in rows] == [[row[name] for name in answers] for row in expected]


@pytest.mark.parametrize("year", [2015, 2017, 2018, 2020, 2027])
def test_a_year_without_a_rate_says_where_to_enter_it(ask, year):
    (row,), has_errors = ask("allowance", f"lesson_on;type;hours;category\n{year}-05-04;DU;10;C")

    assert has_errors
    assert "lesson_on" in row["error"]
    assert "ALLOWANCE_RATES" in row["error"]
    with pytest.raises(NoRate):
        allowance(dt.date(year, 5, 4), EducationType.DU, Decimal(10), Category.C)


def test_category_d_has_the_rate_of_a_except_in_2021():
    differing = [year for year, rates in ALLOWANCE_RATES.items() if rates.a != rates.d]
    assert differing == [2021]


def test_rates_are_computed_from_2022():
    assert [year for year, rates in ALLOWANCE_RATES.items() if rates.is_computed] == [2022, 2023, 2024, 2025, 2026]
