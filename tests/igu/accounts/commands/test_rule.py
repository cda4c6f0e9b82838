"""The command as a script calls it: exit codes, one sentence, no database."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).parents[4]
GOOD = "agreement;start_on;model\nA;2026-12-15;aalborg\n"


@pytest.fixture
def table(tmp_path):
    def write(text):
        path = tmp_path / "in.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    return write


@pytest.fixture
def rule(table, capsys):
    """Exit code, the lines of the answer, the lines of complaint."""

    def run(name, text, *options):
        try:
            call_command("rule", name, table(text), *options)
            code = 0
        except SystemExit as end:
            code = end.code
        out, complaint = capsys.readouterr()
        return code, out.splitlines(), complaint.splitlines()

    return run


def test_answers_are_utf8_whatever_the_locale_and_need_no_database(table):
    nowhere = "postgresql://nobody@127.0.0.1:1/nothing"
    addresses = dict.fromkeys(("DATABASE_URL", "DATABASE_APP_URL", "DATABASE_TASK_URL"), nowhere)

    run = subprocess.run(
        [sys.executable, "manage.py", "rule", "deadlines", table("agreement;start_on\nKøge;2026-12-15\n")],
        cwd=ROOT,
        env=os.environ | addresses | {"PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        check=False,
    )

    assert (run.returncode, run.stderr) == (0, b"")
    assert run.stdout.decode("utf-8").splitlines()[:2] == ["agreement;key;due_on;error", "Køge;sign;2026-12-15;"]


def test_answers_without_errors_end_in_exit_code_0(rule):
    code, answer, complaint = rule("schedule", GOOD)
    assert (code, len(answer), complaint) == (0, 1 + 21, [])


def test_a_row_with_an_error_ends_in_exit_code_1_and_the_others_are_answered(rule):
    code, answer, complaint = rule("schedule", GOOD + "B;soon;aalborg\n")
    assert (code, len(answer), complaint) == (1, 1 + 21 + 1, [])


@pytest.mark.parametrize(
    ("name", "text", "options"),
    [
        ("schedule", "", ()),
        ("schedule", b"\x81\x8d", ()),
        ("horoscope", GOOD, ()),
        ("bonus", GOOD, ("--on", "today")),
        ("bonus", GOOD, ("--when", "2026-01-01")),
        ("bonus", GOOD, ("another.csv",)),
    ],
)
def test_a_wrong_call_ends_in_exit_code_2_and_one_sentence(rule, name, text, options):
    code, answer, complaint = rule(name, text, *options)
    assert (code, answer, len(complaint)) == (2, [], 1)


def test_a_file_that_is_not_there_ends_in_exit_code_2_and_one_sentence(tmp_path, capsys):
    with pytest.raises(SystemExit) as end:
        call_command("rule", "bonus", str(tmp_path / "none.csv"))
    assert end.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize(
    ("on", "states"),
    [
        ("2026-09-01", ["ahead", "ahead", "ahead"]),
        ("2026-09-02", ["earned", "ahead", "ahead"]),
        ("2029-03-02", ["lost", "lost", "lost"]),
    ],
)
def test_the_bonus_is_judged_on_the_given_date(rule, on, states):
    _, answer, _ = rule("bonus", "agreement;start_on;private\nA;2026-03-02;yes\n", "--on", on)
    assert [line.split(";")[5] for line in answer[1:]] == states
