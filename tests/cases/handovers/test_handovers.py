"""Cases that change hands together: what is noted, what whoever takes over reads, and the way back."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Case, Handover, Issue
from igu.accounts.tenancy import acting_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_read_is_logged")]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-11-25T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def as_anna(client, anna):
    client.force_login(anna.user)
    return client


def hand_over(client, cases, to, **typed):
    sent = {"sag": [str(case.id) for case in cases], "koordinator": str(to.membership.id)} | typed
    return client.post("/sager/valgte/", sent)


def coordinators(aalborg):
    with acting_for(aalborg.id):
        return dict(Case.objects.values_list("id", "coordinator_id"))


def test_the_note_names_what_is_open_in_each_case(as_anna, anna, bent, aalborg, make_case, make_agreement):
    first, second = make_case(anna, first_name="Selam"), make_case(anna, first_name="Olena", next_what="Call")
    make_agreement(anna, first)
    with acting_for(aalborg.id):
        Issue.objects.create(municipality=aalborg, case=second, what="No day care yet", found_on="2026-11-01")

    page = as_anna.get(hand_over(as_anna, [first, second], bent, aarsag="holiday")["Location"])
    body = page.content.decode()

    assert "2 sager overdraget" in body and "Ferie eller sygdom" in body
    assert all(text in body for text in ("Selam Tekle", "Olena Tekle", "Klintholm", "No day care yet"))


def test_a_handover_is_taken_back_as_a_whole_and_the_history_tells_both(as_anna, anna, bent, aalborg, make_case):
    cases = [make_case(anna), make_case(anna, first_name="Olena")]
    note = hand_over(as_anna, cases, bent)["Location"]
    assert set(coordinators(aalborg).values()) == {bent.membership.id}

    as_anna.post(f"{note}tilbage/")

    assert set(coordinators(aalborg).values()) == {anna.membership.id}
    with acting_for(aalborg.id):
        moves = Handover.objects.exclude(from_member=None).filter(case=cases[0])  # of one moment: no order
        assert sorted((move.reason, move.to_member_id) for move in moves) == [
            ("", bent.membership.id),
            ("taken_back", anna.membership.id),
        ]
    assert "Tag tilbage" not in as_anna.get(note).content.decode()


def test_a_case_that_went_on_stays_where_it_is(as_anna, anna, bent, dorte, aalborg, make_case):
    stays, comes = make_case(anna), make_case(anna, first_name="Olena")
    note = hand_over(as_anna, [stays, comes], bent)["Location"]
    hand_over(as_anna, [stays], dorte)

    as_anna.post(f"{note}tilbage/")

    assert coordinators(aalborg) == {stays.id: dorte.membership.id, comes.id: anna.membership.id}


def test_who_has_no_part_in_it_meets_nothing(client, as_anna, anna, bent, dorte, carla, person, aalborg, make_case):
    note = hand_over(as_anna, [make_case(anna)], bent)["Location"]
    other = person("eva@igu.test", aalborg, "coordinator")

    seen = {}
    for who in (bent, dorte, other, carla):
        client.force_login(who.user)
        seen[who.user.name] = client.get(note).status_code, client.post(f"{note}tilbage/").status_code
    assert seen == {"Bent": (200, 302), "Dorte": (200, 302), "Eva": (404, 404), "Carla": (404, 404)}


def test_cases_that_are_that_persons_already_are_no_handover(as_anna, anna, make_case, aalborg):
    answer = hand_over(as_anna, [make_case(anna)], anna)

    assert answer["Location"].startswith("/sager/?")
    with acting_for(aalborg.id):
        assert not Handover.objects.exclude(batch_id=None).exists()


def test_the_note_asks_as_often_for_one_case_as_for_thirty(as_anna, anna, bent, make_case):

    counts = set()
    for number in (1, 30):
        cases = [make_case(anna, first_name=f"Nr{number}{n}") for n in range(number)]
        note = hand_over(as_anna, cases, bent)["Location"]
        with CaptureQueriesContext(connection) as asked:
            as_anna.get(note)
        counts.add(len(asked))
    assert len(counts) == 1 and max(counts) <= 12
