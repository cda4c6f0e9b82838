"""Agreements to follow, their start judged. Making one through the service makes its follow-ups too."""

import datetime as dt

import pytest

from cases.services import assess
from igu.accounts.tenancy import acting_for


@pytest.fixture
def in_aalborg(aalborg):
    with acting_for(aalborg.id):
        yield


@pytest.fixture
def today():
    return dt.date(2026, 11, 25)


@pytest.fixture
def follow(make_case, make_employer, make_agreement, today):
    """Make a case and its agreement, and with it the follow-ups: `follow(anna, dt.date(2026, 12, 15))`."""
    firms = {}

    def make(person, start_on, *, today=today, coordinator="own", last_name="Tekle", phone="10 20 30 41", **fields):
        from employers.models import Contact

        municipality_id = person.actor.municipality_id
        if municipality_id not in firms:
            employer = make_employer(person)
            with acting_for(municipality_id):
                contact = Contact.objects.create(
                    municipality_id=municipality_id, employer=employer, name="Kirsten Bak", phone="10 20 30 47"
                )
            firms[municipality_id] = employer, contact
        employer, contact = firms[municipality_id]
        case = make_case(person, coordinator=coordinator, last_name=last_name, phone=phone, today=today)
        with acting_for(municipality_id):
            assess(person.actor, case=case, start_on=start_on, note="The papers were seen.")
        return make_agreement(
            person, case, employer=employer, contact=contact, start_on=start_on, today=today, **fields
        )

    return make
