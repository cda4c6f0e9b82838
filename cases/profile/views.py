"""The profile tab of a case: what the citizen can and wants, the consent, and the CV."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import access as case_access
from cases.duplicates.doubles import former_profiles
from cases.frame import render_panel
from cases.profile import access, documents, forms, services
from cases.tasks import wake_worker
from igu.accounts.errors import Outdated, RuleBroken
from igu.accounts.models import CASE_WORKERS
from igu.accounts.policy import policy
from igu.web.conflict import conflict_page


@policy(*CASE_WORKERS, methods=("GET", "HEAD"))
def profile_panel(request, case_id):
    case = case_access.case_for(request, case_id)
    profile, consents, files = access.profile_of(case), access.consents_of(case), access.files_of(case)
    context = {
        "profile": profile,
        "sections": documents.sections_of(profile),
        "functions": documents.lines_of(profile.functions),
        "former": [(one, documents.sections_of(one), files.get(one.id)) for one in former_profiles(case)],
        "consents": consents,
        "consent": next((consent for consent in consents if consent.withdrawn_on is None), None),
        "shares": access.shares_of(case),
        "document": files.get(profile.id),
    }
    return render_panel(request, case, "profile", "cases/_profile_panel.html", context)


@policy(*CASE_WORKERS)
def profile_edit(request, case_id):
    case = case_access.case_for(request, case_id)
    form = forms.ProfileForm(request.POST or None, instance=access.profile_of(case))
    if form.is_valid():
        try:
            services.write_profile(request.actor, case=case, version=form.typed_version, **form.values)
            return redirect("profile_panel", case.id)
        except Outdated:
            back = reverse("profile_panel", args=[case.id])
            return conflict_page(request, form, access.profile_of(case), what=_("the profile"), back=back)
    return _shown(request, case, form, _("Competences and wishes"))


@policy(*CASE_WORKERS)
def cv_consent_new(request, case_id):
    case = case_access.case_for(request, case_id)
    today = timezone.localdate()
    form = forms.ConsentForm(request.POST or None, initial={"given_on": today})
    save = partial(services.give_consent, request.actor, case=case, today=today)
    return _saved(request, case, form, save, _("Consent to show the CV"))


@policy(*CASE_WORKERS, methods=("POST",))
def cv_consent_withdraw(request, case_id):
    case = case_access.case_for(request, case_id)
    services.withdraw_consent(request.actor, case=case, today=timezone.localdate())
    messages.success(request, _("The consent is withdrawn. The CV is shown to nobody, and its files are thrown away."))
    return redirect("profile_panel", case.id)


@policy(*CASE_WORKERS)
def cv_share_new(request, case_id):
    case = case_access.case_for(request, case_id)
    today = timezone.localdate()
    form = forms.ShareForm(request.POST or None, initial={"shared_on": today})
    save = partial(services.share_cv, request.actor, case=case, today=today)
    return _saved(request, case, form, save, _("Note whom the CV was given to"))


@policy(*CASE_WORKERS, methods=("POST",))
def cv_ask(request, case_id):
    """Put the CV in line for the worker; refused while the citizen has not consented."""
    case = case_access.case_for(request, case_id)
    try:
        wake_worker(services.ask_for_cv(request.actor, case=case))
    except RuleBroken as refusal:
        messages.warning(request, forms.SENTENCES[refusal.codes[0]][1])
    return redirect("profile_panel", case.id)


def _saved(request, case, form, save, heading):
    if form.is_valid():
        try:
            save(token=form.cleaned_data["token"], **form.values)
            return redirect("profile_panel", case.id)
        except RuleBroken as refusal:
            form.add_codes(refusal.codes)
    return _shown(request, case, form, heading)


def _shown(request, case, form, heading):
    context = {"case": case, "form": form, "heading": heading, "back": reverse("profile_panel", args=[case.id])}
    return render(request, "cases/case_form.html", context, status=422 if form.errors else 200)
