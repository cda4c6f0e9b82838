"""The command as a script calls it: exit codes, one sentence, no database."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]
GOOD = "agreement;start_on;model\nA;2026-12-15;aalborg\n"


@pytest.fixture
def rule(tmp_path):
    """Run `manage.py rule` in a process of its own, where no database answers."""

    def run(name, text, *options, **environment):
        table = tmp_path / "in.csv"
        table.write_bytes(text if isinstance(text, bytes) else text.encode())
        nowhere = "postgresql://nobody@127.0.0.1:1/nothing"
        environment = os.environ | {"IGU_ENV": "test", "DATABASE_URL": nowhere, "DATABASE_APP_URL": nowhere} | environment
        return subprocess.run(
            [sys.executable, "manage.py", "rule", name, str(table), *options],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            check=False,
        )

    return run


def test_answers_come_out_as_utf8_with_exit_code_0_whatever_the_locale_and_without_a_database(rule):
    run = rule("deadlines", "agreement;start_on\nKøge;2026-12-15\n", PYTHONIOENCODING="latin-1")

    assert (run.returncode, run.stderr) == (0, b"")
    assert run.stdout.decode("utf-8").splitlines()[:2] == ["agreement;key;due_on;error", "Køge;sign;2026-12-15;"]


def test_a_row_with_an_error_ends_in_exit_code_1_and_the_others_are_answered(rule):
    run = rule("schedule", GOOD + "B;soon;aalborg\n")
    assert run.returncode == 1
    assert len(run.stdout.decode().splitlines()) == 1 + 21 + 1


@pytest.mark.parametrize(
    ("name", "text", "options"),
    [
        ("schedule", "", ()),
        ("schedule", b"\x81\x8d", ()),
        ("horoscope", GOOD, ()),
        ("bonus", GOOD, ("--on", "today")),
        ("bonus", GOOD, ("--when", "2026-01-01")),
    ],
)
def test_a_wrong_call_ends_in_exit_code_2_and_one_sentence(rule, name, text, options):
    run = rule(name, text, *options)

    assert (run.returncode, run.stdout) == (2, b"")
    assert len(run.stderr.decode().splitlines()) == 1


def test_a_file_that_is_not_there_ends_in_exit_code_2_and_one_sentence(rule):
    run = rule("schedule", GOOD, "--on=2026-01-01", "another.csv")
    assert run.returncode == 2
    assert len(run.stderr.decode().splitlines()) == 1


def test_the_bonus_is_judged_on_the_given_date(rule):
    text = "agreement;start_on;private\nA;2026-03-02;yes\n"
    states = {
        on: [line.split(";")[5] for line in rule("bonus", text, "--on", on).stdout.decode().splitlines()[1:]]
        for on in ("2026-09-01", "2026-09-02", "2029-03-02")
    }
    assert states == {
        "2026-09-01": ["ahead", "ahead", "ahead"],
        "2026-09-02": ["earned", "ahead", "ahead"],
        "2029-03-02": ["lost", "lost", "lost"],
    }
