"""Which commands want servers."""

import os
import subprocess
import sys

import pytest

import manage
from igu.local.places import PROJECT


@pytest.mark.parametrize(
    ("words", "needs"),
    [
        ([], False),
        (["--help"], False),
        (["rule", "ledger", "plan.csv"], False),
        (["makemessages", "-l", "da"], False),
        (["compilemessages"], False),
        (["collectstatic", "--noinput"], False),
        (["check", "--deploy"], False),
        (["migrate", "--help"], False),
        (["migrate"], True),
        (["shell"], True),
        (["report", "caseload"], True),
        (["run_daily"], True),
    ],
)
def test_needs_server(words, needs):
    assert manage.needs_server(words) is needs


def test_a_command_without_a_server_touches_no_folder(tmp_path):
    env = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}

    ran = subprocess.run(
        [sys.executable, "manage.py", "version"], cwd=PROJECT, env=env | {"IGU_LOCAL": str(tmp_path / "none")}
    )

    assert ran.returncode == 0
    assert not (tmp_path / "none").exists()
