"""Kinds of activity as data: every preset can be read, and says what its practice asks for."""

import datetime as dt
from decimal import Decimal

import pytest

from cases.activities import kinds
from cases.activities.presets import ACTIVITIES, PRESETS
from cases.definitions.kinds import BadBody

KINDS = {preset.key: kinds.read(preset.body) for preset in PRESETS}


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.key)
def test_a_preset_is_complete_in_danish_and_english(preset):
    kind = ACTIVITIES.read(preset.body)
    texts = [preset.title, kind.help, *(line.text for line in (*kind.asks, *kind.outcomes, *kind.due))]

    assert all(set(text) == {"da", "en"} and all(text.values()) for text in texts)
    assert kind.outcomes, "whatever is started can end"
    assert preset.source


def test_a_choice_has_something_to_choose_from():
    asks = [ask for kind in KINDS.values() for ask in kind.asks]

    assert all(bool(ask.choices) == (ask.type is kinds.AskType.CHOICE) for ask in asks)


def test_the_mentor_stops_after_three_months_and_the_open_one_does_not():
    start = dt.date(2026, 9, 1)
    [stop] = KINDS["mentor"].due

    assert stop.day(KINDS["mentor"].limits, start, None) == dt.date(2026, 11, 30)
    assert KINDS["mentor"].limits.hours_a_week == 2
    assert KINDS["mentor_open"].due == ()


def test_the_language_buddy_has_five_hours_for_twenty_six_weeks():
    limits = KINDS["language_buddy"].limits

    assert (limits.hours_a_week, limits.weeks, limits.hours_in_all) == (Decimal(5), 26, Decimal(130))


def test_the_trial_internship_asks_both_parties_and_decides_on_its_28th_day():
    kind = KINDS["trial_internship"]
    days = {due.key: due.day(kind.limits, dt.date(2026, 2, 2), None) for due in kind.due}

    assert {ask.key for ask in kind.asks} == {"view_citizen", "view_employer"}
    assert days["runup_decision"] == dt.date(2026, 3, 1)
    assert {outcome.key for outcome in kind.outcomes} >= {"go", "no_go"}


@pytest.mark.parametrize("key", ["jobdansk_1", "jobdansk_2", "jobdansk_3"])
def test_jobdansk_asks_for_the_right_and_the_internship_beside_it(key):
    kind = KINDS[key]

    assert (kind.hours, kind.limits.months, kind.has_attendance) == (15, 3, True)
    asked = {"criteria", "danish_hours", "level", "industry", "module", "team", "right_used", "practice"}
    assert {ask.key for ask in kind.asks} == asked
    assert [outcome.key for outcome in kind.outcomes][:3] == ["full_time", "part_time", "internship"]


def test_an_internship_that_becomes_a_job_asks_about_igu():
    assert [outcome.key for outcome in KINDS["internship"].outcomes if outcome.asks_igu] == ["job"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"counts_as": "play"},
        {"counts_as": "work", "limit_months": "three"},
        {"counts_as": "work", "asks": [{"key": "a", "text": {"da": "x"}, "kind": "colour"}]},
        {"counts_as": "work", "outcomes": [{"text": {"da": "x"}}]},
        {"counts_as": "work", "due": [{"key": "a", "text": {"da": "x"}, "at": "noon"}]},
        {"counts_as": "work", "asks": 7},
    ],
)
def test_a_body_that_cannot_be_read_is_refused_in_words(body):
    with pytest.raises(BadBody) as refusal:
        kinds.read(body)

    assert refusal.value.args[0]
