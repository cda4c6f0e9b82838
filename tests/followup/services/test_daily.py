"""P4: everything that is due is reminded of once, on a working day, in one digest a person."""

import datetime as dt

import pytest
from django.db.models import F
from django.utils import timezone, translation

from cases.models import Case
from followup import digest, services
from followup.models import FollowUp, Reminder
from igu.accounts.models import Membership
from igu.accounts.tenancy import acting_for
from igu.outbox.models import Mail

pytestmark = pytest.mark.django_db

START = dt.date(2026, 12, 15)
FRIDAY = dt.date(2027, 1, 15)
ONE_DAY = dt.timedelta(days=1)


def reminded(aalborg):
    with acting_for(aalborg.id):
        rows = Reminder.objects.order_by("remind_on", "due_on", "follow_up__key")
        return [
            (f"{remind_on:%d-%m}", key, None if membership is None else str(membership))
            for remind_on, key, membership in rows.values_list("remind_on", "follow_up__key", "membership__user__name")
        ]


def mails(aalborg):
    with acting_for(aalborg.id):
        rows = Mail.objects.filter(kind="digest").order_by("key")
        return [f"{mail.membership.user.name} {digest.day_of(mail):%d-%m}" for mail in rows]


def test_what_is_due_is_reminded_of_once_and_mailed_once(anna, aalborg, follow):
    follow(anna, START)

    assert services.run_daily(START).reminders == 1
    assert services.run_daily(START).reminders == 0
    assert reminded(aalborg) == [("15-12", "start_meeting", "Anna")]
    assert mails(aalborg) == ["Anna 15-12"]


def test_after_nights_without_a_run_all_is_caught_up_in_one_mail(anna, aalborg, follow):
    follow(anna, START)

    run = services.run_daily(FRIDAY)

    assert (run.reminders, run.mails) == (4, 1)
    assert mails(aalborg) == ["Anna 15-01"]


def test_on_a_closed_day_nobody_is_told_and_the_next_open_day_tells_it(anna, aalborg, follow, in_aalborg):
    follow(anna, START)
    FollowUp.objects.filter(key="call_citizen", turn=1).update(due_on=dt.date(2027, 1, 16))
    services.run_daily(FRIDAY)

    assert services.run_daily(FRIDAY + ONE_DAY) == services.DailyRun()
    assert services.run_daily(FRIDAY + 2 * ONE_DAY) == services.DailyRun()
    assert services.run_daily(FRIDAY + 3 * ONE_DAY).reminders == 1


def test_a_case_that_nobody_follows_is_the_managers(anna, bent, dorte, aalborg, follow, in_aalborg):
    follow(anna, START, coordinator=None)
    follow(bent, START)
    Membership.objects.filter(id=bent.membership.id).update(to_on=dt.date(2026, 12, 1))

    services.run_daily(START)

    assert reminded(aalborg) == [("15-12", "start_meeting", None)] * 2
    assert mails(aalborg) == ["Dorte 15-12"]


def test_a_closed_case_is_silent(anna, aalborg, follow, in_aalborg):
    follow(anna, START)
    Case.objects.update(closed_on=dt.date(2026, 12, 1), stage="closed")

    assert services.run_daily(START) == services.DailyRun()


def test_a_follow_up_that_moved_after_its_reminder_is_reminded_of_again(anna, follow, in_aalborg):
    follow(anna, START)
    services.run_daily(START)
    FollowUp.objects.filter(key="start_meeting").update(due_on=dt.date(2026, 12, 21))

    assert services.run_daily(dt.date(2026, 12, 18)).reminders == 0
    assert services.run_daily(dt.date(2026, 12, 21)).reminders == 1


def test_another_municipality_gets_its_own(anna, carla, aalborg, odense, follow):
    follow(anna, START)
    follow(carla, START)

    services.run_daily(START)

    assert mails(aalborg) == ["Anna 15-12"]
    assert mails(odense) == ["Carla 15-12"]


def test_stages_move_with_the_day(anna, follow, in_aalborg):
    follow(anna, START)

    services.run_daily(START)
    assert Case.objects.get().stage == "running"
    services.run_daily(dt.date(2028, 9, 16))
    assert Case.objects.get().stage == "final"


