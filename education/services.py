"""What people do to an education plan. Each change keeps the case's hours, that the list shows, up to date."""

from uuid import UUID

from django.db import transaction

from cases.models import Agreement, Case
from cases.signals.services import look_again
from education import signals
from education.ledger import law_of, ledger_of
from education.models import PlanLine
from igu.accounts.errors import Outdated, RuleBroken
from igu.accounts.saving import make_once
from igu.rules import statute

FIELDS = ("type", "title", "provider", "start_on", "end_on", "hours", "status")


@transaction.atomic
def add_line(actor, *, agreement: Agreement, today, token: UUID | None = None, **fields) -> PlanLine:
    """Put a course in the plan.

    Raises RuleBroken: `before_agreement` when it starts before the agreement, `type_not_allowed` when the rules of
    the agreement's start date do not count the type.
    """
    check(agreement, fields)
    line, _is_new = make_once(PlanLine, actor, token, agreement=agreement, **fields)
    refresh_hours(agreement, today)
    return line


@transaction.atomic
def change_line(actor, line: PlanLine, *, version: int, today, **fields) -> PlanLine:
    """Change a course of the plan. Raises as `add_line`, and Outdated when somebody else changed it first."""
    check(line.agreement, fields)
    changed = PlanLine.objects.filter(id=line.id, version=version).update(version=version + 1, **fields)
    if not changed:
        raise Outdated
    refresh_hours(line.agreement, today)
    line.refresh_from_db()
    return line


def check(agreement: Agreement, fields: dict) -> None:
    codes = []
    if fields["start_on"] < agreement.start_on:
        codes.append("before_agreement")
    if statute.EducationType(fields["type"]) not in law_of(agreement).school.factors:
        codes.append("type_not_allowed")
    if codes:
        raise RuleBroken(*codes)


def refresh_hours(agreement: Agreement, today) -> None:
    """Keep what the case list shows of the plan: hours done by `today`, and hours still planned."""
    ledger = ledger_of(agreement, list(PlanLine.objects.filter(agreement=agreement)), today=today)
    Case.objects.filter(agreement=agreement).update(counted_hours=ledger.done_hours, planned_hours=ledger.planned_hours)
    look_again(agreement.municipality_id, today, [agreement.case_id], *signals.KINDS)
