"""Who will lose the chance to start, as a page and as a file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.access import EDITORS, note
from cases.chances import access
from igu.accounts.models import CASE_WORKERS
from igu.accounts.policy import policy
from igu.audit.models import Look
from igu.web import spreadsheets


@policy(*CASE_WORKERS, methods=("GET", "HEAD"))
def chance_list(request):
    chances = access.chances(request.actor, request.GET, timezone.localdate())
    note(request, chances.citizen_ids, kind=Look.LIST)
    context = {"chances": chances, "may_edit": request.actor.role in EDITORS, "at_most": access.AT_MOST}
    return render(request, "cases/chance_list.html", context)


@policy(*EDITORS, methods=("GET", "HEAD"))
def chance_export(request, kind):
    today = timezone.localdate()
    chances = access.chances(request.actor, request.GET, today)
    note(request, chances.citizen_ids, kind=Look.EXPORT)
    rows = map(access.cells, chances.rows)
    if kind == "csv":
        response = HttpResponse(spreadsheets.csv_bytes(access.head(), rows), content_type=spreadsheets.CSV_TYPE)
    else:
        content = spreadsheets.xlsx_bytes(_("Target group"), access.head(), rows)
        response = HttpResponse(content, content_type=spreadsheets.XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="maalgruppe-{today:%Y-%m-%d}.{kind}"'
    return response