def test_starts_ahead_that_nobody_was_asked_about_are_asked_about_by_the_run(
    anna, follow, make_case, make_agreement, in_aalborg
):
    firm = follow(anna, START).employer
    cases = [make_case(anna, last_name=name) for name in ("Tekle", "Haile")]
    for case in cases:
        make_agreement(anna, case, employer=firm, start_on=START)
    FollowUp.objects.filter(key="target_group").delete()
    asked = FollowUp.objects.filter(key="target_group").order_by("case__number")

    services.run_daily(dt.date(2026, 12, 2))
    services.run_daily(dt.date(2026, 12, 3))

    due = dt.date(2026, 12, 1)
    assert list(asked.values_list("case", "raw_on")) == [(case.id, due) for case in cases]
    assert Reminder.objects.filter(follow_up__key="target_group").count() == 2


def test_many_are_reminded_of_in_batches(anna, aalborg, follow, in_aalborg, monkeypatch):
    monkeypatch.setattr("followup.services.daily.BATCH", 4)
    for _ in range(3):
        follow(anna, START)
    FollowUp.objects.filter(turn=2).update(due_on=F("raw_on"))

    assert services.run_daily(FRIDAY).reminders == 12
    assert services.run_daily(FRIDAY).reminders == 0
    assert mails(aalborg) == ["Anna 15-01"]


def test_a_second_run_of_the_clock_reminds_of_what_has_become_due_and_moves_nothing_twice(
    anna, aalborg, follow, monkeypatch
):
    follow(anna, START)
    assert services.run_job(START) == services.DailyRun(stages=1, reminders=1, mails=1)
    follow(anna, START)
    looked = []
    monkeypatch.setattr("cases.stages.follow_agreements", lambda *args: looked.append(args) or 0)

    assert services.run_job(START) == services.DailyRun(reminders=1)
    assert looked == []
    services.run_job(START + ONE_DAY)
    assert looked != []


def test_after_a_run_that_broke_the_next_one_is_whole(anna, follow, in_aalborg, monkeypatch):
    follow(anna, START)
    with monkeypatch.context() as broken, pytest.raises(ZeroDivisionError):
        broken.setattr("cases.stages.follow_agreements", lambda *args: 1 / 0)
        services.run_job(START)

    services.run_job(START)

    assert Case.objects.get().stage == "running"


# --- the digest --------------------------------------------------------------------------------------


@pytest.fixture
def written(in_aalborg):
    """The digests as they would be sent: (name, subject, text)."""

    def make(language="da"):
        rows = list(Mail.objects.filter(kind="digest").select_related("membership__user").order_by("key"))
        digest.gather(rows)
        with translation.override(language):
            return [(mail.membership.user.name, *digest.render(mail)) for mail in rows if digest.still_wanted(mail)]

    return make


def test_the_digest_counts_and_names_cases_by_number_alone(anna, follow, written):
    follow(anna, START, last_name="Noori")
    services.run_daily(FRIDAY)

    ((name, subject, text),) = written()

    assert (name, subject) == ("Anna", "IGU: 2 for sent, 2 i dag")
    assert "Frister i loven:\n- 2026-0001, senest 30-12-2026: http" in text
    assert "Noori" not in text
    assert "/min-dag/" in text


def test_the_digest_speaks_english_too(anna, follow, written):
    follow(anna, START)
    services.run_daily(FRIDAY)

    ((_name, subject, text),) = written("en")

    assert subject == "IGU: 2 late, 2 today"
    assert "Deadlines of the law:" in text


def test_what_was_answered_before_the_mail_went_is_not_counted(anna, follow, written):
    follow(anna, START)
    services.run_daily(START)
    FollowUp.objects.filter(key="start_meeting").update(answer="good", done_at=timezone.now(), done_on=START)

    assert written() == []


def test_a_manager_reads_of_the_cases_that_nobody_has(anna, dorte, follow, written):
    follow(anna, START, coordinator=None)
    services.run_daily(START)

    ((name, subject, text),) = written()

    assert (name, subject) == ("Dorte", "IGU: 0 for sent, 1 i dag")
    assert "Sager uden koordinator: 0 opfølgninger for sent, 1 i dag." in text


def test_a_long_digest_names_twenty_cases_and_counts_the_others(anna, follow, written):
    for _ in range(22):
        follow(anna, START)
    services.run_daily(START)

    ((_name, subject, text),) = written()

    assert subject == "IGU: 0 for sent, 22 i dag"
    assert text.count("/sager/") == 20
    assert "og 2 sager mere" in text
