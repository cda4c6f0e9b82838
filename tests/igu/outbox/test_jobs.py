"""P18: silence is noticed, and only silence."""

import datetime as dt

import pytest
from django.db import connections
from django.utils import timezone

from igu.outbox import jobs
from igu.outbox.models import JobRun

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nightly(monkeypatch):
    """One job alone is expected, once an hour."""
    monkeypatch.setattr(jobs, "expected", {})
    jobs.expect("nightly", every=dt.timedelta(hours=1), warning="Still since %(since)s.")
    JobRun.objects.all().delete()


def run(name="nightly", fault=None):
    with jobs.job(name):
        if fault:
            raise fault


def in_minutes(minutes):
    return timezone.now() + dt.timedelta(minutes=minutes)


def still(minutes):
    return [late.name for late in jobs.standing_still(in_minutes(minutes))]


def test_a_job_that_went_well_is_noted():
    run()

    noted = JobRun.objects.get()
    assert (noted.name, noted.failed_at, noted.note) == ("nightly", None, "")
    assert noted.started_at <= noted.succeeded_at


def test_a_job_that_failed_is_noted_by_the_kind_of_its_fault_alone():
    with pytest.raises(ValueError, match="about Mrs Secret"):
        run(fault=ValueError("about Mrs Secret"))

    noted = JobRun.objects.get()
    assert (noted.succeeded_at, noted.note) == (None, "ValueError")
    assert noted.failed_at >= noted.started_at


def test_a_job_is_late_after_its_rhythm_and_a_grace():
    run()

    assert (still(69), still(71)) == ([], ["nightly"])


def test_a_job_that_fails_again_and_again_stands_still_since_it_last_went_well():
    run()
    well = JobRun.objects.get().succeeded_at
    with pytest.raises(ValueError):
        run(fault=ValueError())

    [late] = jobs.standing_still(in_minutes(71))
    assert late.since == well


def test_a_job_that_has_never_run_is_late_counted_from_the_installation():
    jobs.begin_watching(using="default")

    assert (still(69), still(71)) == ([], ["nightly"])


def test_watching_begins_once():
    run()
    jobs.begin_watching(using="default")

    assert JobRun.objects.get().succeeded_at is not None


def test_a_job_that_nobody_expects_is_never_late():
    run("bygone")

    assert still(10_000) == []


def test_thirty_quiet_days_raise_no_alarm(figure):
    run()
    alarms = 0
    for minute in range(0, 30 * 24 * 60, 10):
        now = in_minutes(minute)
        if minute % 60 == 0:
            JobRun.objects.update(succeeded_at=now)
        alarms += len(jobs.standing_still(now))

    figure(f"P18: false alarms over 30 quiet days {alarms}")
    assert alarms == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("not_before = now() + interval '1 hour'", []),
        ("not_before = now() - interval '9 minutes'", []),
        ("not_before = now() - interval '11 minutes'", ["mail:stuck"]),
        ("failures = 3, not_before = now() + interval '15 minutes'", ["mail:stuck"]),
        ("state = 'sent', failures = 9", []),
    ],
)
def test_mail_that_does_not_move_is_told_to_whoever_asks_for_health(anna, put_in_line, wind, row, found):
    put_in_line(anna)
    wind(row)

    assert jobs.degraded() == found
    connections["task"].close()


def test_a_job_that_stands_still_is_told_to_whoever_asks_for_health(monkeypatch):
    run()
    JobRun.objects.update(succeeded_at=in_minutes(-71))

    monkeypatch.setattr(jobs, "STUCK", "SELECT 0")
    monkeypatch.setattr(jobs, "connections", {"task": connections["default"]})
    assert jobs.degraded() == ["job:nightly"]
