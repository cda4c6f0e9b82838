"""Profile, CV and language plan in Chromium, with content."""

import datetime as dt

import pytest

from cases.models import Case
from igu.accounts.tenancy import acting_for
from reports.demo.journals import write_journals

pytestmark = pytest.mark.browser


@pytest.fixture
def full(anna, case):
    today = dt.date.today()  # noqa: DTZ011 - the browser's own day
    with acting_for(case.municipality_id):
        Case.objects.filter(id=case.id).update(opened_on=today - dt.timedelta(days=200))
        write_journals(anna.actor, Case.objects.get(id=case.id), "Selam", "Klintholm Rengøring ApS", 0, today)
    return case


@pytest.mark.parametrize("tab", ["profil", "sprogplan", "profil/ret", "sprogplan/ny", "profil/givet"])
def test_the_tabs_are_accessible(visit, anna, full, assert_accessible, tab):
    assert_accessible(visit(anna, f"/sager/{full.id}/{tab}/"))
