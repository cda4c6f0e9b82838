"""The follow-ups of an agreement: made by the municipality's rhythm, and made again without touching what is done."""

import datetime as dt

import pytest
from django.utils import timezone

from cases.models import NEVER, Case
from followup import services
from followup.models import FollowUp, FollowUpModel, FollowUpRule, Reminder
from igu.accounts.models import ClosingDay, Municipality
from igu.accounts.tenancy import acting_for
from igu.rules.presets import PRESETS

pytestmark = pytest.mark.django_db

START = dt.date(2026, 12, 15)
PARTIES = ("citizen", "employer")


def rows_of(agreement, **filters):
    rows = FollowUp.objects.filter(agreement=agreement, **filters).values_list("due_on", "key", "turn")
    return [(f"{due_on:%d-%m-%Y}", key, turn) for due_on, key, turn in rows]


def reschedule(agreement, today, **fields):
    """Save the fields as a service would, and compute again."""
    for name, value in fields.items():
        setattr(agreement, name, value)
    agreement.save()
    return services.schedule_agreement(None, agreement, today=today)


def finish(agreement, key, turn=1):
    FollowUp.objects.filter(agreement=agreement, key=key, turn=turn).update(
        answer="good", done_at=timezone.now(), done_on=dt.date(2027, 1, 15)
    )


def test_a_municipality_gets_five_models_and_its_own_one_is_chosen(aalborg, in_aalborg):
    assert services.ensure_models(aalborg).preset == "aalborg"
    assert services.ensure_models(aalborg).preset == "aalborg"
    assert {model.preset: model.rules.count() for model in FollowUpModel.objects.all()} == {
        preset: len(rules) for preset, rules in PRESETS.items()
    }


@pytest.mark.parametrize(
    ("code", "preset"),
    [("0461", "odense"), ("0147", "frederiksberg"), ("0740", "silkeborg"), ("0219", "hilleroed"), ("0101", "aalborg")],
)
def test_a_municipality_starts_with_its_own_preset(db, code, preset):
    municipality = Municipality.objects.get(code=code)

    with acting_for(municipality.id):
        assert services.ensure_models(municipality).preset == preset


def test_an_agreement_gets_the_rows_of_the_rhythm(anna, follow, in_aalborg):
    agreement = follow(anna, START)

    assert rows_of(agreement) == [
        ("15-12-2026", "start_meeting", 1),
        ("30-12-2026", "vitas_plan", 1),
        *[(f"15-0{n}-2027", f"call_{party}", n) for n in (1, 2, 3, 4) for party in PARTIES],
        *[("18-05-2027", f"call_{party}", 5) for party in PARTIES],
        *[("15-06-2027", f"call_{party}", 6) for party in PARTIES],
        ("14-09-2028", "pre_end_call", 1),
        ("16-10-2028", "akasse_prepare", 1),
        ("14-12-2028", "certificate", 1),
        ("14-12-2028", "evaluation", 1),
        ("28-12-2028", "akasse", 1),
        ("14-06-2029", "outcome_6", 1),
        ("14-12-2029", "outcome_12", 1),
    ]


def test_computing_again_changes_nothing(anna, follow, in_aalborg, today):
    agreement = follow(anna, START)
    before = list(FollowUp.objects.values())

    assert services.schedule_agreement(anna.actor, agreement, today=today) == services.Changes()
    assert list(FollowUp.objects.values()) == before


def test_a_moved_start_moves_what_is_open_and_leaves_what_is_done(anna, follow, in_aalborg, today):
    agreement = follow(anna, START)
    finish(agreement, "call_citizen")

    reschedule(agreement, today, start_on=dt.date(2027, 1, 4))

    assert [row[0] for row in rows_of(agreement, key="call_citizen", turn__lte=2)] == ["15-01-2027", "04-03-2027"]
    assert [row[0] for row in rows_of(agreement, key="call_employer", turn__lte=2)] == ["04-02-2027", "04-03-2027"]


