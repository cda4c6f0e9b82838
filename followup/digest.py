"""The one mail a day: how much is late and due, case numbers and links. Never a name, a CPR number or what it is about.

Made at the moment it is sent, for the day in its key: what has been answered since then is not counted.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.documents import Worker
from igu.accounts.models import Role
from igu.audit.log import note_reads
from igu.audit.models import Look
from igu.outbox.models import Mail

CASES_NAMED = 20

# Deadlines of the law come first: what is missed there is a right or money lost.
COUNT = """
WITH one AS (
  SELECT m.id AS membership_id, c.id, c.citizen_id, c.number, count(*) AS follow_ups,
         count(*) FILTER (WHERE f.due_on < %(day)s) AS late,
         min(f.due_on) FILTER (WHERE f.kind = 'deadline' AND f.source = 'L') AS law_on,
         min(f.due_on) AS first_on
    FROM followup_followup f
    JOIN cases_case c ON c.id = f.case_id AND c.closed_on IS NULL
    LEFT JOIN (accounts_membership m JOIN accounts_user u ON u.id = m.user_id AND u.is_active)
      ON m.id = c.coordinator_id AND m.from_on <= %(day)s AND (m.to_on IS NULL OR m.to_on >= %(day)s)
   WHERE f.municipality_id = %(municipality)s AND f.done_at IS NULL AND f.due_on <= %(day)s
     AND (m.id = ANY(%(members)s::uuid[]) OR m.id IS NULL)
   GROUP BY m.id, c.id, c.citizen_id, c.number
), placed AS (
  SELECT one.*, sum(follow_ups) OVER mine AS all_follow_ups, sum(late) OVER mine AS all_late,
         count(*) OVER mine AS all_cases,
         row_number() OVER (PARTITION BY membership_id ORDER BY law_on NULLS LAST, first_on, number) AS place
    FROM one WINDOW mine AS (PARTITION BY membership_id)
)
SELECT membership_id, id, citizen_id, number, law_on, all_follow_ups, all_late, all_cases
  FROM placed WHERE place <= %(named)s ORDER BY membership_id, place
"""


@dataclass(frozen=True, slots=True)
class Named:
    """A case in the mail: its number, and the day of a deadline of the law where it has one."""

    case_id: UUID
    number: str
    law_on: dt.date | None

    @property
    def url(self) -> str:
        return settings.SITE_URL + reverse("case_detail", args=[self.case_id])


@dataclass(slots=True)
class Share:
    """What waits for one person, or for nobody."""

    follow_ups: int = 0
    late: int = 0
    cases: int = 0
    named: tuple[Named, ...] = ()

    @property
    def today(self) -> int:
        return self.follow_ups - self.late

    @property
    def with_law(self) -> list[Named]:
        return [case for case in self.named if case.law_on]

    @property
    def others(self) -> list[Named]:
        return [case for case in self.named if not case.law_on]

    @property
    def unnamed(self) -> int:
        return self.cases - len(self.named)


def gather(mails: Sequence[Mail]) -> None:
    """Count once for all mails of a day: `mail.own`, and for managers `mail.nobodys`."""
    by_day = defaultdict(list)
    for mail in mails:
        by_day[day_of(mail)].append(mail)
    for day, same_day in by_day.items():
        shares = _count(same_day[0].municipality_id, [mail.membership_id for mail in same_day], day)
        for mail in same_day:
            mail.own = shares.get(mail.membership_id, Share())
            mail.nobodys = shares.get(None, Share()) if mail.membership.role == Role.MANAGER else Share()


def still_wanted(mail: Mail) -> bool:
    return bool(mail.own.follow_ups or mail.nobodys.follow_ups)


def render(mail: Mail) -> tuple[str, str]:
    late, today = mail.own.late + mail.nobodys.late, mail.own.today + mail.nobodys.today
    subject = _("IGU: %(late)d late, %(today)d today") % {"late": late, "today": today}
    context = {
        "day": day_of(mail),
        "own": mail.own,
        "nobodys": mail.nobodys,
        "url": settings.SITE_URL + reverse("my_day"),
    }
    return subject, render_to_string("followup/digest.txt", context)


def day_of(mail: Mail) -> dt.date:
    return dt.date.fromisoformat(mail.key.rpartition(":")[2])


def _count(municipality_id, members, day) -> dict[UUID | None, Share]:
    values = {
        "municipality": municipality_id,
        "members": [str(member) for member in members],
        "day": day,
        "named": CASES_NAMED,
    }
    with connection.cursor() as cursor:
        cursor.execute(COUNT, values)
        rows = cursor.fetchall()
    note_reads(Worker(municipality_id, None), [row[2] for row in rows], kind=Look.JOB, route="digest")
    shares: dict[UUID | None, Share] = {}
    for member, case_id, _citizen_id, number, law_on, follow_ups, late, cases in rows:
        share = shares.setdefault(member, Share(int(follow_ups), int(late), cases))
        share.named += (Named(case_id, number, law_on),)
    return shares
