"""What managers and administrators see of the outbox: mail that did not get through, jobs that stand still."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import caches
from django.db import connection
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from igu.accounts.models import Role
from igu.outbox import jobs
from igu.outbox.models import Mail

WATCHERS = (Role.MANAGER, Role.ADMINISTRATOR)
ALARM_SECONDS = 60
DAYS_SHOWN = 30


@dataclass(frozen=True)
class Alarms:
    late: list[jobs.Late]
    failed: int


def alarms_for(actor, now: datetime) -> Alarms:
    """What the banner says on each page of those who can do something about it. At most a minute old."""
    key = f"alarms:{actor.municipality_id}"
    alarms = caches["near"].get(key)
    if alarms is None:
        alarms = _look_for_alarms(actor, now)
        caches["near"].set(key, alarms, ALARM_SECONDS)
    return alarms


# One statement, because it is asked on every page: a row a job, the failed mails in each of them.
ALARMS = """
SELECT run.name, COALESCE(run.succeeded_at, run.known_since),
       (SELECT count(*) FROM outbox_mail WHERE municipality_id = %(municipality)s AND state = 'failed')
  FROM (SELECT) one LEFT JOIN outbox_jobrun run ON run.name = ANY(%(expected)s) ORDER BY run.name
"""


def _look_for_alarms(actor, now: datetime) -> Alarms:
    with connection.cursor() as cursor:
        cursor.execute(ALARMS, {"municipality": actor.municipality_id, "expected": list(jobs.expected)})
        rows = cursor.fetchall()
    runs = [(name, since) for name, since, _failed in rows if name]
    return Alarms(jobs.late_among(runs, now), rows[0][-1])


def forget_alarms(actor) -> None:
    caches["near"].delete(f"alarms:{actor.municipality_id}")


def troubled_mails(actor, now: datetime) -> QuerySet[Mail]:
    """Mail that failed, waits for another try, or may have arrived twice, newest first; a month back."""
    trouble = Q(state=Mail.State.FAILED) | Q(state=Mail.State.WAITING, failures__gt=0) | Q(doubts__gt=0)
    recent = Q(made_at__gte=now - timedelta(days=DAYS_SHOWN)) | Q(state=Mail.State.FAILED)
    mails = Mail.objects.visible_to(actor).filter(trouble, recent)
    return mails.select_related("membership__user").order_by("-made_at", "id")[:200]


def mail_for(actor, mail_id) -> Mail:
    return get_object_or_404(Mail.objects.visible_to(actor), id=mail_id)
