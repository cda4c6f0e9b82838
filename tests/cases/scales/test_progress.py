"""Share with progress per statement, against answers that were counted by hand."""

import datetime as dt

import pytest

from cases.definitions.access import offer_for
from cases.definitions.services import rewrite
from cases.scales import services
from cases.scales.progress import progress_of
from igu.accounts.tenancy import acting_for

pytestmark = pytest.mark.django_db

FIRST, LAST = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
DAYS = [dt.date(2026, 2, 2), dt.date(2026, 5, 4), dt.date(2026, 8, 3)]


@pytest.fixture
def answer(anna, make_case, aalborg):
    """Make a case in which these answers were given to one statement, a day each; None was left open."""

    def give(*steps, respondent="citizen", line="health", key="five_statements", days=DAYS, case=None):
        case = case or make_case(anna)
        for day, step in zip(days, steps, strict=False):
            services.measure(
                anna.actor,
                case=case,
                scale=offer_for(aalborg.id, "scale", key),
                measured_on=day,
                respondent=respondent,
                answers={line: step} if step else {},
                note="talked",
                today=LAST,
            )
        return case

    with acting_for(aalborg.id):
        yield give


def counted(person, first=FIRST, last=LAST):
    return {one.statement: (one.moved, one.of) for one in progress_of(person.actor.municipality_id, first, last)}


HEALTH = "Mit helbred er godt nok til at arbejde"


def test_of_those_who_answered_twice_those_count_who_stand_higher(anna, answer):
    answer("1", "3")
    answer("3", "3")
    answer("4", "2")
    answer("2")

    assert counted(anna) == {HEALTH: (1, 3)}


def test_first_and_last_are_compared_whatever_lies_between(anna, answer):
    answer("2", "5", "3")

    assert counted(anna) == {HEALTH: (1, 1)}


def test_an_open_answer_is_neither_first_nor_last(anna, answer):
    answer(None, "2", "3")
    answer("2", "3", None)
    answer("2", None)

    assert counted(anna) == {HEALTH: (2, 2)}


def test_the_citizens_own_answers_count_before_those_of_others(anna, answer):
    case = answer("3", "2")
    answer("1", "5", respondent="employer", case=case)

    assert counted(anna) == {HEALTH: (0, 1)}


def test_answers_with_us_and_alone_are_the_same_voice(anna, answer):
    case = answer("2", respondent="together")
    answer("4", respondent="citizen", days=DAYS[1:], case=case)

    assert counted(anna) == {HEALTH: (1, 1)}


def test_only_the_period_counts(anna, answer):
    answer("1", "3", "3")

    assert counted(anna, last=dt.date(2026, 3, 1)) == {}
    assert counted(anna, first=dt.date(2026, 4, 1)) == {HEALTH: (0, 1)}


def test_steps_of_two_editions_are_compared_by_where_they_lie(anna, answer, aalborg):
    case = answer("4")
    old = offer_for(aalborg.id, "scale", "five_statements")
    steps = [{"key": key, "text": {"da": key}} for key in ("lav", "mellem", "hoej")]
    rewrite(anna.actor, offer=old, title=dict(old.title), body=old.body | {"steps": steps}, is_in_use=True)
    answer("mellem", case=case, days=DAYS[1:])

    assert counted(anna) == {HEALTH: (0, 1)}


def test_numbers_and_words_are_not_progress(anna, answer):
    answer("1", "5", line="module", key="danish_education")

    assert counted(anna) == {}


def test_another_municipality_counts_its_own(anna, carla, answer, odense):
    answer("1", "3")

    with acting_for(odense.id):
        assert counted(carla) == {}
