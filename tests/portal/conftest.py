"""A firm with a trainee on a course, another firm with its own, and the employer user of the first."""

import datetime as dt

import pytest
from django.utils import timezone

from education.models import PlanLine
from employers.models import Employer
from followup.models import FollowUp
from igu.accounts.tenancy import acting_for
from tests.education.conftest import make_case  # noqa: F401 - a fixture

TODAY = timezone.localdate()


@pytest.fixture
def bo(person, aalborg, trainee):
    return person("bo@igu.test", aalborg, "employer", scope=trainee.employer_id)


@pytest.fixture
def trainee(aalborg, make_case):  # noqa: F811
    """The agreement of a trainee who is on a course today, with a deadline and a call open."""
    with acting_for(aalborg.id):
        case = make_case(start_on=TODAY - dt.timedelta(days=60))
        agreement = case.agreement
        fields = {"municipality": aalborg, "agreement": agreement, "type": "AMU", "hours": 37}
        PlanLine.objects.create(
            **fields, title="Hygiejne", provider="AMU-centret", start_on=TODAY, end_on=TODAY + dt.timedelta(days=4)
        )
        for key, kind, what in (
            ("vitas_plan", "deadline", "Plan typed into VITAS"),
            ("call_employer", "contact", "Call"),
        ):
            FollowUp.objects.create(
                municipality=aalborg,
                case=case,
                agreement=agreement,
                key=key,
                turn=1,
                party="employer",
                kind=kind,
                raw_on=TODAY,
                due_on=TODAY,
                what=what,
            )
        return agreement


@pytest.fixture
def foreign_trainee(aalborg, make_case, trainee):  # noqa: F811
    """A trainee of another firm in the same municipality."""
    with acting_for(aalborg.id):
        case = make_case(number="2026-0002", first_name="Farid", last_name="Noori")
        other = Employer.objects.create(municipality=aalborg, cvr="55133018", name="En anden virksomhed")
        case.agreement.employer = other
        case.agreement.save()
        return case.agreement
