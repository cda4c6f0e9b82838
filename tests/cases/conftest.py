"""Entries to read, and people who may or may not know of them."""

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
def in_aalborg(aalborg):
    with acting_for(aalborg.id):
        yield


@pytest.fixture
def yesterday():
    return TODAY - dt.timedelta(days=1)
