"""The tab »Forløb«, and what is noted on it."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import access, frame, listing
from cases.access import EDITORS
from cases.course import access as course
from cases.course import forms, panel, services
from igu.accounts.errors import Outdated, RuleBroken
from igu.accounts.models import CASE_WORKERS
from igu.accounts.policy import policy
from igu.web.conflict import conflict_page


@policy(*CASE_WORKERS, methods=("GET", "HEAD"))
def course_panel(request, case_id):
    case = access.case_for(request, case_id, met_on=course.first_firm())
    context = panel.context_of(case, timezone.localdate())
    return frame.render_panel(request, case, "course", "cases/_course_panel.html", context)


@policy(*CASE_WORKERS)
def visitation_new(request, case_id):
    case, today = access.case_for(request, case_id), timezone.localdate()
    people = listing.coordinators(request.actor, today)
    form = forms.NewVisitationForm(request.POST or None, people=people, today=today)
    if form.is_valid():
        services.note_visitation(request.actor, case=case, token=form.cleaned_data["token"], **form.facts)
        return redirect("course_panel", case.id)
    return _shown(request, form, case, _("Note a visitation"), _("Save the visitation"))


@policy(*CASE_WORKERS)
def visitation_edit(request, case_id, visitation_id):
    case, visitation = course.visitation_for(request, case_id, visitation_id)
    today = timezone.localdate()
    people = listing.coordinators(request.actor, today)
    form = forms.VisitationForm(request.POST or None, instance=visitation, people=people, today=today)
    if form.is_valid():
        try:
            services.change_visitation(request.actor, visitation=visitation, version=form.typed_version, **form.facts)
            return redirect("course_panel", case.id)
        except Outdated:
            return _both(request, form, visitation, case, _("the visitation"))
    return _shown(request, form, case, _("Edit the visitation"), _("Save the visitation"))


@policy(*CASE_WORKERS)
def issue_new(request, case_id):
    case, today = access.case_for(request, case_id), timezone.localdate()
    form = forms.NewIssueForm(request.POST or None, today=today)
    if form.is_valid():
        services.note_issue(request.actor, case=case, token=form.cleaned_data["token"], today=today, **form.values)
        return redirect("course_panel", case.id)
    return _shown(request, form, case, _("Note an open issue"), _("Save the issue"))


@policy(*CASE_WORKERS)
def issue_edit(request, case_id, issue_id):
    case, issue = course.issue_for(request, case_id, issue_id)
    form = forms.IssueForm(request.POST or None, instance=issue)
    if form.is_valid():
        try:
            services.change_issue(
                request.actor, issue=issue, version=form.typed_version, today=timezone.localdate(), **form.values
            )
            return redirect("course_panel", case.id)
        except Outdated:
            return _both(request, form, issue, case, _("the issue"))
    return _shown(request, form, case, _("How it stands"), _("Save the issue"))


@policy(*EDITORS)
def case_close(request, case_id):
    case, today = access.case_for(request, case_id), timezone.localdate()
    form = forms.CloseForm(request.POST or None, case=case, today=today)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            services.close_case(request.actor, case=case, today=today, **typed)
            return redirect("case_detail", case.id)
        except RuleBroken as refusal:
            form.add_codes(refusal.codes)
        except Outdated:
            form.add_error(None, _("Somebody changed the case meanwhile. Nothing is saved. Open the page anew."))
    return _shown(request, form, case, _("Close the case"), _("Close the case"))


@policy(*EDITORS, methods=("POST",))
def case_reopen(request, case_id):
    """Closed by mistake, or back again."""
    case = access.case_for(request, case_id)
    services.reopen_case(request.actor, case=case, version=case.version, today=timezone.localdate())
    return redirect("case_detail", case.id)


def _shown(request, form, case, title, save):
    back = reverse("course_panel", args=[case.id])
    context = {"form": form, "case": case, "title": title, "save": save, "back": back}
    return render(request, "cases/course_edit.html", context, status=422 if form.errors else 200)


def _both(request, form, row, case, what):
    return conflict_page(request, form, access.newest(row), what=what, back=reverse("course_panel", args=[case.id]))
