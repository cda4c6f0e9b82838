"""What people do with activities, and the dates that follow from it."""

import datetime as dt
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from cases import models
from cases.activities import access, services, steps
from cases.activities.kinds import KEY
from cases.activities.rules import Slot, Step
from cases.definitions.access import offer_for
from cases.definitions.services import rewrite
from followup.models import FollowUp
from igu.accounts.errors import Outdated, RuleBroken
from igu.accounts.tenancy import acting_for
from igu.rules.months import add_months
from igu.rules.workdays import ONE_DAY
from tests.cases.activities.conftest import TODAY

pytestmark = pytest.mark.django_db
SEPTEMBER = dt.date(2026, 9, 1)


def follow_ups(case):
    rows = FollowUp.objects.filter(case=case, done_at=None).order_by("raw_on", "key")
    return [(row.key, row.raw_on, row.party) for row in rows]


def test_a_mentor_asks_to_be_stopped_after_three_months(case, start, acting):
    today = timezone.localdate()
    start("mentor", start_on=today)

    assert follow_ups(case) == [("mentor_max", add_months(today, 3) - ONE_DAY, "employer")]


def test_what_lay_behind_when_it_was_entered_asks_nothing(case, start, acting):
    start("mentor", start_on=dt.date(2025, 1, 1))
    start("trial_internship", start_on=dt.date(2025, 3, 1))

    assert follow_ups(case) == []


def test_other_dates_move_the_follow_up_and_an_outcome_takes_it_away(anna, case, start, acting):
    later = timezone.localdate() + 30 * ONE_DAY
    mentor = start("mentor", start_on=timezone.localdate())
    services.change_activity(anna.actor, case=case, activity=mentor, version=1, today=TODAY, start_on=later)
    assert follow_ups(case) == [("mentor_max", add_months(later, 3) - ONE_DAY, "employer")]

    services.end_activity(
        anna.actor,
        case=case,
        activity=mentor,
        version=2,
        outcome="stands_alone",
        end_on=later,
        conclusion="Klarer sig.",
        facts={},
    )

    assert follow_ups(case) == []
    mentor.refresh_from_db()
    assert (mentor.outcome, mentor.end_on, mentor.conclusion) == ("stands_alone", later, "Klarer sig.")


def test_a_trial_internship_is_followed_each_week_and_decided_at_its_end(case, start, acting):
    today = timezone.localdate()
    start("trial_internship", start_on=today)

    assert [(key, (day - today).days) for key, day, _party in follow_ups(case)] == [
        ("runup_1", 7),
        ("runup_2", 14),
        ("runup_3", 21),
        ("runup_decision", 27),
    ]


def test_a_finding_is_kept_also_when_no_igu_comes_of_it(anna, case, start, acting):
    trial = start("trial_internship", start_on=dt.date(2026, 11, 2))

    services.end_activity(
        anna.actor,
        case=case,
        activity=trial,
        version=1,
        outcome="no_go",
        end_on=dt.date(2026, 11, 20),
        conclusion="Trives med rutiner, har brug for mere fagdansk.",
        facts={},
    )

    trial.refresh_from_db()
    assert trial.conclusion.startswith("Trives")


def test_the_form_that_is_sent_twice_starts_one_activity(case, start, acting):
    token = uuid4()
    first, second = (start("internship", token=token) for _ in range(2))

    assert first.id == second.id
    assert models.Activity.objects.count() == 1


def test_an_end_before_the_start_is_refused(case, start, acting):
    with pytest.raises(RuleBroken, match="ends_before_it_starts"):
        start("internship", end_on=dt.date(2026, 8, 31))

    assert models.Activity.objects.count() == 0


def test_the_second_of_two_changes_is_told(anna, case, start, acting):
    internship = start("internship")
    services.change_activity(anna.actor, case=case, activity=internship, version=1, today=TODAY, place="Køkkenet")

    with pytest.raises(Outdated):
        services.change_activity(anna.actor, case=case, activity=internship, version=1, today=TODAY, place="Haven")


def test_an_activity_keeps_the_edition_it_was_started_with(anna, case, start, acting):
    old = start("mentor", start_on=SEPTEMBER)
    offer = offer_for(case.municipality_id, KEY, "mentor")
    body = offer.body | {"limit_months": 6}
    rewrite(anna.actor, offer=offer, title=dict(offer.title), body=body, is_in_use=True)

    new = start("mentor", start_on=SEPTEMBER)

    assert access.kind_of(old).limits.months == 3
    assert access.kind_of(new).limits.months == 6


