"""What happens when somebody writes in the journal, corrects and takes back."""

import datetime as dt

import pytest

from cases.journal import access, services
from cases.models import Case, Definition, JournalEntry
from followup.models import FollowUp
from igu.accounts.errors import Outdated, RuleBroken
from igu.accounts.tenancy import acting_for
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db


def contact_of(case):
    with acting_for(case.municipality_id):
        return Case.objects.get(id=case.id).last_contact_on


def correct(person, entry, **changes):
    given = {"version": entry.version, "happened_on": entry.happened_on, "text": entry.text, "points": {}}
    given |= {"party": "", "theme": "", "is_restricted": entry.is_restricted} | changes
    with acting_for(entry.municipality_id):
        services.correct_entry(person.actor, entry=JournalEntry.objects.get(id=entry.id), today=TODAY, **given)


def test_an_entry_points_to_the_wording_of_its_kind(anna, case, write):
    entry = write(anna, case, "call", text="Ringet")

    with acting_for(case.municipality_id):
        assert entry.definition == Definition.objects.get(kind="journal", key="call")
    assert (entry.text, entry.author_id, entry.version) == ("Ringet", anna.membership.id, 1)


def test_the_words_lie_sealed_in_the_table_and_in_its_history(anna, case, write, in_aalborg):
    entry = write(anna, case, text="Selam har det godt")

    event = JournalEntry.pgh_event_model.objects.get(pgh_obj_id=entry.id)
    for sealed in (JournalEntry.objects.get(id=entry.id).sealed, event.sealed):
        assert b"Selam" not in bytes(sealed)


def test_a_talk_becomes_the_last_contact(anna, case, write):
    write(anna, case, "call", text="Ringet", on=TODAY - dt.timedelta(days=2))
    write(anna, case, "call", text="Ringet", on=TODAY - dt.timedelta(days=9))
    write(anna, case, "note", text="Husk", on=TODAY)

    assert contact_of(case) == TODAY - dt.timedelta(days=2)


def test_a_restricted_talk_is_no_last_contact(anna, case, write):
    write(anna, case, "call", text="Ringet", is_restricted=True)

    assert contact_of(case) is None


def test_a_talk_that_is_taken_back_is_no_last_contact(anna, case, write):
    entry = write(anna, case, "call", text="Ringet")

    with acting_for(case.municipality_id):
        services.take_back(anna.actor, entry=entry, version=entry.version, why="Forkert borger")

    assert contact_of(case) is None
    with acting_for(case.municipality_id):
        entry = JournalEntry.objects.get(id=entry.id)
        assert (entry.taken_back_by_id, entry.taken_back_why) == (anna.membership.id, "Forkert borger")


def test_the_reason_of_who_takes_an_entry_back_second_is_not_dropped_in_silence(anna, bent, case, write, in_aalborg):
    entry = write(anna, case, text="Ringet")
    services.take_back(anna.actor, entry=entry, version=1, why="Forkert borger")
    when = entry.taken_back_at
    services.take_back(anna.actor, entry=entry, version=1, why="Forkert borger")  # a double click

    with pytest.raises(Outdated):
        services.take_back(bent.actor, entry=entry, version=1, why="Skrevet to gange")
    services.take_back(bent.actor, entry=entry, version=entry.version, why="Skrevet to gange")

    entry.refresh_from_db()
    assert (entry.taken_back_why, entry.taken_back_at) == ("Skrevet to gange", when)
    assert entry.taken_back_by_id == bent.membership.id


def test_a_correction_keeps_the_former_wording(anna, dorte, case, write, in_aalborg):
    entry = write(anna, case, text="Ringet tirsdag")

    correct(dorte, entry, text="Ringet onsdag", party="citizen")

    entry = JournalEntry.objects.get(id=entry.id)
    assert (entry.text, entry.party, entry.version, entry.is_corrected) == ("Ringet onsdag", "citizen", 2, True)
    assert [wording.text for wording in access.wordings_of(entry)] == ["Ringet onsdag", "Ringet tirsdag"]


def test_who_corrects_second_overwrites_nobody(anna, case, write):
    entry = write(anna, case, text="Ringet tirsdag")
    correct(anna, entry, text="Ringet onsdag")

    with pytest.raises(Outdated):
        correct(anna, entry, version=1, text="Ringet torsdag")


def test_what_is_taken_back_is_not_corrected(anna, case, write):
    entry = write(anna, case, text="Ringet")
    with acting_for(case.municipality_id):
        services.take_back(anna.actor, entry=entry, version=1, why="Nej")

    with pytest.raises(RuleBroken, match="taken_back"):
        correct(anna, entry, version=2, text="Ringet igen")


@pytest.mark.parametrize(
    ("kind", "fields", "code"),
    [
        ("note", {"text": ""}, "words_missing"),
        ("visit", {"points": {}}, "words_missing"),
        ("note", {"text": "x", "on": TODAY + dt.timedelta(days=1)}, "day_ahead"),
        ("note", {"text": "x", "on": dt.date(1, 1, 1)}, "day_long_ago"),
    ],
)
def test_what_makes_no_sense_is_refused(anna, case, write, kind, fields, code):
    with pytest.raises(RuleBroken, match=code):
        write(anna, case, kind, **fields)


def test_points_alone_are_enough_where_the_kind_says_so(anna, case, write):
    entry = write(anna, case, "visit", points={"firm": "Klintholm", "functions": "Anrette, vaske op"})

    assert entry.points == {"firm": "Klintholm", "functions": "Anrette, vaske op"}


def test_a_date_to_look_again_becomes_a_follow_up_and_goes_with_the_entry(anna, case, write, in_aalborg):
    again = {"decision": "go_on", "look_again": "2026-12-15"}
    entry = write(anna, case, "hold_on", text="Møder stabilt igen", points=again)

    [follow_up] = FollowUp.objects.filter(case=case)
    assert (follow_up.due_on, follow_up.what) == (dt.date(2026, 12, 15), "Fasthold trods fravær: ses på igen")

    services.take_back(anna.actor, entry=JournalEntry.objects.get(id=entry.id), version=1, why="Nej")
    assert not FollowUp.objects.filter(case=case).exists()


def test_a_restricted_entry_asks_for_no_follow_up(anna, case, write, in_aalborg):
    again = {"decision": "go_on", "look_again": "2026-12-15"}
    write(anna, case, "hold_on", text="Møder stabilt igen", points=again, is_restricted=True)

    assert not FollowUp.objects.filter(case=case).exists()
