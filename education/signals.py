"""What the plan shows early: behind an even pace, and courses that were cancelled and not replaced."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases import pace
from cases.models import Case
from cases.signals.own import days_from_epoch
from cases.signals.sources import Found, Source
from education.models import LineStatus, PlanLine
from igu.accounts.models import Municipality

BRACKET = 30  # counted hours further behind are news
RECENT = dt.timedelta(days=90)
KINDS = ("behind", "cancelled")


def find_behind(municipality_id: UUID, today: dt.date, case_ids: Sequence[UUID] | None) -> list[Found]:
    """More hours behind an even pace than the municipality calls behind."""
    limit = Municipality.objects.values_list("behind_hours", flat=True).get(id=municipality_id)
    rows = Case.objects.filter(municipality_id=municipality_id, closed_on=None).filter(pace.is_behind(today, limit))
    rows = rows if case_ids is None else rows.filter(id__in=case_ids)
    found = []
    for case_id, start_on, ends_on, counted in rows.values_list(
        "id", "agreement__start_on", "ends_on", "counted_hours"
    ):
        behind = round(pace.even_hours(start_on, ends_on, today) - counted)
        found.append(Found(case_id, behind // BRACKET, today, {"hours": behind, "limit": limit}))
    return found


def say_behind(facts: dict) -> str:
    return _("The plan is %(hours)s counted hours behind an even pace; more than %(limit)s is behind.") % facts


def find_cancelled(municipality_id: UUID, today: dt.date, case_ids: Sequence[UUID] | None) -> list[Found]:
    """Courses of the last 90 days and of the time ahead that were cancelled, while the plan is short of hours."""
    rows = PlanLine.objects.filter(
        municipality_id=municipality_id,
        status=LineStatus.CANCELLED,
        end_on__gte=today - RECENT,
        agreement__case__closed_on=None,
        agreement__case__stage__in=pace.UNDER_WAY,
    )
    rows = rows if case_ids is None else rows.filter(agreement__case_id__in=case_ids)
    names = ("agreement__case_id", "agreement__case__agreement_id", "agreement_id", "agreement__start_on", "start_on")
    hours = ("hours", "agreement__case__counted_hours", "agreement__case__planned_hours")
    by_case: dict[UUID, list] = {}
    for case_id, current, own, begun, start_on, length, counted, planned in rows.values_list(*names, *hours):
        is_short = counted + planned < pace.law_of(begun).school.counted_hours
        if current == own and is_short:
            by_case.setdefault(case_id, []).append((start_on, length))
    return [
        Found(
            case_id,
            days_from_epoch(max(lines)[0]) + len(lines),
            min(max(lines)[0], today),
            {"courses": len(lines), "hours": f"{sum(length for _start, length in lines):.0f}"},
        )
        for case_id, lines in sorted(by_case.items())
    ]


def say_cancelled(facts: dict) -> str:
    return (
        ngettext(
            "%(courses)s course of %(hours)s hours is cancelled and not replaced.",
            "%(courses)s courses of %(hours)s hours are cancelled and not replaced.",
            facts.get("courses", 0),
        )
        % facts
    )


SOURCES = (
    Source("behind", gettext_lazy("Plan behind"), find_behind, say_behind, "plan_panel", 30),
    Source("cancelled", gettext_lazy("Cancelled courses"), find_cancelled, say_cancelled, "plan_panel", 35),
)
