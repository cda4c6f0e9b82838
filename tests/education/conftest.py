"""An agreement that started on 2 March 2026, for a citizen who may or may not have passed a Danish test."""

import datetime as dt
from decimal import Decimal

import pytest

from cases.models import Agreement, Case, Citizen
from employers.models import Employer
from igu.accounts.tenancy import acting_for

COURSE = {
    "type": "AMU",
    "title": "Rengøringsteknik",
    "provider": "AMU-center Fjorden",
    "start_on": dt.date(2026, 4, 13),
    "end_on": dt.date(2026, 4, 17),
    "hours": Decimal(37),
    "status": "planned",
}


@pytest.fixture
def acting(aalborg, anna):  # anna first: making a person ends the tenant
    with acting_for(aalborg.id):
        yield


@pytest.fixture
def make_case(anna, aalborg):
    """A case with an agreement: `make_case(danish_test="PD2")`. To be called inside the tenant."""

    def make(*, coordinator=anna, start_on=dt.date(2026, 3, 2), number="2026-0001", **citizen_fields):
        here = {"municipality": coordinator.membership.municipality}
        fields = {"first_name": "Selam", "last_name": "Tekle", "birth_on": dt.date(1992, 1, 4)} | citizen_fields
        citizen = Citizen.objects.create(**here, **fields)
        case = Case.objects.create(
            **here, citizen=citizen, coordinator=coordinator.membership, number=number, opened_on=start_on
        )
        employer, _ = Employer.objects.get_or_create(**here, cvr="36977191", defaults={"name": "Klintholm Rengøring"})
        case.agreement = Agreement.objects.create(
            **here,
            case=case,
            citizen=citizen,
            employer=employer,
            start_on=start_on,
            end_on=start_on.replace(year=start_on.year + 2) - dt.timedelta(days=1),
        )
        case.save(update_fields=["agreement"])
        return case

    return make
