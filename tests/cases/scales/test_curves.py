"""What is drawn of the answers: the newest wording, one curve a voice, a gap where nothing was answered."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.utils.translation import override

from cases.definitions.access import Offer
from cases.scales import curves
from cases.scales.content import SCALES
from igu.web.curves import HEIGHT, Point, Series, curve

DAYS = [dt.date(2026, 1, 5), dt.date(2026, 4, 7), dt.date(2026, 7, 6)]
FIVE = SCALES.preset("five_statements")


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


def offer(preset=FIVE, **body):
    return Offer("scale", preset.key, preset.title, preset.body | body, is_in_use=True)


def measured(day, answers, respondent="citizen", body=None):
    definition = SimpleNamespace(kind="scale", key="five_statements", body=body or FIVE.body)
    return SimpleNamespace(
        id=object(), measured_on=day, respondent=respondent, answers=answers, definition=definition, note=""
    )


def picture(*rows, of=None):
    return curves.picture_of(of or offer(), rows, dt.date(2026, 4, 6))


def statement(picture, key):
    place = [line.key for line in offer().content.lines].index(key)
    return picture.statements[place]


def test_an_answer_is_said_in_words_and_an_open_one_is_empty():
    shown = picture(measured(DAYS[0], {"health": "1"}), measured(DAYS[1], {"energy": "5"}))

    assert [cell.text for cell in statement(shown, "health").cells] == ["", "Not at all"]
    assert statement(shown, "idea").curve is None


def test_a_missing_answer_breaks_the_line_and_is_no_value():
    answers = [{"health": "2"}, {}, {"health": "4"}]
    drawn = statement(picture(*map(measured, DAYS, answers)), "health").curve

    assert (len(drawn.marks), drawn.strokes) == (2, [])
    assert "not" not in drawn.said


def test_points_that_follow_each_other_are_joined_and_higher_is_higher():
    drawn = statement(
        picture(*map(measured, DAYS, [{"health": "1"}, {"health": "3"}, {"health": "5"}])), "health"
    ).curve

    heights = [float(mark["y"]) for mark in drawn.marks]
    assert heights == sorted(heights, reverse=True)
    assert [float(mark["x"]) for mark in drawn.marks] == sorted(float(mark["x"]) for mark in drawn.marks)
    assert len(drawn.strokes) == 1


def test_citizen_and_firm_are_two_lines_with_shapes_of_their_own():
    rows = [
        measured(DAYS[0], {"health": "1"}),
        measured(DAYS[0], {"health": "3"}, "employer"),
        measured(DAYS[1], {"health": "2"}, "together"),
        measured(DAYS[1], {"health": "3"}, "employer"),
    ]
    shown = picture(*rows)

    drawn = statement(shown, "health").curve
    assert {mark["look"] for mark in drawn.marks} == {"c-1", "c-2"}
    assert [bool(mark["corners"]) for mark in drawn.marks] == [False, False, True, True]
    assert [label for _look, label in shown.voices] == ["The citizen", "The firm"]


def test_the_verdict_counts_what_moved_between_first_and_last_answer():
    first = {"health": "1", "energy": "3", "idea": "2", "belief": "4"}
    last = {"health": "3", "energy": "3", "idea": "1"}

    shown = picture(measured(DAYS[0], first), measured(DAYS[2], last))

    assert (
        shown.verdict == "1 statement has gone up, 1 statement has gone down, 1 statement is the same since 05-01-2026."
    )


def test_a_first_measurement_has_moved_nowhere():
    assert picture(measured(DAYS[0], {"health": "1"})).verdict == ""


def test_the_next_time_follows_the_scales_rhythm():
    shown = picture(measured(DAYS[0], {"health": "1"}))
    assert (shown.next_on, shown.is_late) == (dt.date(2026, 4, 5), True)
    assert picture(measured(DAYS[1], {"health": "1"})).is_late is False
    assert picture(measured(DAYS[0], {"health": "1"}), of=offer(every_months=0)).next_on is None


def test_a_statement_that_is_no_longer_asked_stays_to_be_seen():
    without_health = offer(lines=FIVE.body["lines"][1:])

    last = picture(measured(DAYS[0], {"health": "1"}), of=without_health).statements[-1]

    assert (last.name, last.is_retired, last.cells[0].text) == ("My health is good enough to work", True, "Not at all")


def test_a_reworded_statement_goes_on_in_the_same_row():
    reworded = offer(lines=[{"key": "health", "text": {"da": "Ny", "en": "New words"}}, *FIVE.body["lines"][1:]])

    shown = picture(measured(DAYS[0], {"health": "1"}), measured(DAYS[1], {"health": "2"}), of=reworded)

    assert shown.statements[0].name == "New words"
    assert len(shown.statements) == 5


def test_dates_numbers_and_words_are_shown_and_not_drawn():
    preset = SCALES.preset("danish_education")
    row = measured(DAYS[0], {"track": "du2", "module": "3", "pd2": "2026-06-01"}, body=preset.body)

    cells = {one.name: (one.cells[0].text, one.curve is not None) for one in picture(row, of=offer(preset)).statements}

    assert cells["Danish test 2 passed"] == ("01-06-2026", False)
    assert cells["Module"] == ("3", False)
    assert cells["Danish education"] == ("DU2", True)
    assert cells["Danish test 3 passed"] == ("", False)


def test_a_curve_of_one_day_stands_in_the_middle():
    drawn = curve([Series("a", "c-1", [Point(DAYS[0], 0.0)])], said="x", first=DAYS[0], last=DAYS[0])

    assert (drawn.marks[0]["x"], float(drawn.marks[0]["y"]) < HEIGHT) == ("120.0", True)


def test_the_sheet_says_the_statement_in_the_citizens_language_with_danish_below():
    lines = [{"key": "health", "text": {"da": "Dansk", "uk": "Українською"}}]

    sheet = curves.sheet_lines(offer(lines=lines).content, [measured(DAYS[0], {"health": "2"})], "uk")

    assert (sheet[0].name, sheet[0].danish, sheet[0].before, len(sheet[0].steps)) == (
        "Українською",
        "Dansk",
        "A little",
        5,
    )
