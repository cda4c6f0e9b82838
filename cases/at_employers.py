"""What `cases` shows on a firm's page: its trainees, now and before."""

from cases import access, models
from employers.sections import Section
from igu.audit.models import Look

MOST = 200


def trainees(request, employer, today) -> Section:
    agreements = models.Agreement.objects.filter(employer=employer, case__in=access.cases_for(request.actor))
    shown = list(agreements.select_related("citizen", "case")[:MOST])
    access.note(request, [agreement.citizen_id for agreement in shown], kind=Look.LIST)
    return Section("cases/_employer_trainees.html", {"agreements": shown})
