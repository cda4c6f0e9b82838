"""The command that fills an empty database, and no other."""

import pytest
from django.core.management import call_command
from django.test import override_settings

from igu.accounts.models import User
from reports.management.commands import demo

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(monkeypatch):
    """The days on which a demo was made."""
    days = []
    monkeypatch.setattr(demo, "make_demo", lambda today: days.append(today) or 3)
    return days


def refusal(*options, capsys):
    with pytest.raises(SystemExit) as stop:
        call_command("demo", *options)
    said = capsys.readouterr().err.strip()
    assert (stop.value.code, len(said.splitlines())) == (2, 1)
    return said


def test_an_empty_database_is_filled(made, capsys, time_machine):
    time_machine.move_to("2026-11-25 12:00+01:00")
    call_command("demo")

    assert [str(day) for day in made] == ["2026-11-25"]
    assert capsys.readouterr().out == "Demoen har 3 sager.\n"


def test_a_database_with_people_is_left_alone(made, capsys):
    User.objects.create_user("someone@igu.test", "a long pass phrase")

    assert "make demo-reset" in refusal(capsys=capsys)
    call_command("demo", "--if-empty")
    assert made == []


@override_settings(PRODUCTION=True)
@pytest.mark.parametrize("options", [(), ("--if-empty",)])
def test_production_is_refused(made, capsys, options):
    assert refusal(*options, capsys=capsys).startswith("Demoen er ikke til produktion")
    assert made == []
