"""Spells of absence: noted, changed, taken out. The tab of activities lists them."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import access as case_access
from cases.access import EDITORS
from cases.activities import access, forms, services
from cases.signals.services import look_again
from igu.accounts.errors import Outdated, RuleBroken
from igu.accounts.policy import policy
from igu.web.conflict import conflict_page


@policy(*EDITORS)
def absence_new(request, case_id):
    case = case_access.case_for(request, case_id)
    form = forms.NewAbsenceForm(request.POST or None)
    if form.is_valid():
        try:
            services.note_absence(request.actor, case=case, token=form.cleaned_data["token"], **form.values)
            _look_again(case)
            return redirect("activities_panel", case.id)
        except RuleBroken as refusal:
            form.add_codes(refusal.codes)
    return _shown(request, form, case=case)


@policy(*EDITORS)
def absence_edit(request, case_id, absence_id):
    case, absence = access.absence_for(request, case_id, absence_id)
    back = reverse("activities_panel", args=[case.id])
    form = forms.AbsenceForm(request.POST or None, instance=absence)
    if form.is_valid():
        try:
            services.change_absence(request.actor, absence=absence, version=form.typed_version, **form.values)
            _look_again(case)
            return redirect(back)
        except RuleBroken as refusal:
            form.add_codes(refusal.codes)
        except Outdated:
            return conflict_page(request, form, case_access.newest(absence), what=_("the absence"), back=back)
    return _shown(request, form, case=case, absence=absence)


@policy(*EDITORS, methods=("POST",))
def absence_remove(request, case_id, absence_id):
    """Take out a spell that was noted by mistake."""
    case, absence = access.absence_for(request, case_id, absence_id)
    services.remove_absence(request.actor, absence=absence, version=absence.version)
    _look_again(case)
    return redirect("activities_panel", case.id)


def _look_again(case):
    look_again(case.municipality_id, timezone.localdate(), [case.id], "absence")


def _shown(request, form, *, case, absence=None):
    context = {"form": form, "case": case, "absence": absence}
    return render(request, "cases/absence_edit.html", context, status=422 if form.errors else 200)
