import os
import socket
import subprocess
import sys

import pytest
from django.core.management import call_command
from django.db import transaction

from igu.outbox import tasks
from igu.outbox.models import JobRun

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_task_sends_what_is_due_and_notes_that_it_went_well(anna, smtp, put_in_line):
    put_in_line(anna)

    tasks.send_mail()

    assert len(smtp.taken) == 1
    assert JobRun.objects.get(name="send_mail").succeeded_at is not None


def test_the_command_does_what_the_clock_does(anna, smtp, put_in_line, capsys):
    put_in_line(anna)

    call_command("send_mail")
    call_command("send_mail")

    assert capsys.readouterr().out.splitlines()[-2:] == ["sent 1", "nothing to send"]
    assert len(smtp.taken) == 1


def test_a_nudge_waits_for_the_transaction_and_is_not_given_when_that_fails(monkeypatch):
    nudges = []
    monkeypatch.setattr(tasks.send_mail, "apply_async", lambda **options: nudges.append(options))

    with transaction.atomic():
        tasks.nudge()
        assert nudges == []
    with transaction.atomic():
        tasks.nudge()
        transaction.set_rollback(True)

    assert len(nudges) == 1


WAKE = """
import django
django.setup()
import igu.celery
from igu.outbox.tasks import wake_sender
wake_sender()
print("went on")
"""


@pytest.mark.parametrize("broker", ["gone", "silent"])
def test_a_broker_that_is_away_holds_nobody_up(tmp_path, broker):
    address = tmp_path / "broker"
    with socket.socket(socket.AF_UNIX) as silent:
        if broker == "silent":
            silent.bind(str(address))
            silent.listen()
        env = os.environ | {"REDIS_URL": f"unix://{address}", "DJANGO_SETTINGS_MODULE": "igu.settings"}
        woken = subprocess.run([sys.executable, "-c", WAKE], env=env, capture_output=True, text=True, timeout=60)

    assert (woken.stdout.strip(), woken.returncode) == ("went on", 0), woken.stderr
