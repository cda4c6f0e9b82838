"""The rows of the bench are rows that the app could have made: its own services find nothing to put right."""

import pytest
from django.db import connections, transaction

from bench import data
from bench.today import TODAY
from cases import names, stages
from cases.models import Case, Citizen, NameToken
from followup.models import FollowUp
from followup.services import refresh_cases
from igu.accounts.models import Membership, Municipality
from igu.accounts.tenancy import acting_for

SIZE = 1000


pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def filled(transactional_db):
    """Keys, walls and history triggers are at work here, other than in the bench."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")  # a case and its agreement point at each other
        data.fill(cursor, SIZE)
    with connections["owner"].cursor() as cursor:
        cursor.execute("DISCARD TEMP")
    places = list(Municipality.objects.order_by("code"))
    return {"ordinary": places[0], "big": places[data.BIG]}


def caseload(municipality):
    """What the list shows of the cases that services keep."""
    fields = ("id", "stage", "agreement_id", "ends_on", "next_due_on", "next_count", "last_contact_on", "sort_name")
    return set(Case.objects.filter(municipality=municipality).values_list(*fields))


def test_stages_and_next_follow_ups_are_what_the_services_make_of_them(filled):
    for municipality in filled.values():
        with acting_for(municipality.id):
            before = caseload(municipality)

            assert stages.follow_agreements(municipality.id, TODAY) == 0
            refresh_cases(municipality.id, [row[0] for row in before])

            assert caseload(municipality) == before


def test_names_are_found_and_sorted_as_the_app_does(filled):
    with acting_for(filled["ordinary"].id):
        for case in Case.objects.select_related("citizen").order_by("id")[:20]:
            citizen = case.citizen
            tokens = NameToken.objects.filter(citizen=citizen).values_list("token", flat=True)

            assert case.sort_name == names.sort_key(citizen.first_name, citizen.last_name)
            assert sorted(tokens) == sorted(names.tokens(citizen.first_name, citizen.last_name))


def test_one_municipality_is_out_of_proportion(filled):
    big = filled["big"]
    with acting_for(big.id):
        coordinators = Membership.objects.filter(municipality=big, role="coordinator").order_by("id")
        caseloads = [Case.objects.filter(coordinator=coordinator).count() for coordinator in coordinators]
        follow_ups = FollowUp.objects.count()

    assert sorted(caseloads) == [data.FEW, SIZE // 10]
    assert follow_ups == SIZE // 10 + data.FEW


def test_there_are_as_many_follow_ups_and_people_as_were_asked_for(filled):
    people = 0
    for municipality in Municipality.objects.order_by("code"):
        with acting_for(municipality.id):
            people += Citizen.objects.count()
    with acting_for(filled["ordinary"].id):
        follow_ups = FollowUp.objects.count()

    assert (follow_ups, people) == (SIZE, SIZE)