def test_hours_that_two_people_add_are_both_kept(anna, start, acting):
    job = start("part_time_job", hours=Decimal(10))
    stale = models.Activity.objects.get(id=job.id)

    services.note_steps(
        anna.actor, activity=job, is_planned=True, noted=[Step(dt.date(2026, 10, 1), Decimal(15), Decimal(15))]
    )
    services.note_steps(
        anna.actor, activity=stale, is_planned=True, noted=[Step(dt.date(2026, 11, 1), Decimal(20), Decimal(20))]
    )

    job.refresh_from_db()
    assert [step.hours for step in steps.steps_of(job.planned)] == [10, 15, 20]
    assert [step.paid for step in steps.steps_of(job.planned)] == [10, 15, 20]
    assert job.version == 1


def test_a_step_of_the_same_day_takes_the_place_of_the_old_one_and_can_be_removed(anna, start, acting):
    job = start("part_time_job", hours=Decimal(10))
    services.note_steps(anna.actor, activity=job, is_planned=True, noted=[Step(SEPTEMBER, Decimal(12))])
    job.refresh_from_db()
    assert [step.hours for step in steps.steps_of(job.planned)] == [12]

    services.remove_step(anna.actor, activity=job, is_planned=True, from_on=SEPTEMBER)

    job.refresh_from_db()
    assert job.planned == []


def test_a_time_that_ends_before_it_starts_is_refused(anna, start, acting):
    job = start("part_time_job")

    with pytest.raises(RuleBroken, match="slot_ends_before_it_starts"):
        services.note_slots(anna.actor, activity=job, slots=[Slot(0, 900, 480)])

    services.note_slots(anna.actor, activity=job, slots=[Slot(0, 480, 900, 25)])
    job.refresh_from_db()
    assert steps.slots_of(job.timetable) == [Slot(0, 480, 900, 25)]


def test_attendance_of_a_day_exists_once_and_who_was_away_has_no_hours(anna, start, acting):
    course = start("run_up_course")
    day = {"held_on": SEPTEMBER, "presence": "present", "hours": Decimal(2), "about": "A-kasse"}
    for noted in (day, day, day | {"presence": "absent"}):
        services.note_attendance(anna.actor, activity=course, days=[noted])

    [row] = models.Attendance.objects.filter(activity=course)
    assert (row.presence, row.hours, row.about) == ("absent", 0, "A-kasse")

    services.note_attendance(anna.actor, activity=course, days=[day | {"presence": ""}])
    assert models.Attendance.objects.count() == 0


def test_used_hours_are_those_in_which_somebody_was_there(anna, case, start, acting):
    buddy = start("language_buddy")
    services.note_attendance(
        anna.actor,
        activity=buddy,
        days=[
            {"held_on": SEPTEMBER, "presence": "present", "hours": Decimal("2.5"), "about": ""},
            {"held_on": dt.date(2026, 9, 2), "presence": "absent", "hours": Decimal(2), "about": ""},
            {"held_on": dt.date(2026, 9, 3), "presence": "present", "hours": Decimal(2), "about": ""},
        ],
    )

    [row] = access.activities_of(case)
    assert row.used_hours == Decimal("4.5")
    assert access.attended_by_week(case) == {buddy.id: {dt.date(2026, 8, 31): Decimal("4.5")}}


def test_required_hours_rise_and_one_of_the_same_day_takes_its_place(anna, case, acting):
    ramp = [Step(SEPTEMBER, Decimal(10)), Step(dt.date(2026, 10, 1), Decimal(25))]
    services.require_hours(anna.actor, case=case, ground="activity_ready", note="", noted=ramp)
    services.require_hours(anna.actor, case=case, ground="individual", note="", noted=[Step(SEPTEMBER, Decimal(12))])

    assert [(row.from_on, row.hours, row.ground) for row in access.required_of(case)] == [
        (SEPTEMBER, 12, "individual"),
        (dt.date(2026, 10, 1), 25, "activity_ready"),
    ]


def test_absence_is_noted_once_changed_by_version_and_taken_out(anna, case, acting):
    token = uuid4()
    fields = {
        "cause": "sickness",
        "from_on": SEPTEMBER,
        "to_on": None,
        "contacted_on": None,
        "contacted": "",
        "note": "",
    }
    absence, again = (services.note_absence(anna.actor, case=case, token=token, **fields) for _ in range(2))
    assert absence.id == again.id

    services.change_absence(anna.actor, absence=absence, version=1, to_on=TODAY)
    with pytest.raises(Outdated):
        services.change_absence(anna.actor, absence=again, version=1, to_on=None)
    with pytest.raises(RuleBroken, match="ends_before_it_starts"):
        services.change_absence(anna.actor, absence=absence, version=2, to_on=dt.date(2026, 8, 1))

    services.remove_absence(anna.actor, absence=absence, version=2)
    assert models.Absence.objects.count() == 0


def test_nobody_elses_municipality_sees_an_activity(carla, odense, start):
    start("internship")

    with acting_for(odense.id):
        assert models.Activity.objects.count() == 0
