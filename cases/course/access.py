"""What the course of a case holds. The case has been opened by `cases.access` before."""

from functools import cache

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Least
from django.shortcuts import get_object_or_404

from cases import access, models
from cases.activities.rules import CountsAs
from cases.journal.words import Party


def visitations_of(case) -> list[models.Visitation]:
    """Every visitation of a case, the newest first: together they are the history of its track."""
    return list(case.visitations.select_related("consultant__user", "decided_by__user"))


def visitation_for(request, case_id, visitation_id) -> tuple[models.Case, models.Visitation]:
    case = access.case_for(request, case_id)
    return case, get_object_or_404(case.visitations, id=visitation_id)


def handovers_of(case) -> list[models.Handover]:
    """Who followed the case, the newest change first."""
    return list(case.handovers.select_related("from_member__user", "to_member__user", "made_by__user"))


@cache
def first_firm() -> Least:
    """The day on which a case met a firm first: by a contact or visit in the journal, an activity at a firm, whether
    it is in our register or not, or an agreement."""
    of_firm = Q(party__in=(Party.EMPLOYER, Party.BOTH)) | Q(definition__key="visit")
    talks = models.JournalEntry.objects.filter(of_firm, is_contact=True, is_restricted=False, taken_back_at=None)
    at_a_firm = Q(employer__isnull=False) | Q(definition__body__counts_as__in=[CountsAs.WORK, CountsAs.INTERNSHIP])
    placed = models.Activity.objects.filter(at_a_firm)
    agreed = models.Agreement.objects.annotate(day=Coalesce("signed_on", "start_on"))
    return Least(_first(talks, "happened_on"), _first(placed, "start_on"), _first(agreed, "day"))


def _first(rows, day: str) -> Subquery:
    return Subquery(rows.filter(case=OuterRef("id")).order_by(day).values(day)[:1])


def issues_of(case) -> list[models.Issue]:
    """Open issues first, the oldest on top; then those that are closed, the newest first."""
    return list(case.issues.order_by(F("closed_on").desc(nulls_first=True), "found_on", "id"))


def issue_for(request, case_id, issue_id) -> tuple[models.Case, models.Issue]:
    case = access.case_for(request, case_id)
    return case, get_object_or_404(case.issues, id=issue_id)


def efforts_of(case, today) -> list[models.Activity]:
    """What runs beside each other today: other centres, health, language, internships (VES-13, X-12)."""
    running = [activity for activity in case.activities.select_related("definition") if activity.runs_on(today)]
    return sorted(running, key=lambda activity: (activity.start_on, str(activity.id)))
