"""The demo: everybody is made up, every stage is there, and it is made once."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command

from cases.models import Case, Citizen, Identity
from followup.models import FollowUp
from igu.accounts.models import Membership
from igu.accounts.tenancy import acting_for
from reports.demo.making import cpr_of, is_there, make_demo
from reports.demo.stories import FIRMS, ODENSE_FIRMS, ODENSE_STORIES, STORIES

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 25)


@pytest.fixture
def demo(aalborg, odense):
    make_demo(TODAY)


def test_every_stage_that_exists_has_a_story(demo, aalborg):
    with acting_for(aalborg.id):
        stages = set(Case.objects.values_list("stage", flat=True))

    assert stages == {"run_up", "before_start", "running", "paused", "final", "aftercare"}


def test_each_municipality_has_its_own(demo, aalborg, odense):
    counts = []
    for municipality in (aalborg, odense):
        with acting_for(municipality.id):
            counts.append((Case.objects.count(), Citizen.objects.count(), Identity.objects.count()))

    assert counts == [(len(STORIES),) * 3, (len(ODENSE_STORIES),) * 3]


def test_the_six_personas_and_a_colleague_have_their_roles(demo):
    emails = Membership.objects.values_list("user__email", flat=True)

    assert sorted(emails) == [f"{name}@demo.test" for name in ("anna", "bo", "carla", "dorte", "erik", "lis", "mette")]


def test_there_is_something_late_something_today_and_something_soon(demo, aalborg):
    with acting_for(aalborg.id):
        waiting = FollowUp.objects.waiting().filter(case__coordinator__user__email="anna@demo.test")
        assert waiting.filter(due_on__lt=TODAY).exists()
        assert waiting.filter(due_on=TODAY).exists()
        assert waiting.filter(due_on__range=(TODAY + dt.timedelta(days=1), TODAY + dt.timedelta(days=14))).exists()


def test_every_cpr_number_lies_on_a_day_that_does_not_exist():
    numbers = [cpr_of(story, TODAY, number) for number, story in enumerate((*STORIES, *ODENSE_STORIES))]

    assert all(61 <= int(number[:2]) <= 91 and len(number) == 10 for number in numbers)
    assert len(set(numbers)) == len(numbers)


def test_no_firm_has_a_number_that_the_register_gives_out():
    assert all(firm.cvr.startswith("99") for firm in (*FIRMS, *ODENSE_FIRMS))


def test_the_command_makes_it_once(aalborg):
    out = StringIO()
    call_command("demo", "--if-empty", stdout=out)
    call_command("demo", "--if-empty", stdout=out)

    assert is_there()
    assert out.getvalue().strip() == f"{len(STORIES) + len(ODENSE_STORIES)} cases"
    with pytest.raises(SystemExit):
        call_command("demo", stderr=StringIO())


def test_the_demo_does_not_come_into_production(settings, aalborg):
    settings.PRODUCTION = True

    with pytest.raises(SystemExit):
        call_command("demo", stderr=StringIO())
    assert not is_there()
