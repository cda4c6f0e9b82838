"""The agreement tab: what was agreed, how it ended, and whom to call."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import access, contacts, forms, frame, services
from cases.access import EDITORS
from employers.access import employer_for, employers_for
from igu.accounts.errors import Outdated, RuleBroken
from igu.accounts.models import CASE_WORKERS
from igu.accounts.policy import policy
from igu.web.conflict import conflict_page


@policy(*CASE_WORKERS, methods=("GET", "HEAD"))
def agreement_panel(request, case_id):
    case = access.case_for(request, case_id)
    context = {"agreements": access.agreements_of(case), "people": contacts.card_of(case)}
    return frame.render_panel(request, case, "agreement", "cases/_agreement_panel.html", context)


@policy(*EDITORS)
def agreement_new(request, case_id):
    """In two steps: with whom, then the terms."""
    case = access.case_for(request, case_id)
    if not request.GET.get("virksomhed"):
        firms = [(str(id_), name) for id_, name in employers_for(request.actor).values_list("id", "name")]
        context = {"case": case, "form": forms.EmployerChoiceForm(employers=firms)}
        return render(request, "cases/agreement_employer.html", context)
    employer = employer_for(request.actor, request.GET["virksomhed"])
    form = forms.NewAgreementForm(request.POST or None, employer=employer)
    if form.is_valid():
        try:
            services.make_agreement(
                request.actor, case=case, employer=employer, today=timezone.localdate(), **form.values
            )
            return redirect("agreement_panel", case.id)
        except RuleBroken as refusal:
            form.add_codes(refusal.codes)
    return _shown(request, "cases/agreement_new.html", form, case=case, employer=employer)


@policy(*EDITORS)
def agreement_edit(request, case_id, agreement_id):
    case, agreement = access.agreement_for(request, case_id, agreement_id)
    form = forms.AgreementForm(request.POST or None, instance=agreement)
    if form.is_valid():
        return _saved(request, case, agreement, form, services.change_agreement)
    return _shown(request, "cases/agreement_edit.html", form, case=case, agreement=agreement)


@policy(*EDITORS)
def agreement_end(request, case_id, agreement_id):
    case, agreement = access.agreement_for(request, case_id, agreement_id)
    form = forms.EndingForm(request.POST or None, instance=agreement)
    if form.is_valid():
        return _saved(request, case, agreement, form, services.end_agreement)
    return _shown(request, "cases/agreement_end.html", form, case=case, agreement=agreement)


@policy(*EDITORS, methods=("POST",))
def agreement_reopen(request, case_id, agreement_id):
    """Take an ending back that was noted by mistake."""
    case, agreement = access.agreement_for(request, case_id, agreement_id)
    version, today = agreement.version, timezone.localdate()
    try:
        services.reopen_agreement(request.actor, agreement=agreement, version=version, today=today)
    except RuleBroken:
        messages.warning(
            request,
            _("The citizen has another agreement in that period. The ending stays. Correct the other one first."),
        )
    return redirect("agreement_panel", case.id)


def _saved(request, case, agreement, form, service):
    """Save by this service and go back to the tab; or say what a rule, or somebody else's save, has against it."""
    back = reverse("agreement_panel", args=[case.id])
    try:
        service(
            request.actor,
            agreement=agreement,
            version=form.typed_version,
            today=timezone.localdate(),
            **form.values,
        )
        return redirect(back)
    except RuleBroken as refusal:
        form.add_codes(refusal.codes)
    except Outdated:
        return conflict_page(request, form, access.newest(agreement), what=_("the agreement"), back=back)
    template = "cases/agreement_end.html" if service is services.end_agreement else "cases/agreement_edit.html"
    return _shown(request, template, form, case=case, agreement=agreement)


def _shown(request, template, form, **context):
    return render(request, template, {"form": form} | context, status=422 if form.errors else 200)
