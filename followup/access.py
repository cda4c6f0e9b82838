"""The door to follow-ups: what stands on whose list, and there, once, the read log."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.shortcuts import get_object_or_404
from django.utils import timezone

from cases import access as case_access
from cases.access import CASE
from followup import models, words
from igu.accounts.closed_days import closed_days
from igu.accounts.models import CASE_WORKERS, Membership, Municipality
from igu.audit.models import Look
from igu.rules.workdays import ClosedDays
from igu.web.statements import MUNICIPALITY, Statement, statement_of

CAP = 1000  # counts stop here
COMING = 50
UNDO_FOR = dt.timedelta(minutes=10)
AHEAD = dt.timedelta(days=14)
GIVEN = (models.Answer.GOOD, models.Answer.ISSUE, models.Answer.NOT_REACHED)


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose list: one coordinator's, the cases that nobody has, or the whole team's."""

    kind: str  # "member", "nobody", "team"
    member_id: UUID | None = None

    @property
    def sql(self) -> str:
        return {
            "member": "c.coordinator_id = %(member)s AND c.next_due_on <= %(until)s",
            "nobody": "c.coordinator_id IS NULL AND c.next_due_on <= %(until)s",
            "team": "TRUE",
        }[self.kind]


class Row(NamedTuple):
    """A follow-up that waits, with all that its line on a list names. Ids that are only printed are text."""

    id: str
    version: int
    due_on: dt.date
    key: str
    party: str
    kind: str
    what: str
    why: str
    source: str
    ground: str
    may_waive: bool
    made_by_id: UUID | None
    made_at: dt.datetime | None  # of what a person made; no line says when a rule's was
    maker: str | None
    case_id: str
    number: str
    stage: str
    counted_hours: Decimal
    citizen_id: str
    first_name: str
    last_name: str
    phone: str
    permit_until: dt.date | None
    start_on: dt.date | None
    last_on: dt.date | None
    firm: str | None
    contact: str | None
    contact_title: str | None
    contact_phone: str | None

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


# A follow-up made by hand is about the case's newest agreement. Raw on purpose: one plan, no model instances. The lines
# are chosen before anything is joined to them: else a long list would be joined whole, to show fifty of it.
ROWS = """
SELECT f.id::text, f.version, f.due_on, f.key, f.party, f.kind, f.what, f.why, f.source, f.ground, f.may_waive,
       f.made_by_id, CASE f.key WHEN '' THEN f.made_at END, u.name, f.case_id::text, f.number, f.stage, f.counted_hours,
       p.id::text, p.first_name, p.last_name, p.phone, p.permit_until,
       a.start_on, COALESCE(a.ended_on, a.end_on), e.name, k.name, k.title, k.phone
  FROM (SELECT f.*, c.number, c.stage, c.counted_hours, c.citizen_id,
               COALESCE(f.agreement_id, c.agreement_id) AS about_id
          FROM followup_followup f
          JOIN cases_case c ON c.id = f.case_id
         WHERE f.municipality_id = %(municipality)s AND c.municipality_id = %(municipality)s AND {where}
         ORDER BY f.due_on, {then}f.key, f.party, f.id
         LIMIT %(limit)s) f
  JOIN cases_citizen p ON p.id = f.citizen_id
  LEFT JOIN cases_agreement a ON a.id = f.about_id
  LEFT JOIN employers_employer e ON e.id = a.employer_id
  LEFT JOIN employers_contact k ON k.id = a.contact_id
  LEFT JOIN accounts_membership m ON m.id = f.made_by_id
  LEFT JOIN accounts_user u ON u.id = m.user_id
 ORDER BY f.due_on, {then}f.key, f.party, f.id
"""

