"""The tab »Forløb«: visitations, who follows the case, what runs beside it, what is open."""

import datetime as dt

from django.utils.translation import gettext_lazy

from cases import models
from cases.activities.rows import period_of
from cases.course import access
from cases.definitions.texts import said
from igu.rules.job_groups import JobGroup, job_group

GROUPS = {
    JobGroup.INTEGRATION: gettext_lazy("Group 1: lives on an integration benefit"),
    JobGroup.LONG_ON_BENEFIT: gettext_lazy("Group 2: 3 of the last 4 years on a benefit, Danish test 2 not passed"),
    JobGroup.NONE: gettext_lazy("In neither group"),
    JobGroup.UNKNOWN: gettext_lazy("Not known: write whether the citizen has a benefit, and for how long"),
}


def context_of(case: models.Case, today: dt.date) -> dict:
    visitations = access.visitations_of(case)
    newest = visitations[0] if visitations else None
    met_on = case.met_on if case.met_on and case.met_on <= today else None
    return {
        "visitations": visitations,
        "met_on": met_on,
        "met_after": (met_on - case.opened_on).days if met_on else None,
        "newest": newest,
        "job_group": GROUPS[_group(case, newest)] if newest else "",
        "handovers": access.handovers_of(case),
        "issues": access.issues_of(case),
        "efforts": [
            (said(effort.definition.title), effort, period_of(effort)) for effort in access.efforts_of(case, today)
        ],
    }


def _group(case, visitation):
    return job_group(
        is_on_benefit=visitation.is_on_benefit,
        benefit_months=visitation.benefit_months,
        danish_test=case.citizen.danish_test,
    )
