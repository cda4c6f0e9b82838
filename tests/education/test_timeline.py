"""What the plan draws in the two years of a case."""

import datetime as dt

import pytest

from cases.timeline import Look
from education import timeline
from education.models import PlanLine
from tests.education.conftest import COURSE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("acting")]
TODAY = dt.date(2026, 11, 25)
OVER, AHEAD = dt.date(2026, 11, 24), dt.date(2026, 12, 4)


@pytest.mark.parametrize(
    ("status", "end_on", "look"),
    [
        ("completed", OVER, Look.SCHOOL_DONE),
        ("offered", OVER, Look.SCHOOL_DONE),
        ("offered", AHEAD, Look.SCHOOL_PLANNED),
        ("planned", AHEAD, Look.SCHOOL_PLANNED),
        ("cancelled", OVER, Look.SCHOOL_CANCELLED),
    ],
)
def test_a_course_looks_as_the_ledger_counts_it(make_case, status, end_on, look):
    case = make_case()
    course = COURSE | {"status": status, "start_on": dt.date(2026, 11, 23), "end_on": end_on}
    PlanLine.objects.create(municipality_id=case.municipality_id, agreement=case.agreement, **course)

    assert [item.look for item in timeline.items(case, TODAY)] == [look]