COUNTS = """
SELECT (SELECT count(*) FROM (SELECT 1 {of} AND f.due_on < %(today)s LIMIT %(cap)s) x),
       (SELECT count(*) FROM (SELECT 1 {of} AND f.due_on = %(today)s LIMIT %(cap)s) x),
       (SELECT count(*) FROM (SELECT 1 {of} AND f.due_on > %(today)s AND f.due_on <= %(until)s LIMIT %(cap)s) x),
       (SELECT count(*) FROM (SELECT 1 {of} AND f.may_waive AND f.due_on < %(today)s
           AND f.due_on < (f.made_at AT TIME ZONE 'Europe/Copenhagen')::date LIMIT %(cap)s) x)
"""
OF = """
  FROM followup_followup f JOIN cases_case c ON c.id = f.case_id AND c.closed_on IS NULL
 WHERE f.municipality_id = %(municipality)s AND c.municipality_id = %(municipality)s AND f.done_at IS NULL
   AND {whose}
"""

WEEK = """
SELECT f.due_on, count(*) FILTER (WHERE f.done_at IS NOT NULL), count(*) FILTER (WHERE f.done_at IS NULL)
  FROM followup_followup f JOIN cases_case c ON c.id = f.case_id AND c.closed_on IS NULL
 WHERE f.municipality_id = %(municipality)s AND c.municipality_id = %(municipality)s
   AND f.due_on BETWEEN %(monday)s AND %(sunday)s AND {whose}
 GROUP BY f.due_on
"""

