"""How a scale stands in a case: a curve a statement, the answers in words beside it, and what has moved."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.definitions.access import Offer
from cases.definitions.lines import Line
from cases.definitions.texts import DANISH, said
from cases.models import Measurement
from cases.scales.access import scale_of
from cases.scales.content import Scale
from cases.scales.words import Answers, Respondent
from igu.rules.months import add_months
from igu.web import days
from igu.web.curves import Curve, Point, Series, curve

# Who answers together with us is still the one who answers.
VOICES = {
    Respondent.CITIZEN: Respondent.CITIZEN,
    Respondent.TOGETHER: Respondent.CITIZEN,
    Respondent.EMPLOYER: Respondent.EMPLOYER,
    Respondent.MUNICIPALITY: Respondent.MUNICIPALITY,
    Respondent.SCHOOL: Respondent.SCHOOL,
}
LOOKS = {
    Respondent.CITIZEN: "c-1",
    Respondent.EMPLOYER: "c-2",
    Respondent.MUNICIPALITY: "c-3",
    Respondent.SCHOOL: "c-4",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer in words and its day; empty where the statement was not answered, or not asked."""

    text: str
    on: dt.date
    is_long: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """A row: the statement as it is asked now, its curve where it has one, and its answers, the newest first."""

    name: str
    curve: Curve | None
    cells: list[Cell]
    is_retired: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A scale of a case, ready to show."""

    offer: Offer
    measurements: Sequence[Measurement]  # the newest first
    statements: list[Statement]
    verdict: str
    next_on: dt.date | None
    is_late: bool
    voices: list[tuple[str, str]]  # look and label, where more than one has answered


def pictures_of(measurements: Sequence[Measurement], offers: Sequence[Offer], today: dt.date) -> list[Picture]:
    """One picture a scale that has been used, in the order of the offers."""
    by_key: dict[str, list[Measurement]] = {}
    for row in measurements:
        by_key.setdefault(row.definition.key, []).append(row)
    return [picture_of(offer, by_key[offer.key], today) for offer in offers if offer.key in by_key]


def picture_of(offer: Offer, measurements: Sequence[Measurement], today: dt.date) -> Picture:
    scale: Scale = offer.content
    asked = {row.id: scale_of(row) for row in measurements}
    retired = {line.key: line for old in asked.values() for line in old.lines}
    lines = [*scale.lines, *(line for key, line in retired.items() if key not in {one.key for one in scale.lines})]
    first, last = measurements[0].measured_on, measurements[-1].measured_on
    statements = [
        Statement(
            line.name,
            _curve(line, scale, asked, measurements, first, last),
            [_cell(row, line, asked[row.id]) for row in reversed(measurements)],
            is_retired=line not in scale.lines,
        )
        for line in lines
    ]
    next_on = add_months(last, scale.every_months) if scale.every_months else None
    voices = {VOICES[row.respondent] for row in measurements}
    return Picture(
        offer,
        measurements[::-1],
        statements,
        _verdict(scale, asked, measurements),
        next_on,
        bool(next_on and next_on < today),
        [(LOOKS[voice], str(voice.label)) for voice in LOOKS if voice in voices] if len(voices) > 1 else [],
    )


def _curve(line: Line, scale, asked, measurements, first, last) -> Curve | None:
    if line.kind != Answers.STEP:
        return None
    series = []
    for voice, look in LOOKS.items():
        rows = [row for row in measurements if VOICES[row.respondent] == voice]
        points = [_point(row, line, asked[row.id]) for row in rows]
        if any(point.place is not None for point in points):
            series.append(Series(str(voice.label), look, points))
    if not series:
        return None
    told = "; ".join(point.title for one in series for point in one.points if point.place is not None)
    return curve(series, said=f"{line.name}: {told}", first=first, last=last, steps=len(scale.steps))


def _point(row, line, scale: Scale) -> Point:
    title = f"{days.plain(row.measured_on)}: {_cell(row, line, scale).text}"
    return Point(row.measured_on, _place(row, line, scale), title)


def _place(row, line, scale: Scale) -> float | None:
    step = row.answers.get(line.key)
    return scale.place(step) if step else None


def _cell(row, line: Line, scale: Scale) -> Cell:
    value = row.answers.get(line.key)
    if value in (None, ""):
        return Cell("", row.measured_on)
    if line.kind == Answers.STEP:
        step = scale.step(value)
        return Cell(step.name if step else "", row.measured_on)
    if line.kind == Answers.DATE:
        return Cell(days.plain(dt.date.fromisoformat(value)), row.measured_on)
    return Cell(str(value), row.measured_on, is_long=line.kind == Answers.TEXT)


def moves(scale: Scale, asked: dict, measurements: Sequence[Measurement]) -> dict[str, float]:
    """By statement: the last answer minus the first one, where one voice has answered it at least twice.

    What was not answered counts as nothing at all, never as the lowest step.
    """
    found = {}
    for line in scale.on_steps:
        by_voice: dict[str, list[float]] = {}
        for row in measurements:
            place = _place(row, line, asked[row.id])
            if place is not None:
                by_voice.setdefault(VOICES[row.respondent], []).append(place)
        told = next((places for voice in LOOKS if len(places := by_voice.get(voice, [])) > 1), None)
        if told:
            found[line.key] = told[-1] - told[0]
    return found


def _verdict(scale: Scale, asked, measurements) -> str:
    moved = moves(scale, asked, measurements)
    if not moved:
        return ""
    up = sum(move > 0 for move in moved.values())
    down = sum(move < 0 for move in moved.values())
    same = len(moved) - up - down
    parts = [
        (up, ngettext("%(n)d statement has gone up", "%(n)d statements have gone up", up)),
        (down, ngettext("%(n)d statement has gone down", "%(n)d statements have gone down", down)),
        (same, ngettext("%(n)d statement is the same", "%(n)d statements are the same", same)),
    ]
    told = ", ".join(words % {"n": number} for number, words in parts if number)
    since = _("since %(date)s") % {"date": days.plain(measurements[0].measured_on)}
    return f"{told} {since}."


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A statement on paper: in the citizen's language, in Danish below it, and what was answered the last time."""

    name: str
    danish: str
    steps: list[str]
    kind: str
    before: str


def sheet_lines(scale: Scale, measurements: Sequence[Measurement], language: str) -> list[SheetLine]:
    last = measurements[-1] if measurements else None
    return [
        SheetLine(
            said(line.text, language),
            said(line.text, DANISH) if language not in ("", DANISH) else "",
            [said(step.text, language) for step in scale.steps] if line.kind == Answers.STEP else [],
            line.kind,
            _cell(last, line, scale_of(last)).text if last else "",
        )
        for line in scale.lines
    ]
