"""The manager's page, and each of its reports as a file."""

import datetime as dt

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from igu.accounts.models import Role
from igu.accounts.policy import policy
from igu.web.spreadsheets import CSV_TYPE, XLSX_TYPE
from reports import cards, files
from reports.figures import REPORTS, Period
from reports.forms import PeriodForm


@policy(Role.MANAGER, methods=("GET", "HEAD"))
def overview(request):
    form, period = asked_period(request)
    found = {name: list(REPORTS[name](request.actor, period)) for name in cards.CARDS}
    shown = {
        "form": form,
        "period": period,
        "query": f"first={period.first:%d-%m-%Y}&last={period.last:%d-%m-%Y}",
        "key_figures": cards.key_figures(found),
        "cards": [make(found[name]) for name, make in cards.CARDS.items()],
    }
    return render(request, "reports/overview.html", shown)


@policy(Role.MANAGER, methods=("GET", "HEAD"))
def report_file(request, name, kind):
    if name not in REPORTS:
        raise Http404
    _form, period = asked_period(request)
    rows = list(REPORTS[name](request.actor, period))
    if kind == "csv":
        response = HttpResponse("\ufeff" + files.as_csv(rows), content_type=CSV_TYPE)
    else:
        response = HttpResponse(files.as_xlsx(name, rows), content_type=XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}-{period.last:%Y-%m-%d}.{kind}"'
    return response


def asked_period(request):
    """The period that was asked for; the last twelve months when nothing, or nothing readable, was."""
    today = timezone.localdate()
    usual = {"first": today.replace(day=1) - dt.timedelta(days=365), "last": today}
    form = PeriodForm(request.GET or None, initial=usual)
    given = {name: value for name, value in form.cleaned_data.items() if value} if form.is_valid() else {}
    values = usual | given
    return form, Period(values["first"], max(values["first"], values["last"]), today)
