"""The definitions that ship with the system can be read by their mechanism, in both languages, with keys that stay."""

import pytest

from cases.checklists.content import CHECKLISTS
from cases.definitions import kinds
from cases.definitions.kinds import BadBody
from cases.definitions.lines import MOST, line, read_lines
from cases.goals.content import GOALS
from cases.scales.content import SCALES

OURS = (GOALS, SCALES, CHECKLISTS)
PRESETS = [(kind, preset) for kind in OURS for preset in kind.presets]
STEPS = [line("0", "Nej", "No"), line("1", "Ja", "Yes")]


def key_of(value):
    return getattr(value, "key", None)


@pytest.mark.parametrize(("kind", "preset"), PRESETS, ids=key_of)
def test_a_preset_is_read_by_its_kind_and_said_in_both_languages(kind, preset):
    content = kind.read(preset.body)

    assert kinds.kind_of(kind.key) is kind
    texts = [preset.title, *(one.text for one in content.lines), *(one.text for one in getattr(content, "steps", ()))]
    assert [set(text) for text in texts if set(text) != {"da", "en"}] == []


@pytest.mark.parametrize("kind", OURS, ids=key_of)
def test_a_key_names_one_preset(kind):
    keys = [preset.key for preset in kind.presets]

    assert len(set(keys)) == len(keys)


def lines_of(kind, key):
    return [one.text["en"] for one in kind.read(kind.preset(key).body).lines]


def test_the_run_up_has_the_topics_of_the_field():
    assert lines_of(CHECKLISTS, "run_up") == [
        "Rights",
        "Ties to the labour market",
        "Written and unwritten rules",
        "What internships are good for",
        "IGU as a way",
        "Society",
        "Working parents",
        "Unemployment fund",
        "Economy",
        "Budget",
        "Negative social control",
        "Body and health",
    ]


def test_the_five_statements_are_answered_every_third_month():
    scale = SCALES.read(SCALES.preset("five_statements").body)

    assert [one.key for one in scale.on_steps] == ["health", "energy", "idea", "belief", "knowing"]
    assert (scale.every_months, scale.respondents) == (3, ("together", "citizen"))


def test_the_expectations_are_confirmed_by_both_sides():
    points = CHECKLISTS.read(CHECKLISTS.preset("expectations").body)

    assert points.parties == ("citizen", "employer")
    assert ("pace", "employer") in points.keys
    assert len(points.keys) == 2 * len(points.lines)


def test_steps_lie_evenly_between_nothing_and_one():
    scale = SCALES.read(SCALES.preset("five_statements").body)

    assert [scale.place(str(step)) for step in range(1, 6)] == [0, 0.25, 0.5, 0.75, 1]
    assert scale.place("gone") is None


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"lines": [], "steps": STEPS, "respondents": ["citizen"]}, "at least one statement"),
        ({"lines": STEPS, "steps": STEPS[:1], "respondents": ["citizen"]}, "at least two answers"),
        ({"lines": STEPS, "steps": STEPS, "respondents": []}, "at least one who answers"),
        ({"lines": STEPS, "steps": STEPS, "respondents": ["citizen"], "every_months": 25}, "from 0 to 24"),
        ({"lines": [line("a", "A", "A", "song")], "steps": STEPS, "respondents": ["citizen"]}, "not known"),
    ],
)
def test_a_scale_that_cannot_be_answered_is_refused(body, says, settings):
    settings.LANGUAGE_CODE = "en"

    with pytest.raises(BadBody, match=says):
        SCALES.read(body)


def test_a_scale_of_words_and_numbers_needs_no_steps():
    scale = SCALES.read({"lines": [line("a", "Hvad?", "What?", "text")], "respondents": ["citizen"]})

    assert scale.on_steps == ()


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([{"key": "a", "text": {"da": ""}}], "no words"),
        ([line("a", "A", "A"), line("a", "B", "B")], "same key"),
        ([line(str(n), "A", "A") for n in range(MOST + 1)], "the most"),
    ],
)
def test_lines_without_words_twice_or_too_many_are_refused(rows, says, settings):
    settings.LANGUAGE_CODE = "en"

    with pytest.raises(BadBody, match=says):
        read_lines(rows)


def test_a_scale_that_leads_to_a_plan_names_an_area_that_is_there():
    leads = {SCALES.read(preset.body).leads_to for preset in SCALES.presets} - {""}

    assert leads == {"individual_plan", "job_or_education"}
    assert leads <= {preset.key for preset in GOALS.presets}
