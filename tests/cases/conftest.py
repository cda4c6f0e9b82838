"""Entries and activities of a case, and people who may or may not know of them."""

import datetime as dt

import pytest

from cases.definitions.access import offers_of
from cases.journal import services
from cases.journal.kinds import KEY
from igu.accounts.tenancy import acting_for
from tests.conftest import TODAY


@pytest.fixture
def kai(person, aalborg):
    """A consultant of the municipality: follows nobody's case."""
    return person("kai@igu.test", aalborg, "consultant")


@pytest.fixture
def write(db):
    """Write an entry as this person: `write(anna, case, "call", text="Ringet")`."""

    def make(person, case, kind="call", *, text="", on=TODAY, today=TODAY, **fields):
        with acting_for(person.actor.municipality_id):
            offer = next(o for o in offers_of(person.actor.municipality_id, KEY) if o.key == kind)
            return services.write_entry(
                person.actor, case=case, kind=offer, happened_on=on, today=today, text=text, **fields
            )

    return make


@pytest.fixture
def case(anna, make_case):
    return make_case(anna)


@pytest.fixture
def start(anna, case):
    """Start an activity by the key of its kind: `start("mentor", start_on=…)`."""

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


@pytest.fixture
def in_aalborg(aalborg):
    with acting_for(aalborg.id):
        yield


@pytest.fixture
def yesterday():
    return TODAY - dt.timedelta(days=1)
