import datetime as dt

import pytest

from cases import access, models, pace
from igu.accounts.tenancy import acting_for

START, END = dt.date(2026, 3, 2), dt.date(2028, 3, 1)


def test_both_days_of_the_programme_count():
    assert pace.day_of(START, END, dt.date(2027, 1, 7)) == (312, 731)
    assert pace.day_of(START, END, START) == (1, 731)


def test_an_even_pace_is_spread_over_the_whole_agreement():
    assert round(pace.even_hours(START, END, dt.date(2027, 1, 7))) == 363
    assert pace.even_hours(START, END, dt.date(2026, 3, 1)) == 0
    assert pace.even_hours(START, END, dt.date(2030, 1, 1)) == 851


@pytest.mark.parametrize(
    ("start_on", "version"),
    [
        (dt.date(2015, 1, 1), "V1"),
        (dt.date(2021, 4, 30), "V2"),
        (dt.date(2021, 5, 1), "V3"),
        (dt.date(2030, 1, 1), "V6"),
    ],
)
def test_outside_the_scheme_the_nearest_rules_are_used(start_on, version):
    assert pace.law_of(start_on).version == version


@pytest.mark.django_db
@pytest.mark.parametrize("start_on", [dt.date(2021, 4, 30), dt.date(2021, 5, 1), dt.date(2026, 3, 2)])
@pytest.mark.parametrize("today", [dt.date(2021, 9, 1), dt.date(2022, 7, 9), dt.date(2026, 11, 25)])
def test_number_and_filter_call_the_same_plans_behind(anna, aalborg, make_case, make_agreement, start_on, today):
    case = make_case(anna)
    agreement = make_agreement(anna, case, start_on=start_on)
    even = pace.even_hours(agreement.start_on, agreement.end_on, today)

    with acting_for(aalborg.id):
        for counted in (even - 91, even - 90, even - 89):
            hours = max(round(counted, 2), 0)
            models.Case.objects.update(stage="running", counted_hours=hours)
            found = access.cases_for(anna.actor).filter(pace.is_behind(today, 90)).exists()
            assert found == (hours < even - 90)