def test_a_shorter_agreement_loses_what_is_open_after_its_end(anna, follow, in_aalborg, today):
    agreement = follow(anna, START)
    finish(agreement, "call_citizen", turn=6)

    changes = reschedule(agreement, today, end_on=dt.date(2027, 4, 30))

    assert changes.removed == 3
    assert [turn for _due, _key, turn in rows_of(agreement, key="call_citizen")] == [1, 2, 3, 4, 6]
    assert [turn for _due, _key, turn in rows_of(agreement, key="call_employer")] == [1, 2, 3, 4]


def test_an_extension_moves_the_end_and_adds_to_what_goes_on(carla, odense, follow, today):
    with acting_for(odense.id):
        agreement = follow(carla, START)
        before = len(rows_of(agreement, key="goal_review"))

        reschedule(agreement, today, end_on=dt.date(2029, 6, 14))

        assert len(rows_of(agreement, key="goal_review")) == before + 2
        assert rows_of(agreement, key="certificate") == [("14-06-2029", "certificate", 1)]


def test_a_removed_follow_up_takes_its_reminder_with_it(anna, follow, in_aalborg, today):
    agreement = follow(anna, START)
    last = FollowUp.objects.get(agreement=agreement, key="call_citizen", turn=6)
    Reminder.objects.create(municipality_id=last.municipality_id, follow_up=last, due_on=last.due_on, remind_on=today)

    reschedule(agreement, today, end_on=dt.date(2027, 4, 30))

    assert Reminder.objects.count() == 0


def test_a_date_that_a_person_agreed_is_left_alone(anna, follow, in_aalborg, today):
    agreement = follow(anna, START)
    FollowUp.objects.filter(key="call_citizen", turn=1).update(due_on=dt.date(2027, 1, 20), is_agreed=True)

    reschedule(agreement, today, start_on=dt.date(2027, 1, 4))

    assert rows_of(agreement, key="call_citizen", turn=1) == [("20-01-2027", "call_citizen", 1)]


def test_what_stands_on_the_agreement_is_done(anna, follow, in_aalborg):
    follow(anna, START, signed_on=dt.date(2026, 11, 1), vitas_agreement_on=dt.date(2026, 11, 9))

    row = FollowUp.objects.get(key="vitas_agreement")
    assert (row.due_on, row.answer, row.done_on) == (dt.date(2026, 12, 1), "good", dt.date(2026, 11, 9))


def test_what_is_noted_on_the_agreement_later_is_done_then(anna, follow, in_aalborg, today):
    agreement = follow(anna, START)

    reschedule(agreement, today, vitas_plan_on=dt.date(2026, 12, 1))

    row = FollowUp.objects.get(key="vitas_plan")
    assert (row.answer, row.done_on) == ("good", dt.date(2026, 12, 1))


def test_what_was_due_before_the_agreement_was_entered_may_be_waived(anna, follow, in_aalborg, today):
    agreement = follow(anna, dt.date(2026, 9, 21))
    past = {("start_meeting", 1), ("vitas_plan", 1)} | {(f"call_{party}", n) for party in PARTIES for n in (1, 2)}
    voluntary = {(f"call_{party}", n) for party in PARTIES for n in (4, 5, 6)}

    assert set(FollowUp.objects.filter(may_waive=True).values_list("key", "turn")) == past | voluntary
    reschedule(agreement, dt.date(2027, 3, 1))
    assert set(FollowUp.objects.filter(may_waive=True).values_list("key", "turn")) == past | voluntary


@pytest.mark.parametrize("ending", ["never_started", "moved"])
def test_an_agreement_that_is_no_longer_ours_has_nothing_open(anna, follow, in_aalborg, today, ending):
    agreement = follow(anna, START)
    finish(agreement, "call_citizen")
    FollowUp.objects.filter(key="call_employer", turn=1).update(is_agreed=True)

    reschedule(agreement, today, ending=ending, ended_on=dt.date(2027, 2, 1))

    assert rows_of(agreement) == [("15-01-2027", "call_citizen", 1)]
    assert Case.objects.get(id=agreement.case_id).next_due_on == NEVER


