"""The plan tab of a case: its lines, the ledger of counted hours, and the plan as a document."""

from django.shortcuts import redirect, render
from django.utils import timezone

from cases import access as case_access
from cases import documents as case_documents
from cases.frame import render_panel
from cases.tasks import wake_worker
from education import access, documents, forms, services
from education.ledger import ledger_of
from igu.accounts.errors import Outdated, RuleBroken
from igu.accounts.models import CASE_WORKERS
from igu.accounts.policy import policy


@policy(*CASE_WORKERS, methods=("GET", "HEAD"))
def plan_panel(request, case_id):
    case = case_access.case_for(request, case_id)
    lines = access.lines_of(case.agreement)
    context = {
        "lines": lines,
        "ledger": ledger_of(case.agreement, lines, today=timezone.localdate(), citizen=case.citizen)
        if case.agreement
        else None,
        "documents": case_documents.latest(case, documents.KIND),
    }
    return render_panel(request, case, "plan", "education/_plan_panel.html", context)


@policy(*CASE_WORKERS)
def plan_line_new(request, case_id):
    case = case_access.case_for(request, case_id)
    if case.agreement is None:
        return redirect("plan_panel", case.id)
    form = forms.NewPlanLineForm(request.POST or None)
    if form.is_valid():
        token, today = form.cleaned_data["token"], timezone.localdate()
        try:
            services.add_line(request.actor, agreement=case.agreement, token=token, today=today, **form.values)
            return redirect("plan_panel", case.id)
        except RuleBroken as refusal:
            form.add_codes(refusal.codes)
    return show_form(request, case, form)


@policy(*CASE_WORKERS)
def plan_line_edit(request, case_id, line_id):
    case, line = access.line_for(request, case_id, line_id)
    form = forms.PlanLineForm(request.POST or None, instance=line, initial={"version": line.version})
    if form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            services.change_line(request.actor, line, version=version, today=timezone.localdate(), **form.values)
            return redirect("plan_panel", case.id)
        except RuleBroken as refusal:
            form.add_codes(refusal.codes)
        except Outdated:
            _case, theirs = access.line_for(request, case_id, line_id)
            return show_form(request, case, form, line=line, theirs=theirs, status=409)
    return show_form(request, case, form, line=line)


@policy(*CASE_WORKERS, methods=("POST",))
def plan_document_ask(request, case_id):
    """Put the plan in line for the worker; the tab shows how far it is."""
    case = case_access.case_for(request, case_id)
    if case.agreement:
        document = case_documents.ask_for(request.actor, case=case, kind=documents.KIND, subject_id=case.agreement_id)
        wake_worker(document)
    return redirect("plan_panel", case.id)


def show_form(request, case, form, *, line=None, theirs=None, status=None):
    context = {"case": case, "form": form, "line": line, "theirs": theirs}
    return render(request, "education/plan_line_edit.html", context, status=status or (422 if form.errors else 200))
