"""Runs the tests marked `dates` on days when calendars trip, all at once: `make test` does so before it runs them all.

The day is told by IGU_TEST_CLOCK; the fixture `clock` of tests/conftest.py sets it.
"""

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parent


def days(today: dt.date) -> list[str]:
    """The last day of the year, a leap day, and this time next year."""
    leap = next(year for year in range(today.year + 1, today.year + 9) if year % 4 == 0 and year % 100)
    return [f"{today.year}-12-31", f"{leap}-02-29", str(today + dt.timedelta(days=365))]


def files() -> list[Path]:
    """Those with such tests: to collect all the others three times takes longer than to run these."""
    return sorted(file for file in TESTS.rglob("test_*.py") if "pytest.mark.dates" in file.read_text())


def start(day: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "pytest", "-q", "-m", "dates and not e2e", *files()],
        env=os.environ | {"IGU_TEST_CLOCK": day},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def main() -> int:
    started = {day: start(day) for day in days(dt.datetime.now(dt.UTC).date())}
    failed = 0
    for day, running in started.items():
        told, _ = running.communicate()
        print(f"The tests of dates, with the clock at {day}:\n{told}", flush=True)
        failed = failed or running.returncode
    return failed


if __name__ == "__main__":
    sys.exit(main())
