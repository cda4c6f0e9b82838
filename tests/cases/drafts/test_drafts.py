"""What was typed outlives the session: sealed, for its owner alone, for seven days."""

import datetime as dt

import pytest
import time_machine

from cases.drafts import services
from cases.models import Draft, JournalEntry
from igu.accounts.tenancy import acting_for

pytestmark = pytest.mark.django_db

TYPED = {"kind": "visit", "text": "Set køkkenet på Solsiden", "party": "both", "point_firm": "Solsiden"}
TEN = dt.datetime(2026, 11, 25, 9, 51, tzinfo=dt.UTC)  # 10.51 in Denmark


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(TEN, tick=False) as traveller:
        yield traveller


@pytest.fixture
def as_anna(client, anna):
    client.force_login(anna.user)
    return client


def keep(client, case, **typed):
    return client.post(f"/sager/{case.id}/journal/kladde/", TYPED | typed)


def drafts(case):
    with acting_for(case.municipality_id):
        return list(Draft.objects.all())


def test_a_draft_is_kept_sealed_and_one_a_form(as_anna, case):
    assert keep(as_anna, case).content.decode() == "Kladde gemt kl. 10.51"
    keep(as_anna, case, text="Set køkkenet på Solsiden i dag")

    [draft] = drafts(case)
    assert draft.typed["text"] == ["Set køkkenet på Solsiden i dag"]
    assert "køkkenet".encode() not in bytes(draft.sealed)
    assert "csrfmiddlewaretoken" not in draft.typed


def test_after_the_log_in_the_draft_is_ready_and_stands_in_the_form(client, as_anna, anna, case):
    keep(as_anna, case)
    client.post("/konto/log-af/")

    client.post("/konto/log-ind/", {"login": "anna@igu.test", "password": "a long pass phrase"})

    page = client.get(f"/sager/{case.id}/journal/").content.decode()
    assert "Din kladde fra kl. 10.51 er klar." in page
    answer = client.get("/kladde/")
    assert answer["Location"] == f"/sager/{case.id}/journal/?kladde=1"
    form = client.get(answer["Location"]).context["form"]
    assert form["text"].value() == "Set køkkenet på Solsiden"
    assert (form["kind"].value(), form["party"].value()) == ("visit", "both")
    assert form["point_firm"].value() == "Solsiden"


def test_the_sentence_after_the_log_in_names_nobody(client, as_anna, case):
    keep(as_anna, case)
    client.post("/konto/log-af/")

    client.post("/konto/log-ind/", {"login": "anna@igu.test", "password": "a long pass phrase"})

    [message] = [str(message) for message in client.get("/min-dag/").context["messages"]]
    assert "Din kladde fra kl. 10.51 er klar." in message
    assert not {case.number, "Selam", "Tekle", str(case.id)} & set(message.replace("/", " ").split())


def test_a_saved_entry_takes_its_draft_along(as_anna, case):
    keep(as_anna, case)

    as_anna.post(f"/sager/{case.id}/journal/", {"kind": "note", "text": "Færdig", "happened_on": "25-11-2026"})

    assert drafts(case) == []
    with acting_for(case.municipality_id):
        assert JournalEntry.objects.count() == 1


def test_a_draft_is_thrown_away_by_its_owner(as_anna, case):
    keep(as_anna, case)

    as_anna.post(f"/sager/{case.id}/journal/kladde/", {"drop": "1"})

    assert drafts(case) == []


def test_nobody_else_is_shown_a_draft(client, as_anna, dorte, case):
    keep(as_anna, case)

    client.force_login(dorte.user)
    page = client.get(f"/sager/{case.id}/journal/?kladde=1").content.decode()

    assert "Solsiden" not in page
    assert "kladde fra" not in page
    assert client.get("/kladde/")["Location"] == "/"
    client.post(f"/sager/{case.id}/journal/kladde/", {"drop": "1"})
    assert len(drafts(case)) == 1


def test_a_draft_lives_seven_days(as_anna, case, clock):
    keep(as_anna, case)

    clock.move_to(TEN + dt.timedelta(days=7, minutes=1))
    as_anna.post("/konto/log-af/")
    as_anna.post("/konto/log-ind/", {"login": "anna@igu.test", "password": "a long pass phrase"})

    assert "kladde fra" not in as_anna.get(f"/sager/{case.id}/journal/").content.decode()
    assert services.clear_old_drafts(TEN + dt.timedelta(days=7, minutes=1)) == 1
    assert drafts(case) == []


def test_what_is_too_much_for_a_draft_breaks_nothing(as_anna, case):
    keep(as_anna, case)

    assert keep(as_anna, case, text="x" * 70_000).status_code == 413
    assert drafts(case)[0].typed["text"] == ["Set køkkenet på Solsiden"]


def test_with_the_session_over_nothing_is_kept_and_the_page_is_told(client, case):
    assert keep(client, case).status_code == 302
    assert drafts(case) == []
