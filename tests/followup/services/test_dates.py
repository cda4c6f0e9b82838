"""Follow-ups for the dates of other records: they come, move and go with the record, and an answer stays."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.hooks import DueDate, dates_changed
from cases.models import NEVER
from followup import services
from followup.models import FollowUp, FollowUpModel
from igu.accounts.models import ClosingDay, Municipality
from igu.accounts.tenancy import acting_for

pytestmark = pytest.mark.django_db

SUBJECT = f"goal:{uuid.UUID(int=7)}"
THURSDAY = dt.date(2027, 1, 14)
LATER = dt.date(2027, 4, 15)
SATURDAY = dt.date(2027, 1, 16)


@pytest.fixture
def case(anna, make_case, in_aalborg):
    return make_case(anna)


def rows(case, subject=SUBJECT):
    found = FollowUp.objects.filter(case=case, subject=subject).order_by("due_on", "key", "party")
    return [(row.key, row.due_on, row.what, row.party) for row in found]


def review(day, what="Goal review", party="both", **fields):
    return DueDate("goal_review", day, what, party, **fields)


def answer(anna, case, today, day=THURSDAY):
    row = FollowUp.objects.get(case=case, subject=SUBJECT, raw_on=day)
    return services.answer_follow_up(anna.actor, follow_up_id=row.id, version=row.version, answer="good", today=today)


def test_a_date_of_a_record_makes_a_follow_up_without_an_agreement(anna, case):
    dates_changed(anna.actor, case, SUBJECT, [("goal_review", THURSDAY, "Goal review", "both")])

    assert rows(case) == [("goal_review", THURSDAY, "Goal review", "both")]
    row = FollowUp.objects.get(case=case)
    assert (row.agreement, row.made_by_id, row.kind, row.turn) == (None, anna.membership.id, "contact", 0)
    case.refresh_from_db()
    assert (case.next_due_on, case.next_count) == (THURSDAY, 1)


def test_the_same_dates_again_change_nothing(anna, case):
    dates_changed(anna.actor, case, SUBJECT, [review(THURSDAY)])
    before = list(FollowUp.objects.values())

    dates_changed(anna.actor, case, SUBJECT, [review(THURSDAY)])

    assert list(FollowUp.objects.values()) == before


def test_another_date_moves_the_same_follow_up(anna, case):
    dates_changed(anna.actor, case, SUBJECT, [review(THURSDAY)])
    row_id = FollowUp.objects.get(case=case).id

    dates_changed(anna.actor, case, SUBJECT, [review(LATER, why="Asks for a break in Danish")])

    row = FollowUp.objects.get(case=case)
    assert (row.id, row.due_on, row.raw_on, row.why) == (row_id, LATER, LATER, "Asks for a break in Danish")


def test_no_dates_remove_what_waits(anna, case):
    dates_changed(anna.actor, case, SUBJECT, [review(THURSDAY), ("stop", LATER, "Mentor stops", "team")])

    dates_changed(anna.actor, case, SUBJECT, [])

    assert rows(case) == []
    case.refresh_from_db()
    assert case.next_due_on == NEVER


def test_one_subject_leaves_the_others_alone(anna, case):
    dates_changed(anna.actor, case, SUBJECT, [review(THURSDAY)])
    dates_changed(anna.actor, case, "goal:other", [review(LATER)])

    dates_changed(anna.actor, case, SUBJECT, [])

    assert rows(case, "goal:other") == [("goal_review", LATER, "Goal review", "both")]


def test_what_is_answered_is_neither_moved_nor_removed(anna, case, today):
    dates_changed(anna.actor, case, SUBJECT, [review(THURSDAY)])
    done = answer(anna, case, today)

    dates_changed(anna.actor, case, SUBJECT, [review(LATER)])
    dates_changed(anna.actor, case, SUBJECT, [])

    done.refresh_from_db()
    assert rows(case) == [("goal_review", THURSDAY, "Goal review", "both")]
    assert (done.answer, done.due_on) == ("good", THURSDAY)


def test_a_date_that_is_answered_is_not_asked_for_again(anna, case, today):
    dates_changed(anna.actor, case, SUBJECT, [review(THURSDAY)])
    answer(anna, case, today)

    dates_changed(anna.actor, case, SUBJECT, [review(THURSDAY, what="Other words")])

    assert rows(case) == [("goal_review", THURSDAY, "Goal review", "both")]


def test_after_an_answer_another_date_makes_another_follow_up(anna, case, today):
    dates_changed(anna.actor, case, SUBJECT, [review(THURSDAY)])
    answer(anna, case, today)

    dates_changed(anna.actor, case, SUBJECT, [review(LATER)])

    assert [day for _key, day, _what, _party in rows(case)] == [THURSDAY, LATER]


def test_an_answer_taken_back_after_a_new_date_leaves_both_until_the_record_speaks(anna, case, today):
    dates_changed(anna.actor, case, SUBJECT, [review(THURSDAY)])
    done = answer(anna, case, today)
    dates_changed(anna.actor, case, SUBJECT, [review(LATER)])

    services.undo_answer(anna.actor, follow_up_id=done.id, today=today)
    assert len(rows(case)) == 2

    dates_changed(anna.actor, case, SUBJECT, [review(LATER)])
    assert rows(case) == [("goal_review", LATER, "Goal review", "both")]


def test_an_agreed_date_stays_until_the_record_gets_another(anna, case, today):
    dates_changed(anna.actor, case, SUBJECT, [review(THURSDAY)])
    row = FollowUp.objects.get(case=case)
    agreed = THURSDAY + dt.timedelta(days=5)
    services.move_follow_up(
        anna.actor, follow_up_id=row.id, version=row.version, due_on=agreed, why="She asked", today=today
    )

    dates_changed(anna.actor, case, SUBJECT, [review(THURSDAY, what="Other words")])
    assert rows(case) == [("goal_review", agreed, "Other words", "both")]

    dates_changed(anna.actor, case, SUBJECT, [review(LATER, what="Other words")])
    assert rows(case) == [("goal_review", LATER, "Other words", "both")]


@pytest.mark.parametrize(
    ("kind", "day"),
    [("contact", dt.date(2027, 1, 18)), ("deadline", dt.date(2027, 1, 15))],
    ids=["contact", "deadline"],
)
def test_a_date_on_a_closed_day_moves_by_its_kind(anna, case, kind, day):
    dates_changed(anna.actor, case, SUBJECT, [review(SATURDAY, kind=kind)])

    row = FollowUp.objects.get(case=case)
    assert (row.raw_on, row.due_on) == (SATURDAY, day)


def test_other_closing_days_move_it_and_move_it_back(anna, case, aalborg, today):
    dates_changed(anna.actor, case, SUBJECT, [review(THURSDAY)])
    closed = ClosingDay.objects.create(municipality=aalborg, closed_on=THURSDAY)

    services.move_dates(aalborg, today=today)
    assert [day for _key, day, *_ in rows(case)] == [THURSDAY + dt.timedelta(days=1)]
    case.refresh_from_db()
    assert case.next_due_on == THURSDAY + dt.timedelta(days=1)

    closed.delete()
    services.move_dates(aalborg, today=today)
    assert [day for _key, day, *_ in rows(case)] == [THURSDAY]


def test_computing_a_rhythm_again_leaves_it_alone(anna, follow, aalborg, in_aalborg, today):
    agreement = follow(anna, dt.date(2026, 12, 15))
    dates_changed(anna.actor, agreement.case, SUBJECT, [review(THURSDAY)])

    services.schedule_agreement(None, agreement, today=today)
    services.choose_model(anna.actor, model_id=FollowUpModel.objects.get(preset="odense").id, today=today)
    services.schedule_municipality(Municipality.objects.get(id=aalborg.id), today=today)

    assert rows(agreement.case) == [("goal_review", THURSDAY, "Goal review", "both")]


def test_it_stands_on_my_day_with_its_reason(anna, case, client):
    dates_changed(anna.actor, case, SUBJECT, [review(timezone.localdate(), why="Asks for a break")])
    client.force_login(anna.user)

    page = client.get("/min-dag/", follow=True).content.decode()

    assert "Asks for a break" in page
    assert f'href="{reverse("goal_panel", args=[case.id])}"' in page


def test_the_list_of_another_municipality_has_nothing_of_it(anna, carla, case):
    dates_changed(anna.actor, case, SUBJECT, [review(THURSDAY)])

    with acting_for(carla.actor.municipality_id):
        assert not FollowUp.objects.filter(subject=SUBJECT).exists()
    assert rows(case) != []
