"""The clock's entries."""

import datetime as dt

import pytest

from igu.celery import app


@pytest.fixture(scope="module")
def tasks():
    app.loader.import_default_modules()
    return app.tasks


@pytest.mark.parametrize("name", sorted(app.conf.beat_schedule))
def test_an_entry_of_the_clock_points_at_a_task(name, tasks):
    assert app.conf.beat_schedule[name]["task"] in tasks


def test_the_daily_job_never_runs_before_six():
    entries = [entry for entry in app.conf.beat_schedule.values() if entry["task"] == "followup.tasks.run_daily"]
    hours = {hour for entry in entries for hour in entry["schedule"].hour}

    assert min(hours) == 6
    assert dt.time(6) <= dt.time(max(hours)) <= dt.time(20)
