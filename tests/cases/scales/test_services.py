"""Noting answers on a scale."""

import datetime as dt
import uuid

import pytest

from cases.definitions.access import content_of, offer_for
from cases.definitions.services import rewrite
from cases.models import Measurement
from cases.scales import services
from igu.accounts.errors import Outdated, RuleBroken
from igu.accounts.tenancy import acting_for

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 25)


@pytest.fixture
def case(anna, make_case, aalborg):
    case = make_case(anna)
    with acting_for(aalborg.id):
        yield case


def scale(person, key="five_statements"):
    return offer_for(person.actor.municipality_id, "scale", key)


def measure(person, case, answers=None, **fields):
    given = {"measured_on": TODAY, "respondent": "citizen", "today": TODAY, "answers": answers or {}} | fields
    return services.measure(person.actor, case=case, scale=scale(person), **given)


def test_answers_are_kept_with_the_edition_that_was_asked(anna, case):
    made = measure(anna, case, {"health": "2"})
    old = scale(anna)
    words = {"da": "Nyt udsagn"}
    body = old.body | {"lines": [{**old.body["lines"][0], "text": words}]}
    rewrite(anna.actor, offer=old, title=dict(old.title), body=body, is_in_use=True)

    later = measure(anna, case, {"health": "4"})

    made.refresh_from_db()
    assert [len(content_of(row.definition).lines) for row in (made, later)] == [5, 1]
    assert (made.answers, made.made_by_id) == ({"health": "2"}, anna.membership.id)


def test_what_was_not_answered_leaves_no_trace_that_could_be_a_zero(anna, case):
    assert "energy" not in measure(anna, case, {"health": "1"}).answers


def test_a_form_that_is_sent_twice_makes_one_measurement(anna, case):
    token = uuid.uuid4()

    assert measure(anna, case, {"health": "1"}, token=token) == measure(anna, case, {"health": "1"}, token=token)
    assert Measurement.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"answers": {}}, "nothing_answered"),
        ({"answers": {"health": "1"}, "measured_on": TODAY + dt.timedelta(days=1)}, "day_ahead"),
        ({"answers": {"health": "1"}, "measured_on": dt.date(2009, 12, 31)}, "day_long_ago"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(anna, case, fields, code):
    with pytest.raises(RuleBroken, match=code):
        measure(anna, case, **fields)
    assert not Measurement.objects.exists()


def test_a_talk_without_answers_is_kept_for_its_note(anna, case):
    assert measure(anna, case, note="He was tired and wants to answer next week.").answers == {}


def change(person, row, version, **fields):
    given = {"measured_on": TODAY, "respondent": "citizen", "note": "", "today": TODAY} | fields
    services.change_measurement(person.actor, measurement=row, version=version, **given)


def test_an_answer_is_put_right_once_by_each_who_has_seen_the_newest(anna, case):
    row = measure(anna, case, {"health": "1"})

    change(anna, row, row.version, answers={"health": "5"})
    with pytest.raises(Outdated):
        change(anna, row, 1, answers={"health": "3"})

    row.refresh_from_db()
    assert (row.answers, row.version) == ({"health": "5"}, 2)
