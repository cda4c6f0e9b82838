"""Two cases put together and parted again: every row of every table that points to one of them is as it was."""

import datetime as dt
from uuid import UUID

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cases import hooks, models
from cases.drafts.services import keep_draft
from cases.duplicates import doubles, services
from followup.models import FollowUp
from igu.accounts.policy import find_actor
from igu.accounts.tenancy import acting_for
from tests.world import Canaries, build_tenant

pytestmark = pytest.mark.django_db
REMEMBER = {"cases_merge", "cases_nametoken"}
# Only added to, and shown with the case that stays; or found in its records anew.
STAYS = {"cases_assessment", "cases_watchdecision", "cases_signal"}
# What a case may lack: any of these goes from one side or the other.
OPTIONAL = [
    *(models.Profile, models.CvShare, models.CvConsent, models.Tick, models.Checklist, models.GoalRating, models.Goal),
    *(models.RequiredHours, models.Draft, models.Identity, models.Visitation, FollowUp),
]


def pointing() -> dict:
    """Every model that points to a case or a citizen → how."""
    found = {}
    for model in apps.get_models():
        names = [
            field.name
            for field in model._meta.local_fields
            if field.is_relation and field.related_model in (models.Case, models.Citizen)
        ]
        if names and not hasattr(model, "pgh_tracked_model") and model._meta.db_table not in REMEMBER:
            found[model] = names
    return found


@pytest.fixture
def two(db):
    """Two citizens' cases with a row of everything each, one coordinator, and agreements that do not overlap."""
    tenant = build_tenant("A", "0851", Canaries())
    anna = tenant.people["anna"]
    with acting_for(tenant.municipality.id):
        actor, today = find_actor(anna.user_id, str(anna.pk)), timezone.localdate()
        cases = [tenant.own["case"], tenant.colleagues["case"]]
        later = {"start_on": today + dt.timedelta(days=700), "end_on": today + dt.timedelta(days=1430)}
        models.Agreement.objects.filter(case=cases[1]).update(**later)
        now = timezone.now()
        for case in cases:
            keep_draft(actor, case=case, form="journal", typed=_Typed(text=["Set"]), now=now)
        models.RequiredHours.objects.update(from_on=today)
        models.Case.objects.filter(merged_into__in=cases).update(merged_into=None)
        yield actor, cases, today


class _Typed(dict):
    def lists(self):
        return self.items()


def rows_of(cases) -> dict:
    """(table, id) → the whole row, of all that points to these cases; of the cases themselves without version."""
    kept = {}
    for model, names in pointing().items():
        theirs = Q()
        for name in names:
            of_citizen = model._meta.get_field(name).related_model is models.Citizen
            theirs |= Q(**{f"{name}__in": [case.citizen_id if of_citizen else case.id for case in cases]})
        without = {"version"} if model is models.Case else set()
        for row in model._default_manager.filter(theirs).order_by("pk").values():
            kept[model._meta.db_table, row["id"]] = {name: row[name] for name in row.keys() - without}
    return kept


def of(case, rows) -> set:
    """The places of the rows that name this case or its citizen."""
    ends = {case.id, case.citizen_id}
    return {
        place
        for place, row in rows.items()
        if ends & {value for name, value in row.items() if isinstance(value, UUID) and name != "id"}
    }


def test_the_world_has_a_row_of_every_table_that_points_to_a_case(two):
    _actor, cases, _today = two

    empty = {model._meta.db_table for model in pointing()} - {table for table, _id in rows_of(cases)}

    assert empty <= {"cases_protectedtry"}  # of a protected case alone


@settings(max_examples=8, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_parted_again_every_row_is_as_it_was(two, data):
    actor, cases, today = two
    lacks = st.sets(st.sampled_from(range(len(OPTIONAL))))
    first = data.draw(st.booleans(), label="the first stays")
    kept, gone = cases if first else reversed(cases)
    with transaction.atomic():
        for case in cases:
            _take_away(case, sorted(data.draw(lacks)))
        _protect(data.draw(st.sampled_from([None, *cases])), today)
        _settled(actor, cases, today)
        kept, gone = (models.Case.objects.select_related("citizen").get(id=case.id) for case in (kept, gone))
        before = rows_of(cases)

        made = services.merge(actor, kept=kept, gone=gone, reason="Samme", today=today)
        _holds_together(before, rows_of(cases), kept, gone)
        services.undo_merge(actor, merge=models.Merge.objects.get(id=made.id), today=today)

        after = rows_of(cases)
        assert after.keys() == before.keys()
        assert {place: (before[place], row) for place, row in after.items() if before[place] != row} == {}
        transaction.set_rollback(True)


def _take_away(case, numbers):
    for model in (OPTIONAL[number] for number in numbers):
        name = "citizen" if model is models.Identity else "case"
        rows = model.objects.filter(**{name: case.citizen_id if name == "citizen" else case.id})
        if model is models.CvConsent:
            rows = rows.filter(shares=None)
        if model is models.Checklist:
            rows = rows.filter(ticks=None)
        rows.delete()


def _protect(case, today):
    if case:
        models.Case.objects.filter(id=case.id).update(is_protected=True, protected_on=today)


def _settled(actor, cases, today):
    """What is worked out of the records stands as it will after the next look."""
    services._follow(actor, cases[0], cases, today)
    services._follow(actor, cases[1], cases, today)
    for case in cases:
        hooks.contacts_changed(case)


def _holds_together(before, now, kept, gone):
    """Nothing is lost, and what stayed with the case that is gone is shown with the other or worth nothing there."""
    assert now.keys() == before.keys()
    behind = {table for table, _id in of(gone, now)} - {"cases_case"}
    assert behind <= STAYS | set(doubles.STAYS_IF_BOTH) | {"cases_citizen"}
