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