# What others did with the cases of this list: answers, follow-ups they made, and cases they handed over. On top, what
# the scanner did with one's own files in the last week: whoever put one to a case need not be the one who follows it.
NEWS = """
SELECT * FROM (
  SELECT f.done_at AS at, 'answer' AS what, u.name AS who, f.what AS follow_up, f.kind, f.answer,
         c.id, c.number, p.id AS citizen_id, p.first_name, p.last_name
    FROM followup_followup f
    JOIN cases_case c ON c.id = f.case_id AND c.closed_on IS NULL
    JOIN cases_citizen p ON p.id = c.citizen_id
    JOIN accounts_membership m ON m.id = f.done_by_id
    JOIN accounts_user u ON u.id = m.user_id
   WHERE f.municipality_id = %(municipality)s AND c.municipality_id = %(municipality)s
     AND f.done_at >= %(since)s AND f.done_by_id <> %(me)s AND {whose}
  UNION ALL
  SELECT f.made_at, 'made', u.name, f.what, f.kind, '', c.id, c.number, p.id, p.first_name, p.last_name
    FROM followup_followup f
    JOIN cases_case c ON c.id = f.case_id AND c.closed_on IS NULL
    JOIN cases_citizen p ON p.id = c.citizen_id
    JOIN accounts_membership m ON m.id = f.made_by_id
    JOIN accounts_user u ON u.id = m.user_id
   WHERE f.municipality_id = %(municipality)s AND c.municipality_id = %(municipality)s
     AND f.made_at >= %(since)s AND f.made_by_id <> %(me)s AND f.done_at IS NULL AND {whose}
  UNION ALL
  SELECT e.pgh_created_at, 'handed_over', u.name, '', '', '', c.id, c.number, p.id, p.first_name, p.last_name
    FROM cases_caseevent e
    JOIN cases_case c ON c.id = e.pgh_obj_id AND c.coordinator_id = e.coordinator_id AND c.closed_on IS NULL
    JOIN cases_citizen p ON p.id = c.citizen_id
    JOIN accounts_user u ON u.id = (e.pgh_context ->> 'user')::uuid
   WHERE e.municipality_id = %(municipality)s AND c.municipality_id = %(municipality)s
     AND e.pgh_created_at >= %(since)s AND u.id <> %(user)s AND {whose}
     AND (SELECT coordinator_id FROM cases_caseevent
           WHERE pgh_obj_id = c.id AND pgh_id < e.pgh_id ORDER BY pgh_id DESC LIMIT 1)
         IS DISTINCT FROM c.coordinator_id
  UNION ALL
  SELECT a.scanned_at, 'file_stopped', '', '', '', '', c.id, c.number, p.id, p.first_name, p.last_name
    FROM cases_attachment a
    JOIN cases_case c ON c.id = a.case_id AND c.closed_on IS NULL
    JOIN cases_citizen p ON p.id = c.citizen_id
   WHERE a.municipality_id = %(municipality)s AND c.municipality_id = %(municipality)s
     AND a.made_by_id = %(me)s AND a.state = 'stopped' AND a.scanned_at >= %(week)s
     AND (%(manager)s OR NOT c.is_protected OR c.coordinator_id = %(me)s OR c.second_id = %(me)s)
) news ORDER BY what = 'file_stopped' DESC, at DESC, id LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class News:
    at: dt.datetime
    what: str
    who: str | None
    follow_up: str
    kind: str
    answer: str
    case_id: UUID
    number: str
    citizen_id: UUID
    first_name: str
    last_name: str


@dataclass(frozen=True, slots=True)
class Counts:
    late: int
    today: int
    coming: int
    before_our_time: int


@dataclass(frozen=True, slots=True)
class Day:
    """All that »Min dag« shows, as rows."""

    counts: Counts
    due: list[Row]
    coming: list[Row]
    week: dict[dt.date, tuple[int, int]]
    news: list[News]


def whose_list(actor, asked: str) -> Whose:
    """Whose list is shown. Only a manager may ask for another's; without a wish a manager sees the team's."""
    if not actor.is_manager:
        return Whose("member", actor.membership_id)
    if asked in ("", "team"):
        return Whose("team")
    if asked == "nobody":
        return Whose("nobody")
    try:
        return Whose("member", UUID(asked))
    except ValueError:
        return Whose("team")


def case_workers(actor, today: dt.date) -> list[tuple[UUID, str]]:
    """Those whose list a manager may look at."""
    rows = Membership.objects.current(today).filter(municipality_id=actor.municipality_id, role__in=CASE_WORKERS)
    return list(rows.order_by("user__name", "id").values_list("id", "user__name"))


def day_of(request, whose: Whose, *, today: dt.date, limit: int) -> Day:
    """The day of one list. Every citizen on it is in the read log."""
    actor = request.actor
    monday = today - dt.timedelta(days=today.weekday())
    until = today + AHEAD
    values = {
        "municipality": actor.municipality_id,
        "member": whose.member_id,
        "me": actor.membership_id,
        "user": actor.user_id,
        "today": today,
        "until": until,
        "monday": monday,
        "sunday": monday + dt.timedelta(days=20),
        "manager": actor.is_manager,
        "since": _midnight(today - dt.timedelta(days=1)),
        "week": _midnight(today - dt.timedelta(days=7)),
        "cap": CAP,
    }
    mine = {"member": "c.coordinator_id = %(member)s", "nobody": "c.coordinator_id IS NULL", "team": "TRUE"}[whose.kind]
    waiting = f"f.done_at IS NULL AND c.closed_on IS NULL AND {whose.sql}"
    due = _rows(f"{waiting} AND f.due_on <= %(today)s", values | {"limit": limit + 1})
    ahead = _rows(
        f"{waiting} AND f.due_on > %(today)s AND f.due_on <= %(until)s", values | {"limit": COMING}, then="number, "
    )
    with connection.cursor() as cursor:
        cursor.execute(COUNTS.format(of=OF.format(whose=whose.sql)), values)
        counts = Counts(*cursor.fetchone())
        cursor.execute(WEEK.format(whose=mine), values)
        week = {due_on: (done, open_) for due_on, done, open_ in cursor.fetchall()}
        cursor.execute(NEWS.format(whose=mine), values | {"limit": 8})
        news = [News(*row) for row in cursor.fetchall()]
    citizens = [row.citizen_id for row in due[:limit] + ahead] + [row.citizen_id for row in news]
    case_access.note(request, citizens, kind=Look.LIST)
    return Day(counts, due, ahead, week, news)


@dataclass(frozen=True, slots=True)
class Noted:
    """An answer that has just been given, as the line above the list says it."""

    id: UUID
    number: str
    what: str
    kind: str
    answer: str

    @property
    def what_said(self) -> str:
        return words.spoken(self.what)


def follow_up_for(request, follow_up_id) -> models.FollowUp:
    """A follow-up of a case that the actor may open; 404 if it is not theirs to see. The read is in the log.

    Raises Detour when the case is a colleague's and no reason has been given today.
    """
    rows = models.FollowUp.objects.visible_to(request.actor).select_related("done_by__user")
    follow_up = get_object_or_404(rows, id=follow_up_id)
    follow_up.case = case_access.case_for(request, follow_up.case_id)
    return follow_up


def row_of(actor, follow_up: models.FollowUp) -> Row:
    """The same follow-up as the row of a list; `follow_up_for` has opened its case."""
    values = {"municipality": actor.municipality_id, "id": follow_up.id, "limit": 1}
    return _rows("f.id = %(id)s", values)[0]


def follow_ups_of(case) -> list[models.FollowUp]:
    """All follow-ups of a case whose page is open, first the next one; done ones after, the newest first."""
    rows = models.FollowUp.objects.filter(municipality_id=case.municipality_id, case=case)
    rows = list(rows.select_related("done_by__user", "made_by__user"))
    done = sorted((row for row in rows if row.done_at), key=lambda row: (row.done_on, row.done_at), reverse=True)
    return [row for row in rows if not row.done_at] + done


def answered_of(case, theme: str = "") -> QuerySet:
    """What was answered of a case whose page is open, or that of it which was about a theme: the newest first.

    What was left out is not among it. Each row has its `day` and `moment`, and `next_on` where the answer agreed a day.
    """
    rows = models.FollowUp.objects.filter(municipality_id=case.municipality_id, case=case, answer__in=GIVEN)
    if theme:  # no index is asked: the rows of one case are few
        rows = rows.filter(themes__contains=[theme])
    agreed = models.FollowUp.objects.filter(after=OuterRef("id")).order_by("due_on").values("due_on")[:1]
    rows = rows.select_related("done_by__user").order_by("-done_on", "-done_at", "-id")
    return rows.annotate(day=F("done_on"), moment=F("done_at"), next_on=Subquery(agreed))


def drawn_of(case) -> list[tuple]:
    """What the picture of a case shows of its follow-ups: kind, key, what, due and done on, answer, source."""
    return _drawn().rows({CASE: case.id, MUNICIPALITY: case.municipality_id})


@cache
def _drawn() -> Statement:
    rows = models.FollowUp.objects.filter(municipality_id=MUNICIPALITY, case_id=CASE)
    return statement_of(rows.values_list("kind", "key", "what", "due_on", "done_on", "answer", "source"))


def planned_after(follow_up: models.FollowUp) -> dt.date | None:
    """The day on which the same party is to be asked next."""
    rows = models.FollowUp.objects.filter(
        municipality_id=follow_up.municipality_id,
        case_id=follow_up.case_id,
        party=follow_up.party,
        kind=follow_up.kind,
        done_at=None,
        due_on__gt=follow_up.due_on,
    )
    return rows.values_list("due_on", flat=True).first()


def just_noted(actor, follow_up_id: str, now: dt.datetime) -> Noted | None:
    """One's own answer of the last ten minutes, or nothing."""
    try:
        asked = UUID(follow_up_id)
    except ValueError:
        return None
    rows = models.FollowUp.objects.visible_to(actor).filter(done_by_id=actor.membership_id, done_at__gte=now - UNDO_FOR)
    found = rows.filter(id=asked).values_list("id", "case__number", "what", "kind", "answer").first()
    return Noted(*found) if found else None


def closed_days_of(actor) -> ClosedDays:
    return closed_days(Municipality.objects.get(id=actor.municipality_id))


def _rows(where: str, values: dict, then: str = "") -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(ROWS.format(where=where, then=then), values)
        return [Row(*row) for row in cursor.fetchall()]


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def models_of(actor) -> list[models.FollowUpModel]:
    """The municipality's rhythms, the chosen one first."""
    rows = models.FollowUpModel.objects.filter(municipality_id=actor.municipality_id)
    return list(rows.order_by("-is_chosen", "name", "id"))


def rules_of_models(actor) -> list[models.FollowUpRule]:
    rows = models.FollowUpRule.objects.filter(municipality_id=actor.municipality_id)
    return list(rows.order_by("kind", "key", "party"))


def model_for(actor, model_id) -> models.FollowUpModel:
    return get_object_or_404(models.FollowUpModel, municipality_id=actor.municipality_id, id=model_id)


def municipality_of(actor) -> Municipality:
    return Municipality.objects.get(id=actor.municipality_id)
