"""The door to language plans."""

from django.db.models import Sum
from django.shortcuts import get_object_or_404

from cases import access as case_access
from cases.models import Case, LanguagePlan

MOST_SESSIONS = 200


def plans_of(case: Case) -> list[LanguagePlan]:
    """Every plan of a case with what was trained, the newest first."""
    plans = LanguagePlan.objects.filter(case=case).annotate(trained_hours=Sum("sessions__hours"))
    return list(plans.prefetch_related("sessions"))


def plan_for(request, case_id, plan_id) -> tuple[Case, LanguagePlan]:
    """The case, as `case_for` opens it, and one of its plans; 404 when it is another case's."""
    case = case_access.case_for(request, case_id)
    plan = get_object_or_404(LanguagePlan, id=plan_id, case=case)
    plan.case = case
    return case, plan
