"""Runs the tests marked `dates` on days when calendars trip: `make test` does this before it runs them all."""

import datetime as dt
import os
import subprocess
import sys


def days(today: dt.date) -> list[str]:
    """The last day of the year, a leap day, and this time next year."""
    leap = next(year for year in range(today.year + 1, today.year + 9) if year % 4 == 0 and year % 100)
    return [f"{today.year}-12-31", f"{leap}-02-29", str(today + dt.timedelta(days=365))]


def main() -> int:
    for day in days(dt.datetime.now(dt.UTC).date()):
        print(f"The tests of dates, with the clock at {day}:", flush=True)
        env = os.environ | {"IGU_TEST_CLOCK": day}
        lanes = ("-n", "2", "--dist", "worksteal")
        ran = subprocess.run([sys.executable, "-m", "pytest", "-q", *lanes, "-m", "dates and not e2e"], env=env)
        if ran.returncode:
            return ran.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
