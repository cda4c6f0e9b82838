"""Ticking, and taking a tick back."""

import datetime as dt

import pytest

from cases.checklists import services
from cases.definitions.access import offer_for
from cases.definitions.services import rewrite
from cases.models import Checklist, Tick
from igu.accounts.errors import Outdated, RuleBroken
from igu.accounts.tenancy import acting_for

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 25)


@pytest.fixture
def case(anna, make_case, aalborg):
    case = make_case(anna)
    with acting_for(aalborg.id):
        yield case


def template(person, key="run_up"):
    return offer_for(person.actor.municipality_id, "checklist", key)


def tick(person, case, point="rights", party="", key="run_up", day=TODAY):
    spot = {"case": case, "template": template(person, key), "point": point, "party": party}
    return services.tick(person.actor, ticked_on=day, today=TODAY, **spot)


def take_back(person, case, point="rights"):
    services.take_back(person.actor, case=case, template=template(person), point=point, party="")


def ticks(case):
    return [(row.point, row.party, row.undone_at is None) for row in Tick.objects.filter(case=case)]


def test_a_tick_keeps_who_set_it_and_when(anna, case):
    row = tick(anna, case, day=dt.date(2026, 11, 20))

    assert (row.made_by, row.ticked_on, row.checklist.key) == (anna.membership, dt.date(2026, 11, 20), "run_up")


def test_a_point_that_is_ticked_twice_is_ticked_once(anna, bent, case):
    first = tick(anna, case)

    assert tick(bent, case) == first
    assert ticks(case) == [("rights", "", True)]


def test_a_tick_that_is_taken_back_stays_with_who_took_it(anna, bent, case):
    tick(anna, case)

    take_back(bent, case)
    take_back(anna, case)

    row = Tick.objects.get()
    assert (row.made_by, row.undone_by) == (anna.membership, bent.membership)
    tick(anna, case)
    assert ticks(case) == [("rights", "", False), ("rights", "", True)]


def test_each_side_confirms_for_itself(anna, case):
    tick(anna, case, "pace", "citizen", "expectations")
    tick(anna, case, "pace", "employer", "expectations")

    assert ticks(case) == [("pace", "citizen", True), ("pace", "employer", True)]


@pytest.mark.parametrize(("point", "party"), [("song", ""), ("rights", "employer"), ("", "")])
def test_a_point_that_is_not_on_the_list_is_refused(anna, case, point, party):
    with pytest.raises(RuleBroken, match="point_unknown"):
        tick(anna, case, point, party)
    assert not Tick.objects.exists()


@pytest.mark.parametrize(("day", "code"), [(dt.date(2026, 11, 26), "day_ahead"), (dt.date(2009, 1, 1), "day_long_ago")])
def test_a_tick_on_a_day_that_cannot_be_is_refused(anna, case, day, code):
    with pytest.raises(RuleBroken, match=code):
        tick(anna, case, day=day)


def test_a_list_that_is_begun_keeps_its_points(anna, case):
    tick(anna, case)
    old = template(anna)
    body = old.body | {"lines": [{"key": "new", "text": {"da": "Nyt"}}]}
    rewrite(anna.actor, offer=old, title=dict(old.title), body=body, is_in_use=True)

    tick(anna, case, "economy")

    with pytest.raises(RuleBroken):
        tick(anna, case, "new")


def note(person, case, version, participants):
    fields = {"version": version, "participants": participants, "note": ""}
    return services.note_on_checklist(person.actor, case=case, template=template(person), **fields)


def test_who_took_part_is_noted_also_before_the_first_tick(anna, case):
    assert note(anna, case, 0, "Selam and Kirsten").participants == "Selam and Kirsten"
    assert Checklist.objects.get().participants == "Selam and Kirsten"


def test_a_note_on_a_list_that_was_ticked_meanwhile_is_kept(anna, case):
    tick(anna, case)

    assert note(anna, case, 0, "Selam").participants == "Selam"


def test_two_notes_at_once_and_the_second_is_told(anna, case):
    row = note(anna, case, 0, "Selam")

    for version in (0, 1):
        with pytest.raises(Outdated):
            note(anna, case, version, "Kirsten")
    row.refresh_from_db()
    assert row.participants == "Selam"
