"""Changing a plan, and what the case list shows of it afterwards."""

import datetime as dt
from decimal import Decimal

import pytest

from cases.models import Case
from education import services
from education.models import PlanLine
from igu.accounts.errors import Outdated, RuleBroken
from tests.education.conftest import COURSE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("acting")]
TODAY = dt.date(2026, 11, 25)


@pytest.fixture
def case(acting, make_case):
    return make_case()


def add(anna, case, **fields):
    return services.add_line(anna.actor, agreement=case.agreement, today=TODAY, **COURSE | fields)


def hours_on_the_list(case):
    return Case.objects.values_list("counted_hours", "planned_hours").get(id=case.id)


def test_a_planned_course_shows_as_planned_hours(anna, case):
    add(anna, case)

    assert hours_on_the_list(case) == (0, 37)


def test_danish_counts_twice_and_as_offered_once_it_is_over(anna, case):
    add(anna, case, type="DU", hours=Decimal(45), status="offered")
    add(anna, case, type="DU", hours=Decimal(10), status="offered", end_on=TODAY + dt.timedelta(days=1))

    assert hours_on_the_list(case) == (90, 20)


def test_a_cancelled_course_counts_nothing(anna, case):
    line = add(anna, case)

    services.change_line(anna.actor, line, version=1, today=TODAY, **COURSE | {"status": "cancelled"})

    assert hours_on_the_list(case) == (0, 0)


def test_a_course_before_the_agreement_is_refused(anna, case):
    with pytest.raises(RuleBroken) as refusal:
        add(anna, case, start_on=dt.date(2026, 3, 1))

    assert refusal.value.codes == ("before_agreement",)
    assert PlanLine.objects.count() == 0


def test_fgu_does_not_count_for_an_agreement_from_before_2019(anna, make_case):
    old = make_case(start_on=dt.date(2018, 5, 1), number="2018-0001")

    with pytest.raises(RuleBroken) as refusal:
        services.add_line(
            anna.actor,
            agreement=old.agreement,
            today=TODAY,
            **COURSE | {"type": "FGU", "start_on": dt.date(2018, 6, 1), "end_on": dt.date(2018, 6, 8)},
        )

    assert refusal.value.codes == ("type_not_allowed",)


def test_the_second_of_two_who_change_a_line_is_told(anna, case):
    line = add(anna, case)
    services.change_line(anna.actor, line, version=1, today=TODAY, **COURSE | {"title": "Hygiejne"})

    with pytest.raises(Outdated):
        services.change_line(anna.actor, line, version=1, today=TODAY, **COURSE | {"title": "Ergonomi"})

    assert PlanLine.objects.get().title == "Hygiejne"


def test_each_change_of_a_line_stands_in_history(anna, case):
    line = add(anna, case)

    services.change_line(anna.actor, line, version=1, today=TODAY, **COURSE | {"status": "completed"})

    events = line.events.order_by("pgh_id").values_list("pgh_label", "status")
    assert list(events) == [("insert", "planned"), ("update", "completed")]
