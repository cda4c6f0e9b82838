"""What a kind of journal entry may say."""

import pytest

from cases.definitions.kinds import BadBody
from cases.journal import kinds
from cases.journal.presets import PRESETS


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.key)
def test_each_preset_can_be_read_and_speaks_both_languages(preset):
    kind = kinds.read(preset.body)

    texts = [preset.title, *(point.label for point in kind.points)]
    texts += [choice.label for point in kind.points for choice in point.choices]
    assert all(text["da"] and text["en"] for text in texts)
    assert preset.source


def test_presets_have_keys_of_their_own():
    assert len({preset.key for preset in PRESETS}) == len(PRESETS)


def test_health_and_social_control_are_restricted_from_the_start():
    assert {preset.key for preset in PRESETS if kinds.read(preset.body).is_restricted} == {"doctor", "concern"}


@pytest.mark.parametrize(
    "body",
    [
        {"points": [{"key": "a"}]},
        {"points": [{"key": "a", "text": {"da": "A"}, "kind": "moon"}]},
        {"points": [{"key": "a", "text": {"da": "A"}, "kind": "choice"}]},
        {"points": [{"key": "a", "text": {"da": "A"}}, {"key": "a", "text": {"da": "B"}}]},
        {"flags": ["moon"]},
        {"points": "ab"},
        {"points": 7},
    ],
)
def test_a_body_that_makes_no_sense_is_refused(body):
    with pytest.raises(BadBody):
        kinds.read(body)


def test_what_was_chosen_is_shown_in_words():
    [point] = kinds.read(next(preset.body for preset in PRESETS if preset.key == "path")).points

    assert point.shown("education") == "Uddannelse"
    assert point.shown("gone since") == "gone since"


# What a practice records, by the kind that holds it: points, and where they are chosen the choices.
RECORDED = {
    "informed": {"language", "material", "questions"},
    "guidance": {"about: igu education amu job", "provider"},
    "hold_on": {"decision: go_on adjusted stopped", "look_again"},
    "path": {"path: education trade_danish unskilled"},
    "visit": {"firm", "functions"},
    "provider": {"school", "person"},
    "interpreter": {"language", "on", "how: there phone video"},
    "social": {"support: language social both"},
    "authority": {"topic: benefit tax day_care housing bank other"},
    "after_benefit": {"ended_on"},
    "health_house": {"offer", "starts_on"},
    "club": {"place", "talk"},
    "mentor": {"mentor", "hours", "goals"},
    "job_search": {"job", "result: sent interview yes no"},
    "igu_asked": {"firm", "answer: igu job thinks"},
    "doctor": {"consent_on", "letter: none sent received", "needs", "functions"},
    "concern": {"referral"},
}


def test_a_kind_asks_what_its_practice_records():
    asked = {preset.key: kinds.read(preset.body).points for preset in PRESETS}

    found = {
        key: {" ".join([f"{point.key}:", *(one.key for one in point.choices)]).rstrip(":") for point in points}
        for key, points in asked.items()
        if points
    }
    assert found == RECORDED
