"""The day of these tests, and acting as Aalborg."""

import datetime as dt

import pytest

from igu.accounts.tenancy import acting_for

TODAY = dt.date(2026, 11, 25)


@pytest.fixture
def acting(aalborg, anna):  # anna first: making a person ends the tenant
    with acting_for(aalborg.id):
        yield
