"""Put another case into this one, and part them again."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import access
from cases.access import EDITORS
from cases.duplicates import access as duplicates
from cases.duplicates import forms, services
from igu.accounts.errors import RuleBroken
from igu.accounts.policy import policy


@policy(*EDITORS)
def case_merge(request, case_id):
    """In two steps: which case, then both beside each other and why they are one."""
    case = access.case_for(request, case_id)
    asked = request.GET.get("anden", "")
    chosen = forms.OtherCaseForm({"anden": asked} if asked else None)
    other = duplicates.other_case(request, case, asked) if asked and chosen.is_valid() else None
    if other is None:
        if asked and chosen.is_valid():
            chosen.say_not_there()
        context = {"merges": duplicates.merges_of(request, case), "wrote": request.POST.get("reason", "")}
        return _shown(request, chosen, case=case, other=None, **context)
    form = forms.MergeForm(request.POST or None)
    if form.is_valid():
        try:
            services.merge(request.actor, kept=case, gone=other, today=timezone.localdate(), **form.cleaned_data)
            return redirect("case_detail", case.id)
        except RuleBroken as refusal:
            form.add_codes(refusal.codes)
    return _shown(request, form, case=case, other=other)


@policy(*EDITORS, methods=("POST",))
def merge_undo(request, case_id, merge_id):
    case = access.case_for(request, case_id)
    merge = duplicates.merge_for(request, case, merge_id)
    try:
        services.undo_merge(request.actor, merge=merge, today=timezone.localdate())
        messages.success(request, _("The two cases are apart again."))
    except RuleBroken:
        messages.warning(request, _("The cases cannot be parted: what went along has changed. Nothing is changed."))
    return redirect("case_detail", case.id)


def _shown(request, form, **context):
    return render(request, "cases/case_merge.html", {"form": form} | context, status=422 if form.errors else 200)
