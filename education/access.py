"""The door to plan lines: through the case they belong to, where the read is logged."""

import datetime as dt
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from django.shortcuts import get_object_or_404

from cases import access as case_access
from education.models import PlanLine
from igu.web.statements import Instances, Statement, blank, statement_of

AGREEMENT = blank()


def lines_of(agreement) -> list[PlanLine]:
    """The plan of an agreement, in the order of its dates."""
    return _lines().rows({AGREEMENT: agreement.id}) if agreement else []


@cache
def _lines() -> Instances:
    return Instances(PlanLine.objects.filter(agreement_id=AGREEMENT))


class Drawn(NamedTuple):
    """A plan line, as much of it as the picture of two years shows."""

    type: str
    title: str
    start_on: dt.date
    end_on: dt.date
    hours: Decimal
    status: str


def drawn_of(agreement) -> list[Drawn]:
    return [Drawn(*row) for row in _drawn().rows({AGREEMENT: agreement.id})]


@cache
def _drawn() -> Statement:
    return statement_of(PlanLine.objects.filter(agreement_id=AGREEMENT).values_list(*Drawn._fields))


def line_for(request, case_id, line_id):
    """A case and one of its plan lines. 404 if either is not the actor's to see."""
    case = case_access.case_for(request, case_id)
    return case, get_object_or_404(PlanLine.objects.select_related("agreement"), id=line_id, agreement__case=case)
