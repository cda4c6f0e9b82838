"""A case of Anna's, and activities in it by the key of their kind."""

import datetime as dt

import pytest

from igu.accounts.tenancy import acting_for

TODAY = dt.date(2026, 11, 25)


@pytest.fixture
def acting(aalborg, anna):  # anna first: making a person ends the tenant
    with acting_for(aalborg.id):
        yield


@pytest.fixture
def case(anna, make_case):
    return make_case(anna)


@pytest.fixture
def start(anna, case):
    """Start an activity: `start("mentor", start_on=…)`."""

    def make(key, *, of=None, start_on=dt.date(2026, 9, 1), end_on=None, **fields):
        from cases.activities import services
        from cases.activities.kinds import KEY
        from cases.definitions.access import offer_for

        blank = {"employer_id": None, "workplace_id": None, "place": "", "area": "", "contact": "", "contact_phone": ""}
        fields = blank | {"facts": {}} | fields
        with acting_for(anna.actor.municipality_id):
            offer = offer_for(anna.actor.municipality_id, KEY, key)
            return services.start_activity(
                anna.actor, case=of or case, offer=offer, start_on=start_on, end_on=end_on, **fields
            )

    return make
