"""The jobs of the clock: when each last went well, and which of them stand still.

The pages ask this, not the worker: an alarm must not hang on the thing it watches.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, connection, connections
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from igu.outbox.models import JobRun


@dataclass(frozen=True)
class Expected:
    """A job that must have gone well within `every` + `grace`. `warning` takes %(since)s."""

    every: timedelta
    grace: timedelta
    warning: str


@dataclass(frozen=True)
class Late:
    name: str
    since: datetime
    warning: str


expected: dict[str, Expected] = {}


def expect(name: str, *, every: timedelta, warning: str, grace: timedelta = timedelta(minutes=10)) -> None:
    expected[name] = Expected(every, grace, warning)


def expect_own_jobs() -> None:
    expect("send_mail", every=timedelta(seconds=15), warning=_("No mail has been sent since %(since)s."))


def begin_watching(**kwargs) -> None:
    """After `migrate`: a job that has never run is late counted from here."""
    JobRun.objects.using(kwargs["using"]).bulk_create([JobRun(name=name) for name in expected], ignore_conflicts=True)


@contextmanager
def job(name: str, about: str = "") -> Iterator[None]:
    """Note how a run went. Use it outside every transaction, so that a failure is noted when all else is undone.

    about: what a run that goes well has done, for `has_done`.
    """
    _note(name, "started_at")
    try:
        yield
    except Exception as fault:
        with suppress(DatabaseError):  # what broke the job may break the note: the job's fault is the one to show
            _note(name, "failed_at", type(fault).__name__)
        raise
    _note(name, "succeeded_at", about)


def has_done(name: str, about: str) -> bool:
    """Whether the last run of a job went well, and was about this."""
    return JobRun.objects.filter(name=name, note=about).exists()


def _note(name: str, moment: str, note: str = "") -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO outbox_jobrun (name, known_since, {moment}, note) VALUES (%s, now(), now(), %s) "  # noqa: S608
            f"ON CONFLICT (name) DO UPDATE SET {moment} = now(), note = EXCLUDED.note",
            [name, note],
        )


def standing_still(now: datetime) -> list[Late]:
    """The jobs that should have gone well by now and have not, each with the moment since when."""
    runs = JobRun.objects.filter(name__in=expected).order_by("name")
    return late_among(runs.values_list("name", Coalesce("succeeded_at", "known_since")), now)


def late_among(runs: Iterable[tuple[str, datetime]], now: datetime) -> list[Late]:
    """Those of the jobs that went well too long ago."""
    late = []
    for name, since in runs:
        rhythm = expected[name]
        if since + rhythm.every + rhythm.grace < now:
            late.append(Late(name, since, rhythm.warning))
    return late


STUCK = """
SELECT count(*) FROM outbox_mail
 WHERE state IN ('waiting', 'claimed', 'handing_over')
   AND (not_before < now() - interval '10 minutes' OR failures >= 3)
"""


def degraded() -> list[str]:
    """What does not work though the pages do, as words for /readyz. Empty when all is well."""
    found = [f"job:{late.name}" for late in standing_still(timezone.now())]
    with connections["task"].cursor() as cursor:
        cursor.execute(STUCK)
        if cursor.fetchone()[0]:
            found.append("mail:stuck")
    return found
