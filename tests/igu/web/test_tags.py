"""Template tags that every template has."""

import datetime as dt
from decimal import Decimal

import pytest
from django.template import engines
from django.test import RequestFactory
from lxml import html

from igu.web import days, numbers
from igu.web.templatetags import igu as tags

TUESDAY = dt.date(2026, 12, 29)
THURSDAY = dt.date(2027, 1, 7)


def drawn(source, **values):
    request = values.pop("request", None)
    return engines["django"].from_string(source).render(values, request)


@pytest.mark.parametrize(
    ("say", "words"),
    [
        (days.plain, "29-12-2026"),
        (days.short, "ti. 29-12"),
        (days.full, "ti. 29-12-2026"),
        (days.month, "december 2026"),
    ],
)
def test_day_is_written_as_people_here_write_it(say, words):
    assert say(TUESDAY) == words


@pytest.mark.parametrize("say", [days.plain, days.short, days.full])
def test_no_day_is_a_dash(say):
    assert say(None) == "–"


def test_headline_of_a_day_has_the_week():
    assert days.headline(THURSDAY) == "Torsdag 7. januar 2027 · uge 1"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TUESDAY, "9 dage for sent"),
        (THURSDAY - dt.timedelta(days=1), "1 dag for sent"),
        (THURSDAY, "i dag"),
        (THURSDAY + dt.timedelta(days=1), "om 1 dag"),
        (THURSDAY + dt.timedelta(days=5), "om 5 dage"),
    ],
)
def test_distance_is_counted_in_days(day, words):
    assert days.distance(day, THURSDAY) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (None, "–"),
        (THURSDAY, "i dag"),
        (THURSDAY - dt.timedelta(days=6), "denne uge"),
        (THURSDAY - dt.timedelta(days=7), "1 uge siden"),
        (THURSDAY - dt.timedelta(days=27), "3 uger siden"),
    ],
)
def test_last_contact_is_counted_in_weeks(day, words):
    assert days.since(day, THURSDAY) == words


@pytest.mark.parametrize(
    ("say", "given", "words"),
    [
        (numbers.thousands, (1234567,), "1.234.567"),
        (numbers.hours, (Decimal("37.00"),), "37"),
        (numbers.hours, (Decimal("37.50"),), "37,5"),
        (numbers.hours, (Decimal("1037.25"),), "1.037,25"),
        (numbers.percent, (24, 46), "52 %"),
        (numbers.percent, (0, 0), "–"),
    ],
)
def test_number_is_written_as_people_here_write_it(say, given, words):
    assert say(*given) == words


@pytest.mark.parametrize(("part", "share"), [(-5, 0), (0, 0), (425.5, 50), (851, 100), (900, 100)])
def test_share_for_a_drawing_never_leaves_it(part, share):
    assert numbers.share(part, 851) == share


def test_icon_is_decoration():
    icon = html.fromstring(drawn('{% icon "check" %}'))

    assert icon.get("aria-hidden") == "true"
    assert icon.find("use").get("href").endswith("all-svg-icons.svg#check")


@pytest.mark.parametrize(("address", "current"), [("/", None), ("/sager/", "page"), ("/sager/x/plan/", "page")])
def test_link_of_the_menu_is_marked_on_its_page_and_below(address, current):
    link = html.fromstring(drawn('{% nav "case_list" "Sager" %}', request=RequestFactory().get(address)))

    assert link.get("href") == "/sager/"
    assert link.get("aria-current") == current


def test_link_to_a_page_that_is_not_there_is_left_out():
    assert drawn('{% nav "no_such_page" "Nej" %}{% url_if "no_such_page" %}') == ""


def test_hours_bar_shows_have_planned_missing_and_pace():
    bar = html.fromstring(drawn("{% hours_bar 402 851 planned=375 missing=74 pace=363.4 %}"))
    parts = {part.get("class"): (float(part.get("x", 0)), float(part.get("width"))) for part in bar.iter("rect")}

    assert parts == {
        "hours-track": (0, 100),
        "hours-done": (0, 47.2),
        "hours-plan": (47.2, 44.1),
        "hours-short": (91.3, 8.7),
        "hours-pace": (42.7, 0.8),
    }


def test_hours_bar_of_a_plan_behind_has_its_own_look():
    assert 'class="hours-behind"' in drawn("{% hours_bar 148 851 behind=True %}")


def test_hours_bar_never_runs_over():
    shown = tags.hours_bar(900, 851, planned=100, pace=900)

    assert (shown["done"], shown["planned"], shown["pace"]) == (100, 0, 99.2)
