"""An answer is noted once, may be taken back for ten minutes, and may make the next follow-up."""

import datetime as dt

import pytest
from django.utils import timezone

from cases.models import Agreement, Case, Signal
from followup import services
from followup.models import FollowUp
from igu.accounts.errors import Outdated, RuleBroken

pytestmark = pytest.mark.django_db

TODAY = dt.date(2027, 1, 15)


@pytest.fixture
def call(anna, follow, in_aalborg):
    """The first call to the citizen, due today."""
    follow(anna, dt.date(2026, 12, 15))
    return FollowUp.objects.get(key="call_citizen", turn=1)


def give(person, follow_up, answer="good", **values):
    values = {"version": follow_up.version, "today": TODAY} | values
    return services.answer_follow_up(person.actor, follow_up_id=follow_up.id, answer=answer, **values)


def test_an_answer_is_noted_with_day_and_person(anna, call):
    give(anna, call)

    call.refresh_from_db()
    assert (call.answer, call.done_on, call.done_by_id) == ("good", TODAY, anna.membership.id)
    assert Case.objects.get().last_contact_on == TODAY


def test_a_double_click_is_one_answer(anna, call):
    give(anna, call, "not_reached", next_on=dt.date(2027, 1, 18))
    give(anna, call, "not_reached", next_on=dt.date(2027, 1, 18))

    assert FollowUp.objects.filter(after=call).count() == 1


def test_the_same_answer_with_another_note_is_not_dropped_in_silence(anna, call):
    give(anna, call, note="Glad for kollegerne.")
    give(anna, call)
    give(anna, call, note="Glad for kollegerne.")

    with pytest.raises(Outdated):
        give(anna, call, note="Vil gerne have flere timer.")


def test_the_second_of_two_people_is_told(anna, bent, call):
    give(anna, call)

    with pytest.raises(Outdated):
        give(bent, call, "not_reached")


def test_an_answer_to_a_line_that_has_moved_is_refused(anna, call):
    services.move_follow_up(
        anna.actor, follow_up_id=call.id, version=call.version, due_on=dt.date(2027, 1, 20), why="Ferie", today=TODAY
    )

    with pytest.raises(Outdated):
        give(anna, call)


def test_trouble_needs_words_or_a_theme(anna, call):
    with pytest.raises(RuleBroken) as refusal:
        give(anna, call, "issue")

    assert refusal.value.codes == ("issue_without_words",)
    give(anna, call, "issue", themes=["hours"])


def test_the_next_time_is_a_follow_up_of_the_same_kind_by_hand(anna, call):
    give(anna, call, "issue", note="Bussen kører ikke om aftenen.", next_on=dt.date(2027, 1, 22))

    made = FollowUp.objects.get(after=call)
    assert (made.what, made.party, made.due_on, made.key) == (call.what, "citizen", dt.date(2027, 1, 22), "")
    assert made.made_by_id == anna.membership.id


@pytest.mark.parametrize(("day", "code"), [(dt.date(2027, 1, 14), "day_is_past"), (dt.date(2072, 1, 14), "day_is_far")])
def test_a_next_time_that_cannot_be_meant_is_refused(anna, call, day, code):
    with pytest.raises(RuleBroken) as refusal:
        give(anna, call, next_on=day)

    assert refusal.value.codes == (code,)


def test_only_a_voluntary_call_may_be_left_out(anna, call):
    with pytest.raises(RuleBroken) as refusal:
        give(anna, call, "waived")
    assert refusal.value.codes == ("not_to_be_waived",)

    fourth = give(anna, FollowUp.objects.get(key="call_citizen", turn=4), "waived")

    assert fourth.answer == "waived"


def test_an_answer_is_taken_back_with_what_it_made(anna, call):
    give(anna, call, "not_reached", next_on=dt.date(2027, 1, 18))

    services.undo_answer(anna.actor, follow_up_id=call.id, today=TODAY)

    call.refresh_from_db()
    assert (call.answer, call.done_at, call.done_by_id) == ("", None, None)
    assert not FollowUp.objects.filter(after=call).exists()
    assert Case.objects.get().last_contact_on is None


def test_with_an_answer_its_sign_is_taken_back_too(anna, call):
    first = services.make_follow_up(anna.actor, case=call.case, party="citizen", what="Ring", due_on=TODAY, today=TODAY)
    give(anna, first, "not_reached")
    give(anna, call, "not_reached")
    assert Signal.objects.get(kind="missed").is_open

    services.undo_answer(anna.actor, follow_up_id=call.id, today=TODAY)

    assert not Signal.objects.get(kind="missed").is_open


def test_what_was_answered_since_stays_when_the_first_answer_is_taken_back(anna, call):
    give(anna, call, "not_reached", next_on=TODAY)
    made = FollowUp.objects.get(after=call)
    give(anna, made)

    services.undo_answer(anna.actor, follow_up_id=call.id, today=TODAY)

    made.refresh_from_db()
    assert (made.answer, made.after_id) == ("good", None)


def test_a_colleagues_answer_is_not_taken_back(anna, bent, call):
    give(anna, call)

    with pytest.raises(RuleBroken) as refusal:
        services.undo_answer(bent.actor, follow_up_id=call.id, today=TODAY)

    assert refusal.value.codes == ("not_yours_to_undo",)


def test_after_ten_minutes_an_answer_stands(anna, call):
    give(anna, call)
    FollowUp.objects.filter(id=call.id).update(done_at=timezone.now() - dt.timedelta(minutes=11))

    with pytest.raises(RuleBroken) as refusal:
        services.undo_answer(anna.actor, follow_up_id=call.id, today=TODAY)

    assert refusal.value.codes == ("too_late_to_undo",)


def test_what_is_typed_into_vitas_is_noted_on_the_agreement_and_taken_back_with_the_answer(anna, call):
    plan = FollowUp.objects.get(key="vitas_plan")

    give(anna, plan)
    assert Agreement.objects.get().vitas_plan_on == TODAY

    services.undo_answer(anna.actor, follow_up_id=plan.id, today=TODAY)
    assert Agreement.objects.get().vitas_plan_on is None


def test_where_the_person_is_now_is_noted_on_the_agreement(anna, call):
    where_now = FollowUp.objects.get(key="outcome_6")
    with pytest.raises(RuleBroken) as refusal:
        give(anna, where_now)
    assert refusal.value.codes == ("outcome_missing",)

    give(anna, where_now, outcome="job")

    assert Agreement.objects.get().outcome_6 == "job"


def test_a_moved_date_keeps_its_reason(anna, call):
    day = dt.date(2027, 1, 20)

    services.move_follow_up(
        anna.actor, follow_up_id=call.id, version=call.version, due_on=day, why="Kirsten har ferie", today=TODAY
    )

    call.refresh_from_db()
    assert (call.due_on, call.is_agreed, call.moved_why) == (day, True, "Kirsten har ferie")


def test_all_that_was_before_our_time_is_left_out_at_once(anna, bent, follow, in_aalborg):
    own, colleagues = follow(anna, dt.date(2026, 9, 21)), follow(bent, dt.date(2026, 9, 21))
    FollowUp.objects.update(made_at=dt.datetime(2026, 11, 25, 10, tzinfo=dt.UTC))

    assert services.waive_before_our_time(anna.actor, coordinator_id=anna.membership.id, today=TODAY) == 6
    assert FollowUp.objects.filter(agreement=own, answer="waived").count() == 6
    assert FollowUp.objects.filter(agreement=colleagues, answer="waived").count() == 0
