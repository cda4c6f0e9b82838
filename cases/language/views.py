"""The language tab of a case: the joint plan, its signatures, what was trained, and the plan on paper."""

from functools import partial

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import access as case_access
from cases import documents as case_documents
from cases.frame import render_panel
from cases.language import access, documents, forms, services
from cases.tasks import wake_worker
from igu.accounts.errors import Outdated, RuleBroken
from igu.accounts.models import CASE_WORKERS
from igu.accounts.policy import policy
from igu.web.conflict import conflict_page


@policy(*CASE_WORKERS, methods=("GET", "HEAD"))
def language_panel(request, case_id):
    case = case_access.case_for(request, case_id)
    plans = access.plans_of(case)
    context = {"plans": plans, "document": case_documents.latest(case, documents.KIND)}
    return render_panel(request, case, "language", "cases/_language_panel.html", context)


@policy(*CASE_WORKERS)
def language_plan_new(request, case_id):
    case = case_access.case_for(request, case_id)
    form = forms.NewPlanForm(request.POST or None, initial=_place_of(case))
    save = partial(services.make_plan, request.actor, case=case)
    return _saved(request, case, form, save, _("New language plan"), with_token=True)


@policy(*CASE_WORKERS)
def language_plan_edit(request, case_id, language_plan_id):
    case, plan = access.plan_for(request, case_id, language_plan_id)
    form = forms.PlanForm(request.POST or None, instance=case_access.newest(plan))
    save = partial(services.change_plan, request.actor, plan=plan)
    return _saved(request, case, form, save, _("Change the language plan"), plan=plan)


@policy(*CASE_WORKERS)
def language_plan_sign(request, case_id, language_plan_id):
    case, plan = access.plan_for(request, case_id, language_plan_id)
    form = forms.SignForm(request.POST or None, instance=case_access.newest(plan))
    save = partial(services.sign_plan, request.actor, plan=plan, today=timezone.localdate())
    return _saved(request, case, form, save, _("Who has signed"), plan=plan)


@policy(*CASE_WORKERS)
def language_session_new(request, case_id, language_plan_id):
    case, plan = access.plan_for(request, case_id, language_plan_id)
    today = timezone.localdate()
    form = forms.SessionForm(request.POST or None, initial={"held_on": today, "led_by": plan.teacher})
    save = partial(services.note_session, request.actor, plan=plan, today=today)
    return _saved(request, case, form, save, _("Note a session"), with_token=True)


@policy(*CASE_WORKERS, methods=("POST",))
def language_document_ask(request, case_id, language_plan_id):
    """Put the plan in line for the worker; the tab shows how far it is."""
    case, plan = access.plan_for(request, case_id, language_plan_id)
    wake_worker(case_documents.ask_for(request.actor, case=case, kind=documents.KIND, subject_id=plan.id))
    return redirect("language_panel", case.id)


def _place_of(case):
    agreement = case.agreement
    if agreement is None:
        return {"starts_on": timezone.localdate()}
    return {"place": agreement.employer.name, "starts_on": max(agreement.start_on, timezone.localdate())}


def _saved(request, case, form, save, heading, *, plan=None, with_token=False):
    """Save what was typed and go back to the tab; or say what is wrong, or what somebody else has saved."""
    back = reverse("language_panel", args=[case.id])
    if form.is_valid():
        given = {"token": form.cleaned_data["token"]} if with_token else {"version": form.typed_version}
        try:
            save(**given, **form.values)
            return redirect(back)
        except RuleBroken as refusal:
            form.add_codes(refusal.codes)
        except Outdated:
            return conflict_page(request, form, case_access.newest(plan), what=_("the language plan"), back=back)
    context = {"case": case, "form": form, "heading": heading, "back": back}
    return render(request, "cases/case_form.html", context, status=422 if form.errors else 200)
