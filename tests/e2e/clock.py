"""Weeks of a municipality's calendar in seconds: cases with follow-ups, and the daily run of one day after another.

    python -m tests.e2e.clock seed PEOPLE DAYS
    python -m tests.e2e.clock run DAYS PACE

`run` may be killed and started again: it begins with the first day, and the days that were run change nothing.
"""

import datetime as dt
import os
import sys
import time

import django

FIRST = dt.date(2026, 2, 2)  # a Monday; no closed day but weekends in the eight weeks from here
CODES = ("0851", "0461", "0147")


def days(number: int) -> list[dt.date]:
    weekdays = (FIRST + dt.timedelta(days=n) for n in range(2 * number + 7))
    return [day for day in weekdays if day.weekday() < 5][:number]


def seed(people: int, number_of_days: int) -> None:
    """In each of three municipalities so many coordinators, each with one case and two follow-ups a day."""
    from igu.accounts.models import Municipality
    from igu.accounts.tenancy import acting_for

    for code in CODES:
        municipality = Municipality.objects.get(code=code)
        with acting_for(municipality.id):
            seed_municipality(municipality, people, number_of_days)


def seed_municipality(municipality, people, number_of_days):
    from cases.models import Case, Citizen
    from followup.models import FollowUp
    from igu.accounts.models import Membership, User

    def make(model, rows):
        return model.objects.bulk_create(model(**row) for row in rows)

    here, numbers = {"municipality": municipality}, range(people)
    users = make(User, [{"email": f"{municipality.code}-{n}@igu.test", "name": f"C {n}"} for n in numbers])
    members = make(
        Membership, [here | {"user": user, "role": "coordinator", "from_on": dt.date(2020, 1, 1)} for user in users]
    )
    citizens = make(
        Citizen,
        [here | {"first_name": "Selam", "last_name": f"Nr {n}", "birth_on": dt.date(1990, 1, 1)} for n in numbers],
    )
    cases = make(
        Case,
        [
            here | {"citizen": citizens[n], "coordinator": members[n], "number": f"2026-{n:04}", "opened_on": FIRST}
            for n in numbers
        ],
    )
    make(
        FollowUp,
        [
            here
            | {
                "case": case,
                "party": party,
                "kind": "contact",
                "what": "Call",
                "raw_on": day,
                "due_on": day,
                "source": "O",
            }
            for case in cases
            for day in days(number_of_days)
            for party in ("citizen", "employer")
        ],
    )


def run(number_of_days: int, pace: float) -> None:
    from django.db import Error, close_old_connections

    from followup import services
    from igu.outbox.tasks import wake_sender

    for day in days(number_of_days):
        is_done = False
        while not is_done:
            try:
                close_old_connections()
                is_done = bool(services.run_daily(day)) or True
            except Error:
                time.sleep(0.1)
        wake_sender()
        time.sleep(pace)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "igu.settings")
    django.setup()
    import igu.celery  # noqa: F401 - the broker's address

    verb, *words = sys.argv[1:]
    if verb == "seed":
        seed(int(words[0]), int(words[1]))
    else:
        run(int(words[0]), float(words[1]))