def test_after_a_drop_out_nobody_is_asked_for_a_certificate(anna, follow, in_aalborg):
    agreement = follow(anna, START)

    reschedule(agreement, dt.date(2027, 6, 1), ending="positive_job", ended_on=dt.date(2027, 5, 31))

    assert [row[:2] for row in rows_of(agreement, due_on__gte=dt.date(2027, 5, 31))] == [
        ("31-05-2027", "evaluation"),
        ("30-11-2027", "outcome_6"),
        ("31-05-2028", "outcome_12"),
    ]


def test_a_course_that_was_over_when_it_was_entered_has_only_what_comes_after(anna, follow, in_aalborg, today):
    agreement = follow(anna, dt.date(2024, 9, 2))
    FollowUp.objects.all().delete()

    reschedule(agreement, today, ending="completed", ended_on=dt.date(2026, 9, 1), outcome_6="job")

    assert [key for _due, key, _turn in rows_of(agreement, done_at=None)] == [
        "certificate",
        "evaluation",
        "akasse",
        "outcome_12",
    ]
    assert FollowUp.objects.get(key="outcome_6").done_on == dt.date(2027, 3, 1)


def test_the_case_knows_its_next_follow_up_and_last_contact(anna, follow, in_aalborg):
    agreement = follow(anna, START)
    finish(agreement, "start_meeting")
    finish(agreement, "vitas_plan")
    finish(agreement, "call_citizen")
    finish(agreement, "call_employer")

    services.refresh_cases(agreement.municipality_id, [agreement.case_id])

    case = Case.objects.get(id=agreement.case_id)
    assert (case.next_due_on, case.next_what, case.next_count) == (dt.date(2027, 2, 15), "Call", 2)
    assert case.last_contact_on == dt.date(2027, 1, 15)


def test_another_model_is_followed_from_today_on(dorte, follow, in_aalborg, aalborg, today):
    agreement = follow(dorte, dt.date(2026, 3, 2))
    silkeborg = FollowUpModel.objects.get(preset="silkeborg")

    preview = services.preview_model(dorte.actor, aalborg, silkeborg, today=today)
    changes = services.choose_model(dorte.actor, model_id=silkeborg.id, today=today)

    assert preview == changes == services.Changes(added=5, removed=12)
    assert rows_of(agreement, key="progress_q")[0] == ("02-12-2026", "progress_q", 3)
    assert rows_of(agreement, key="call_citizen") == []
    assert FollowUpModel.objects.get(is_chosen=True).preset == "silkeborg"


def test_a_closing_day_moves_what_lies_on_it(anna, follow, in_aalborg, aalborg, today):
    agreement = follow(anna, START)
    ClosingDay.objects.create(municipality=aalborg, closed_on=dt.date(2027, 1, 15), name="Strategidag")

    assert services.schedule_municipality(aalborg, today=today) == services.Changes(moved=2)
    assert rows_of(agreement, key="call_citizen", turn=1) == [("18-01-2027", "call_citizen", 1)]


def test_a_rule_that_the_municipality_changed_is_followed(anna, follow, in_aalborg, aalborg, today):
    follow(anna, START)
    FollowUpRule.objects.filter(model__is_chosen=True, key="evaluation").update(what="Slutsamtale")

    services.schedule_municipality(aalborg, today=today)

    assert FollowUp.objects.get(key="evaluation").what == "Slutsamtale"


def test_many_agreements_cost_no_more_statements_than_one(anna, follow, in_aalborg, today, django_assert_num_queries):
    agreements = [follow(anna, START + dt.timedelta(days=day)) for day in range(12)]
    FollowUp.objects.all().delete()

    with django_assert_num_queries(8):
        services.schedule_agreements(anna.actor, agreements, today=today)
    assert FollowUp.objects.count() == 12 * 21


def test_a_trial_internship_is_followed_before_the_agreement_starts(person, follow):
    frederiksberg = Municipality.objects.get(code="0147")
    freja = person("freja@igu.test", frederiksberg, "coordinator")
    with acting_for(frederiksberg.id):
        agreement = follow(freja, START, runup_on=dt.date(2026, 11, 2))

        assert rows_of(agreement, key__startswith="runup") == [
            ("09-11-2026", "runup_followup", 1),
            ("16-11-2026", "runup_followup", 2),
            ("23-11-2026", "runup_followup", 3),
            ("27-11-2026", "runup_decision", 1),
        ]
