"""The read log as it is reviewed. It holds case numbers and no more: of a protected case not even that."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils import timezone

from cases import access, models
from cases.looks.explanations import EXPLAINED, task_sql
from igu.accounts.models import Membership, Role
from igu.audit import models as audit
from igu.rules.months import add_months

MOST = 200
UNEXPLAINED = ("", "reason")
TOLD = {audit.Look.READ: [audit.Look.READ.value, audit.Look.NOTE.value]}  # never told apart
ANSWER_WITHIN = dt.timedelta(days=14)

LOOKS = """
SELECT * FROM (
  SELECT l.id, l.at, l.membership_id, u.name, l.citizen_id, CASE WHEN c.is_protected THEN '' ELSE c.number END,
         l.kind, l.route, l.purpose, {explained} AS explained
    FROM audit_readlog l
    LEFT JOIN accounts_membership m ON m.id = l.membership_id
    LEFT JOIN accounts_user u ON u.id = m.user_id
    LEFT JOIN cases_case c ON c.municipality_id = l.municipality_id AND c.citizen_id = l.citizen_id
   WHERE l.municipality_id = %(municipality)s AND {{where}}
) looks {{narrow}} ORDER BY {{order}} LIMIT %(limit)s
"""
BY_MEMBER = " AND l.membership_id = %(member)s::uuid"
NEWEST = "at DESC, id"
UNFORESEEN = "gen_random_uuid()"
TALLY = """
SELECT count(*), count(*) FILTER (WHERE explained NOT IN ('', 'reason')) FROM (
  SELECT {explained} AS explained
    FROM audit_readlog l
    LEFT JOIN accounts_membership m ON m.id = l.membership_id
    LEFT JOIN cases_case c ON c.municipality_id = l.municipality_id AND c.citizen_id = l.citizen_id
   WHERE l.municipality_id = %(municipality)s AND l.at >= %(first)s AND l.at < %(after)s
) looks
"""


@dataclass(frozen=True, slots=True)
class Look:
    """One line of the log. explained: why it needs no question, empty where nothing explains it."""

    id: UUID
    at: dt.datetime
    membership_id: UUID | None
    who: str | None
    citizen_id: UUID
    number: str | None
    kind: str
    route: str
    purpose: str
    explained: str


def people_of(actor) -> list[tuple[str, str]]:
    """Whose look-ups can be asked for: everybody who has or had a role in the municipality, by name."""
    people = Membership.objects.filter(municipality_id=actor.municipality_id).order_by("user__name", "id")
    people = people.values_list("id", "user__name", "role")
    return [(str(id_), f"{name} ({Role(role).label})") for id_, name, role in people]


def looks_at(case: models.Case, *, member: str = "") -> list[Look]:
    """Who looked at this case, and at those that were put into it; the newest first."""
    merged = models.Case.objects.filter(municipality_id=case.municipality_id, merged_into=case)
    citizens = [case.citizen_id, *merged.values_list("citizen_id", flat=True)]
    values = {"municipality": case.municipality_id, "citizens": [str(id_) for id_ in citizens], "limit": MOST}
    where = "l.citizen_id = ANY(%(citizens)s::uuid[])" + BY_MEMBER * bool(member)
    return _looks(where, "", values | {"member": member})


def looks_of(actor, month: dt.date, *, member: str = "", kind: str = "", everything: bool = False) -> list[Look]:
    """The look-ups of a month; without those that explain themselves unless `everything` is wanted."""
    values = _month(actor, month) | {"limit": MOST, "member": member, "kinds": TOLD.get(kind, [kind])}
    where = "l.at >= %(first)s AND l.at < %(after)s"
    where += BY_MEMBER * bool(member) + " AND l.kind = ANY(%(kinds)s)" * bool(kind)
    return _looks(where, "" if everything else "WHERE explained IN ('', 'reason')", values)


def draw(actor, month: dt.date, number: int) -> list[Look]:
    """So many of all look-ups that a person made in a month; nobody can foresee which."""
    where = "l.at >= %(first)s AND l.at < %(after)s AND l.membership_id IS NOT NULL"
    return _looks(where, "", _month(actor, month) | {"limit": number}, order=UNFORESEEN)


def tally(actor, month: dt.date) -> tuple[int, int]:
    """How many look-ups a month had, and how many of them explain themselves."""
    with connection.cursor() as cursor:
        cursor.execute(TALLY.format(explained=EXPLAINED.format(task=task_sql())), _month(actor, month))
        return cursor.fetchone()


def look_for(actor, look_id) -> Look | None:
    values = {"municipality": actor.municipality_id, "id": str(look_id), "limit": 1}
    found = _looks("l.id = %(id)s::uuid", "", values)
    return found[0] if found else None


def reviews_of(actor, month: dt.date) -> list[models.LookReview]:
    """The month's sample, and what was asked about besides."""
    rows = models.LookReview.objects.filter(municipality_id=actor.municipality_id, month=month)
    return list(rows.select_related("membership__user", "closed_by__user"))


def overdue(actor, now: dt.datetime) -> list[models.LookReview]:
    """Questions that nobody has answered within two weeks."""
    rows = models.LookReview.objects.filter(municipality_id=actor.municipality_id, closed_at=None, answered_at=None)
    return list(rows.filter(asked_at__lt=now - ANSWER_WITHIN).select_related("membership__user"))


def review_for(actor, review_id) -> models.LookReview:
    return get_object_or_404(models.LookReview, municipality_id=actor.municipality_id, id=review_id)


def asked_of(actor) -> list[models.LookReview]:
    """What this person is asked about the own look-ups; answered ones of the last year below."""
    rows = models.LookReview.objects.filter(municipality_id=actor.municipality_id, membership_id=actor.membership_id)
    return list(rows.filter(~Q(question="")).order_by("answered_at", "-asked_at", "id")[:MOST])


def own_review_for(actor, review_id) -> models.LookReview:
    rows = models.LookReview.objects.filter(municipality_id=actor.municipality_id, membership_id=actor.membership_id)
    return get_object_or_404(rows.exclude(question=""), id=review_id)


def numbers_of(request, reviews) -> dict:
    """Case numbers of those the person is asked about, as far as the person may still see them."""
    wanted = {review.citizen_id for review in reviews}
    numbers = dict(access.cases_for(request.actor).filter(citizen_id__in=wanted).values_list("citizen_id", "number"))
    access.note(request, numbers, kind=audit.Look.LIST)
    return numbers


def _month(actor, month):
    first, after = (timezone.make_aware(dt.datetime.combine(day, dt.time())) for day in (month, add_months(month, 1)))
    return {"municipality": actor.municipality_id, "first": first, "after": after}


def _looks(where, narrow, values, order=NEWEST):
    sql = LOOKS.format(explained=EXPLAINED.format(task=task_sql())).format(where=where, narrow=narrow, order=order)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [Look(*row) for row in cursor.fetchall()]
