"""The day's run: stages move with the date, and what is due and not done gets its one reminder.

It asks for what is due and has no reminder, not for what falls due today: after a night without a run everything is
caught up once. On a closed day nobody is told anything; the next open day tells it, as late. Reminders and the mail
that is their shadow are written in one transaction, in batches, so that a kill between two batches loses nothing.
"""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef

from cases import stages
from cases.documents import Worker
from cases.models import Agreement, Assessment
from cases.services.rechecks import KEY as TARGET_GROUP
from cases.services.rechecks import follow_starts
from followup.models import FollowUp
from igu.accounts.closed_days import closed_days
from igu.accounts.models import Membership, Municipality, Role
from igu.accounts.tenancy import acting_for
from igu.audit.log import note_reads
from igu.audit.models import Look
from igu.outbox.jobs import has_done, job
from igu.outbox.services import queue_many

DIGEST = "digest"
RUN_DAILY = "run_daily"
BATCH = 5000
START = (dt.date(1900, 1, 1), UUID(int=0))

# What has its reminder is left out along two indexes, before a row is read; only then is the case looked up.
# A coordinator whose membership has ended follows nobody: those cases are the managers', like cases without one.
REMIND = """
WITH due AS (
  SELECT late.id, late.due_on, (SELECT f.case_id FROM followup_followup f WHERE f.id = late.id)
    FROM (SELECT f.id, f.due_on
            FROM followup_followup f
           WHERE f.municipality_id = %(municipality)s AND f.done_at IS NULL AND f.due_on <= %(today)s
             AND (f.due_on, f.id) > (%(after_on)s, %(after_id)s)
             AND NOT EXISTS (
               SELECT FROM followup_reminder r
                WHERE r.municipality_id = %(municipality)s AND r.follow_up_id = f.id AND r.due_on = f.due_on)
           ORDER BY f.due_on, f.id LIMIT %(batch)s) late
),
made AS (
  INSERT INTO followup_reminder (id, municipality_id, follow_up_id, membership_id, due_on, remind_on, made_at)
  SELECT gen_random_uuid(), %(municipality)s, due.id, m.id, due.due_on, %(today)s, now()
    FROM due
    JOIN cases_case c ON c.id = due.case_id AND c.closed_on IS NULL
    LEFT JOIN (accounts_membership m JOIN accounts_user u ON u.id = m.user_id AND u.is_active)
      ON m.id = c.coordinator_id AND m.from_on <= %(today)s AND (m.to_on IS NULL OR m.to_on >= %(today)s)
  ON CONFLICT DO NOTHING
  RETURNING membership_id
)
SELECT (SELECT count(*) FROM due), (SELECT count(*) FROM made),
       (SELECT array_agg(DISTINCT membership_id) FROM made),
       last.due_on, last.id
  FROM (SELECT 1) one
  LEFT JOIN (SELECT due_on, id FROM due ORDER BY due_on DESC, id DESC LIMIT 1) last
    ON (SELECT count(*) FROM due) = %(batch)s
"""


@dataclass(frozen=True, slots=True)
class DailyRun:
    """What a run has made."""

    stages: int = 0
    reminders: int = 0
    mails: int = 0

    def __add__(self, other: "DailyRun") -> "DailyRun":
        return DailyRun(self.stages + other.stages, self.reminders + other.reminders, self.mails + other.mails)


def run_job(today: dt.date) -> DailyRun:
    """The run as the clock and the command make it: noted as a job, and short where today's has gone well already."""
    again = has_done(RUN_DAILY, str(today))
    with job(RUN_DAILY, about=str(today)):
        return run_daily(today, again=again)


def run_daily(today: dt.date, *, again: bool = False) -> DailyRun:
    """The run of one day for every municipality. A second one on the same day changes nothing.

    again: the day has moved the stages already, and what changes one since does so itself; what has become due since
    is reminded of.
    """
    return sum((_run_one(municipality, today, again) for municipality in Municipality.objects.all()), DailyRun())


def _run_one(municipality: Municipality, today: dt.date, again: bool) -> DailyRun:
    with acting_for(municipality.id):
        done = DailyRun()
        if not again:
            done += DailyRun(stages=stages.follow_agreements(municipality.id, today))
            _ask_for_starts(municipality.id, today)
        if today in closed_days(municipality):
            return done
    after = START
    while after:
        with acting_for(municipality.id):
            batch, after = _remind(municipality.id, today, after)
            done += batch
    return done


def _ask_for_starts(municipality_id: UUID, today: dt.date) -> None:
    """Ask for the judgement of starts ahead that nobody was asked about: made before that was done.

    Follow-ups by their index: joined, every one of the municipality would be read.
    """
    of_the_day = Assessment.objects.filter(case=OuterRef("case"), start_on=OuterRef("start_on"))
    ahead = Agreement.objects.filter(municipality=municipality_id, case__closed_on=None, start_on__gte=today, ending="")
    ahead = ahead.exclude(Exists(of_the_day)).values_list("id", "case_id", "start_on")
    starts = {f"{TARGET_GROUP}:{id}": (id, *start) for id, *start in ahead}
    if not starts:
        return
    asked = FollowUp.objects.filter(municipality=municipality_id, subject__in=list(starts))
    for subject in asked.values_list("subject", flat=True):
        starts.pop(subject, None)
    judged = set(
        Assessment.objects.of_cases([case_id for _, case_id, _ in starts.values()]).values_list("about_id", "start_on")
    )
    unasked = [id for id, *start in starts.values() if tuple(start) not in judged]
    if agreements := list(Agreement.objects.filter(id__in=unasked).order_by("id")):
        worker = Worker(municipality_id, None)
        note_reads(worker, [agreement.citizen_id for agreement in agreements], kind=Look.JOB, route="rechecks")
        follow_starts(worker, agreements, today=today)


def _remind(municipality_id: UUID, today: dt.date, after) -> tuple[DailyRun, tuple | None]:
    """Remind of one batch; also where the next one begins, or None after the last."""
    values = {
        "municipality": municipality_id,
        "today": today,
        "after_on": after[0],
        "after_id": after[1],
        "batch": BATCH,
    }
    with connection.cursor() as cursor:
        cursor.execute(REMIND, values)
        found, made, told, *last = cursor.fetchone()
    mails = _queue_digests(municipality_id, told or [], today)
    return DailyRun(reminders=made, mails=mails), tuple(last) if found == BATCH else None


def _queue_digests(municipality_id: UUID, told: list[UUID | None], today: dt.date) -> int:
    """One digest a membership a day; None stands for the managers."""
    members = {membership_id for membership_id in told if membership_id}
    if None in told:
        managers = Membership.objects.current(today).filter(municipality_id=municipality_id, role=Role.MANAGER)
        members |= set(managers.values_list("id", flat=True))
    if not members:
        return 0
    wanted = [(membership_id, digest_key(membership_id, today)) for membership_id in sorted(members)]
    return queue_many(municipality_id=municipality_id, kind=DIGEST, wanted=wanted)


def digest_key(membership_id: UUID, day: dt.date) -> str:
    return f"{membership_id}:{day}"
