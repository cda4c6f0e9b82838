"""The demo as it is made today: by itself, for the other file shares one of a day of its own."""

import pytest
from django.utils import timezone

from cases.models import Case
from cases.words import Stage
from followup.models import FollowUp
from igu.accounts.tenancy import acting_for
from reports.demo.making import make_demo
from reports.demo.stories import AALBORG, ODENSE

pytestmark = pytest.mark.django_db


@pytest.mark.dates
def test_every_stage_is_there_on_any_day(aalborg, odense):
    made = make_demo(timezone.localdate())

    assert made == len(AALBORG) + len(ODENSE)
    with acting_for(aalborg.id):
        stages = set(Case.objects.values_list("stage", flat=True))
        assert Case.objects.count() == len(AALBORG)
        assert FollowUp.objects.filter(done_at=None).exists()
        assert FollowUp.objects.exclude(done_at=None).exists()
    with acting_for(odense.id):
        assert Case.objects.count() == len(ODENSE)
    assert stages >= {Stage.RUN_UP, Stage.RUNNING, Stage.PAUSED, Stage.FINAL, Stage.AFTERCARE, Stage.CLOSED}
