"""A long sheet in a process of its own: how much memory it takes at most."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).parents[3]
MOST = 200  # MB
MEASURED = (
    # VmHWM and not ru_maxrss: the latter begins at what the process that started this one had in memory.
    "import re, runpy, sys; sys.argv[0] = 'manage.py'\n"
    "try: runpy.run_path('manage.py', run_name='__main__')\n"
    "finally: print(int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]) // 1024)"
)


@pytest.fixture
def import_apart(tmp_path, sheet, row):
    """What a run of the command in another process told, and its peak in MB."""

    def run(count, *options):
        file = tmp_path / "ark.csv"
        cprs = (f"{61 + n % 28:02}{1 + n % 12:02}{70 + n % 30}{n % 4000:04}" for n in range(count))
        file.write_bytes(sheet(*(row(cpr=cpr, fornavn=f"Nr {n}") for n, cpr in enumerate(cprs))))
        name = connection.settings_dict["NAME"]
        urls = {key: re.sub(r"/[^/?]+\?", f"/{name}?", url) for key, url in os.environ.items() if "DATABASE" in key}
        done = subprocess.run(
            [sys.executable, "-c", MEASURED, "import_sheet", file, "--municipality", "0851", "--json", *options],
            cwd=ROOT,
            env=os.environ | urls | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        )
        told, peak = done.stdout.strip().splitlines()
        print(f"import {' '.join(options)}: {count} rows, peak {peak} MB of {MOST}")
        return json.loads(told), int(peak)

    return run


def test_ten_thousand_rows_are_checked_within_the_memory_limit(import_apart):
    told, peak = import_apart(10_000)

    assert (told["new"], told["errors"]) == (10_000, [])
    assert peak < MOST


@pytest.mark.e2e
def test_ten_thousand_rows_are_saved_within_the_memory_limit(import_apart):
    told, peak = import_apart(10_000, "--commit")

    assert (told["new"], told["committed"]) == (10_000, True)
    assert peak < MOST
