import dataclasses

import pytest

from cases.definitions import kinds
from cases.definitions.access import offer_for, offers_of
from cases.definitions.kinds import BadBody, Kind, Preset
from cases.definitions.services import define, pin, rewrite
from cases.models import Definition
from igu.accounts.errors import Outdated, RuleBroken
from igu.accounts.tenancy import acting_for

pytestmark = pytest.mark.django_db


@dataclasses.dataclass(frozen=True)
class Words:
    lines: tuple[str, ...]


def read(body):
    if not body.get("lines"):
        raise BadBody("Write at least one line.")
    return Words(tuple(body["lines"]))


@pytest.fixture(autouse=True)
def a_kind(aalborg, monkeypatch):
    """One kind with two presets, of which one waits to be taken into use."""
    presets = (
        Preset("energy", {"da": "Energi", "en": "Energy"}, {"lines": ["one"]}, "HIL-01"),
        Preset("ladder", {"da": "Trappe"}, {"lines": ["step"]}, is_in_use=False),
    )
    monkeypatch.setattr(kinds, "_kinds", {"test": Kind("test", "Test", read, presets)})
    with acting_for(aalborg.id):
        yield


def keys(person, **choice):
    return [offer.key for offer in offers_of(person.actor.municipality_id, "test", **choice)]


def offer(person, key="energy"):
    return offer_for(person.actor.municipality_id, "test", key)


def reword(person, of, *lines, is_in_use=True):
    return rewrite(person.actor, offer=of, title=dict(of.title), body={"lines": list(lines)}, is_in_use=is_in_use)


def test_presets_are_offered_before_anybody_has_used_one(erik):
    assert keys(erik) == ["energy"]
    assert keys(erik, all_of_them=True) == ["energy", "ladder"]
    assert (offer(erik).edition, offer(erik).source, offer(erik).content) == (0, "HIL-01", Words(("one",)))
    assert not Definition.objects.exists()


def test_a_preset_becomes_a_row_when_it_is_first_used_and_stays_the_same_row(erik):
    first = pin(erik.actor, offer(erik))

    assert pin(erik.actor, offer(erik)) == first
    assert (first.edition, first.body, offer(erik).id) == (1, {"lines": ["one"]}, first.id)


def test_who_saw_the_preset_before_a_colleague_used_it_gets_the_colleagues_row(erik):
    seen = offer(erik)

    assert pin(erik.actor, seen) == pin(erik.actor, seen)


def test_a_new_wording_is_a_new_edition_and_the_old_one_keeps_its_words(erik):
    old = pin(erik.actor, offer(erik))
    new = reword(erik, offer(erik), "one", "two")

    old.refresh_from_db()
    assert (old.body, old.is_newest, new.edition, new.made_by) == ({"lines": ["one"]}, False, 2, erik.membership)
    assert offer(erik).content == Words(("one", "two"))


def test_putting_away_makes_no_edition(erik):
    row = reword(erik, offer(erik), "one", is_in_use=False)

    assert (row.edition, keys(erik)) == (1, [])


def test_who_rewrites_what_somebody_has_rewritten_meanwhile_is_told_so(erik):
    seen = offer(erik)
    pin(erik.actor, seen)
    seen = offer(erik)
    reword(erik, seen, "mine")

    with pytest.raises(Outdated):
        reword(erik, seen, "also mine")
    assert offer(erik).content == Words(("mine",))


def test_a_body_that_cannot_be_read_is_refused_before_anything_is_saved(erik):
    with pytest.raises(BadBody):
        reword(erik, offer(erik))
    assert not Definition.objects.exists()


def test_a_municipality_defines_its_own_and_each_name_once(erik, carla, odense):
    define(erik.actor, kind="test", key="own", title={"da": "Egen"}, body={"lines": ["x"]})

    assert keys(erik) == ["energy", "own"]
    with pytest.raises(RuleBroken, match="definition_taken"):
        define(erik.actor, kind="test", key="own", title={"da": "Egen"}, body={"lines": ["x"]})
    with acting_for(odense.id):
        assert keys(carla) == ["energy"]


def test_offers_of_any_number_are_one_query(erik, django_assert_num_queries):
    for number in range(5):
        define(erik.actor, kind="test", key=f"own-{number}", title={"da": "Egen"}, body={"lines": ["x"]})

    with django_assert_num_queries(1):
        assert len(keys(erik)) == 6
