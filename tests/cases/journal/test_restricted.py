"""Who may know that a restricted note is there: author, coordinator, managers and those named. For all others every
page is the same with the note and without it, and its address answers as one that never was."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.urls import reverse

from cases.journal import access
from cases.models import Case, JournalEntry
from igu.accounts.tenancy import acting_for
from tests import matrix
from tests.conftest import TenantClient

pytestmark = pytest.mark.django_db

CANARY = "kanarie-i-begraenset-notat"
QUERIES = ("", "?slags=concern", "?tema=health", f"?efter={uuid.UUID(int=1)}")
NOON = dt.datetime(2026, 11, 25, 11, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def amir(person, aalborg):
    """Another coordinator of the same municipality."""
    return person("amir@igu.test", aalborg, "coordinator")


def signed_in(person, case):
    client = TenantClient(raise_request_exception=False)
    client.force_login(person.user)
    client.post(f"/sager/{case.id}/begrundelse/", {"reason": "standing_in"})
    return client


def pages_of(client, case) -> dict[str, tuple]:
    """Everything that a case worker may open about a case, and the lists it stands in."""
    found = {}
    for door in matrix.closed_doors():
        if "consultant" in door.roles and set(door.parameters) <= {"case_id"}:
            path = reverse(door.name, kwargs={"case_id": case.id} if door.parameters else {})
            for query in QUERIES if door.name == "journal_panel" else ("",):
                answer = client.get(path + query)
                found[f"{door.name} {query}"] = matrix.normalised((answer.status_code, matrix.text_of(answer)))
    for words in (CANARY, "notat", "begrænset"):
        answer = client.post(f"/sager/{case.id}/journal/soeg/", {"words": words})
        found[f"search {words}"] = matrix.normalised(
            (
                answer.status_code,
                matrix.text_of(answer).replace(CANARY, "…") if words == CANARY else matrix.text_of(answer),
            )
        )
    return found


@pytest.mark.parametrize("name", ["kai", "amir"])
def test_for_others_every_page_is_the_same_with_the_note_and_without(request, name, anna, case, write, figure):
    stranger = request.getfixturevalue(name)
    write(anna, case, "call", text="Ringet")
    client = signed_in(stranger, case)
    pages_of(client, case)  # what the first look changes, such as the reason given, is changed before
    before = pages_of(client, case)

    for kind in ("concern", "doctor", "call"):
        points = {"consent_on": "2026-11-01"} if kind == "doctor" else {}
        write(anna, case, kind, text=CANARY, points=points, party="citizen", theme="health", is_restricted=True)

    after = pages_of(client, case)
    differ = [page for page in before if before[page] != after[page]]
    leaks = [page for page, (_status, text) in after.items() if CANARY in text]
    figure(
        f"restricted notes, {name}: {len(after)} pages with and without, differ {len(differ)}, canaries {len(leaks)}"
    )
    assert (differ, leaks) == ([], [])


def test_the_comparison_sees_a_note_that_is_not_restricted(kai, anna, case, write):
    client = signed_in(kai, case)
    before = pages_of(client, case)

    write(anna, case, "note", text=CANARY)

    assert before != pages_of(client, case)


@pytest.mark.parametrize("name", ["kai", "amir", "erik", "lis", "carla"])
def test_the_address_of_the_note_answers_as_one_that_never_was(request, name, anna, case, write):
    stranger = request.getfixturevalue(name)
    entry = write(anna, case, "concern", text=CANARY, is_restricted=True)
    client = signed_in(stranger, case)

    for rest in ("", "vis/", "ret/", "tilbage/"):
        for method in (client.get, client.post):
            theirs = method(f"/sager/{case.id}/journal/{entry.id}/{rest}")
            never = method(f"/sager/{case.id}/journal/{uuid.uuid4()}/{rest}")
            assert (theirs.status_code, matrix.NONCES.sub("", theirs.content.decode())) == (
                never.status_code,
                matrix.NONCES.sub("", never.content.decode()),
            )
            assert theirs.status_code in (404, 405)


def test_author_coordinator_manager_and_the_named_know_of_it(kai, amir, anna, dorte, case, write):
    entry = write(kai, case, "concern", text=CANARY, is_restricted=True, readers=[amir.membership.id])

    for person in (kai, anna, dorte, amir):
        with acting_for(case.municipality_id):
            assert list(access.entries_of(person.actor, case)) == [entry]


def test_a_new_coordinator_knows_of_it_and_the_former_one_no_longer(kai, amir, anna, case, write, in_aalborg):
    write(kai, case, "concern", text=CANARY, is_restricted=True)

    Case.objects.filter(id=case.id).update(coordinator_id=amir.membership.id)

    assert access.entries_of(amir.actor, case).count() == 1
    assert access.entries_of(anna.actor, case).count() == 0


def test_who_is_no_longer_named_no_longer_knows(kai, amir, anna, case, write, in_aalborg):
    from cases.journal import services

    entry = write(kai, case, "concern", text=CANARY, is_restricted=True, readers=[amir.membership.id])
    services.correct_entry(
        kai.actor,
        entry=JournalEntry.objects.get(id=entry.id),
        version=1,
        happened_on=entry.happened_on,
        today=entry.happened_on,
        text=CANARY,
        points={},
        party="",
        theme="",
        is_restricted=True,
        readers=[],
    )

    assert access.entries_of(amir.actor, case).count() == 0
