"""The commands of the compose file, and what each is told."""

import pytest
import yaml

from bench import compose, environment
from igu.local.places import PROJECT


def test_the_commands_are_those_of_the_compose_file_and_the_image():
    found = compose.commands()

    assert found["migrate"] == ["python", "manage.py", "migrate", "--noinput"]
    assert found["web"][0] == "gunicorn" and found["web"][-1] == "igu.wsgi:application"
    assert "worker" in found["worker"] and "beat" in found["beat"]


def test_the_bench_tells_the_app_nothing_that_the_compose_file_does_not():
    """But for the owner's log-in and where the files of pages lie, both in the image there."""
    services = yaml.safe_load((PROJECT / "docker-compose.yml").read_text())["services"]
    urls = dict.fromkeys(("DATABASE_URL", "DATABASE_APP_URL", "DATABASE_TASK_URL"), "postgresql://db/igu")
    told = environment.of_app(urls, "").keys() - {"PATH", "HOME", "LANG", "LC_ALL", "TMPDIR"}

    ours = {"DATABASE_URL", "STATIC_ROOT", "PYTHONHASHSEED", "DJANGO_SETTINGS_MODULE"}
    assert told - ours <= services["web"]["environment"].keys()


def test_a_worker_weighs_as_much_less_as_the_compose_file_says():
    shares = compose.services()["worker"]["cpu_shares"]

    assert compose.niceness(compose.WHOLE) == 0
    assert 1.25 ** compose.niceness(shares) == pytest.approx(compose.WHOLE / shares, rel=0.1)
