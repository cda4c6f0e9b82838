"""`run_daily` from the command line and from the clock."""

import datetime as dt
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from followup import tasks
from followup.models import Reminder
from igu.outbox.models import JobRun

pytestmark = pytest.mark.django_db


def run(*args):
    out = StringIO()
    call_command("run_daily", *args, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("written", ["2026-12-15", "15-12-2026"])
def test_a_day_can_be_named(anna, follow, written):
    follow(anna, dt.date(2026, 12, 15))

    assert run("--date", written) == "2026-12-15: 1 reminders, 1 mails, 1 stages moved\n"
    assert run("--date", written) == "2026-12-15: 0 reminders, 0 mails, 0 stages moved\n"
    assert JobRun.objects.get(name="run_daily").succeeded_at


def test_a_day_that_does_not_exist_is_refused_in_one_sentence():
    with pytest.raises(CommandError, match="is not a date") as refusal:
        run("--date", "31-02-2027")

    assert refusal.value.returncode == 2


@pytest.mark.parametrize("moment", ["2026-12-15T00:01", "2026-12-15T06:00", "2026-12-15T23:59"])
def test_the_clock_runs_for_the_day_in_denmark(anna, follow, in_aalborg, monkeypatch, moment):
    monkeypatch.setattr(tasks, "wake_sender", lambda: None)
    follow(anna, dt.date(2026, 12, 15))

    with time_machine.travel(dt.datetime.fromisoformat(moment) - dt.timedelta(hours=1), tick=False):
        tasks.run_daily()

    assert Reminder.objects.get().remind_on == dt.date(2026, 12, 15)


@pytest.mark.parametrize("day", [dt.date(2027, 3, 28), dt.date(2027, 10, 31)])
def test_a_day_on_which_the_clocks_change_is_like_any_other(anna, follow, in_aalborg, monkeypatch, day):
    """Both are Sundays, so nobody is told; half past two twice, or not at all, changes nothing."""
    monkeypatch.setattr(tasks, "wake_sender", lambda: None)
    follow(anna, day)

    for hour in (0, 1, 6, 22):
        with time_machine.travel(dt.datetime.combine(day, dt.time(hour, 30)), tick=False):
            tasks.run_daily()
    assert Reminder.objects.count() == 0

    tuesday = day + dt.timedelta(days=2)  # the Monday after the 28th of March 2027 is Easter Monday
    with time_machine.travel(dt.datetime.combine(tuesday, dt.time(6)), tick=False):
        tasks.run_daily()
    assert Reminder.objects.filter(follow_up__key="start_meeting").count() == 1
