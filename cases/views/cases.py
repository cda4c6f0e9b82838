"""The case page with its first panel, a new case, and who follows it."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from cases import access, forms, frame, listing, overview, search, services
from cases.access import EDITORS
from cases.duplicates.access import look_alikes
from cases.protection import tries
from cases.protection.hidden import hidden_by_cpr
from igu.accounts.errors import Outdated, RuleBroken
from igu.accounts.models import CASE_WORKERS
from igu.accounts.policy import policy
from igu.audit.models import Look
from igu.web.conflict import carry_on, conflict_page


@policy(*CASE_WORKERS, methods=("GET", "HEAD"))
def case_detail(request, case_id):
    case = access.case_for(request, case_id)
    return frame.render_panel(
        request,
        case,
        "overview",
        "cases/_overview_panel.html",
        overview.context_of(request, case, timezone.localdate()),
    )


@policy(*CASE_WORKERS)
def case_reason(request, case_id):
    """Ask once a day why a colleague's case is opened, and go on to it."""
    case = access.colleagues_case_for(request, case_id)
    back = request.POST.get("next") or request.GET.get("next", "")
    if not (back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})):
        back = reverse("case_detail", args=[case.id])
    if not access.needs_purpose(request.actor, case):
        return redirect(back)
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid():
        access.give_purpose(request, case, form.purpose)
        return redirect(back)
    return _shown(request, "cases/case_reason.html", form, case=case, next=back)


@policy(*EDITORS)
def case_new(request):
    people = listing.coordinators(request.actor, timezone.localdate())
    form = forms.NewCaseForm(request.POST or None, actor=request.actor, coordinators=people)
    if form.is_valid() and not _looks_the_same(request, form):
        typed = form.cleaned_data
        try:
            case = services.open_case(
                request.actor,
                citizen=form.values,
                cpr=typed["cpr"],
                coordinator_id=typed["coordinator"] or None,
                second_id=typed["second"] or None,
                group=typed["group"],
                today=timezone.localdate(),
            )
            return redirect("case_detail", case.id)
        except RuleBroken as refusal:
            _say_refusal(request, form, refusal)
    return _shown(request, "cases/case_new.html", form)


@policy(*EDITORS)
def case_edit(request, case_id):
    case = access.case_for(request, case_id)
    back = reverse("case_detail", args=[case.id])
    people = listing.coordinators(request.actor, timezone.localdate())
    form = forms.CaseForm(request.POST or None, instance=case, coordinators=people)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            services.change_case(
                request.actor,
                case=case,
                version=form.typed_version,
                coordinator_id=typed["coordinator_id"],
                second_id=typed["second_id"],
                reason=typed["reason"],
                note=typed["note"],
                group=typed["group"],
                hold=typed.get("hold", ""),
                today=timezone.localdate(),
            )
            return redirect(back)
        except Outdated:
            return conflict_page(request, form, access.newest(case), what=_("the case"), back=back)
    return _shown(request, "cases/case_edit.html", form, case=case)


@policy(*EDITORS)
def citizen_edit(request, case_id):
    case = access.case_for(request, case_id)
    back = reverse("case_detail", args=[case.id])
    form = forms.CitizenForm(request.POST or None, instance=case.citizen)
    if form.is_valid():
        try:
            services.change_citizen(request.actor, citizen=case.citizen, version=form.typed_version, **form.values)
            services.follow_starts(request.actor, access.agreements_of(case), today=timezone.localdate())
            return redirect(back)
        except Outdated:
            newest = access.newest(case.citizen)
            return conflict_page(request, form, newest, what=_("the citizen's facts"), back=back)
    return _shown(request, "cases/citizen_edit.html", form, case=case)


@policy(*EDITORS)
def cpr_give(request, case_id):
    """Give the citizen a CPR number, the first one or a new one."""
    case = access.case_for(request, case_id)
    form = forms.GiveCprForm(request.POST or None, actor=request.actor, citizen=case.citizen)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            services.give_cpr(request.actor, citizen=case.citizen, version=typed["version"], cpr=typed["cpr"])
            return redirect("case_detail", case.id)
        except RuleBroken as refusal:
            _say_refusal(request, form, refusal)
        except Outdated:
            carry_on(form, access.newest(case.citizen))
            form.add_error(None, _("Somebody changed the citizen's facts meanwhile. Nothing is saved yet. Save again."))
    return _shown(request, "cases/cpr_give.html", form, case=case)


@policy(*EDITORS, methods=("POST",))
def cpr_reveal(request, case_id):
    """Show the number: the look is logged as such, and the page takes it away again after 30 seconds."""
    case = access.case_for(request, case_id, kind=Look.REVEAL_CPR)
    digits = access.cpr_of(case)
    if not request.htmx:
        return _overview(request, case, digits=digits)
    return render(request, "cases/_cpr.html", {"case": case, "digits": digits, "may_edit": True})


@policy(*EDITORS)
def case_assess(request, case_id):
    case = access.case_for(request, case_id)
    start_on = case.agreement.start_on if case.agreement else timezone.localdate()
    form = forms.AssessmentForm(request.POST or None, initial={"start_on": start_on})
    if form.is_valid():
        try:
            services.assess(request.actor, case=case, **form.cleaned_data)
            return redirect("case_detail", case.id)
        except RuleBroken as refusal:
            form.add_codes(refusal.codes)
    return _shown(request, "cases/case_assess.html", form, case=case)


def _overview(request, case, **more):
    context = overview.context_of(request, case, timezone.localdate()) | more
    return frame.render_panel(request, case, "overview", "cases/_overview_panel.html", context)


def _shown(request, template, form, **context):
    """A page with a form: what was refused answers 422."""
    return render(request, template, {"form": form} | context, status=422 if form.errors else 200)


def _looks_the_same(request, form) -> bool:
    """Whether a case is there that may be the same citizen's, and nobody has said that it is another person."""
    typed = form.cleaned_data
    if typed["is_another"]:
        return False
    found = look_alikes(request.actor, typed["first_name"], typed["last_name"], typed["birth_on"])
    access.note(request, [case.citizen_id for case in found], kind=Look.SEARCH)
    if found:
        form.ask_whether_another([(reverse("case_detail", args=[case.id]), case.number) for case in found])
    return bool(found)


def _say_refusal(request, form, refusal):
    """A CPR number that has a case is answered with the way to it."""
    if refusal.codes != ("cpr_has_case",):
        form.add_codes(refusal.codes)
        return
    case = search.by_cpr(request.actor, form.cleaned_data["cpr"])
    if case is None:
        hidden = hidden_by_cpr(request.actor, [form.cleaned_data["cpr"]])
        tries.note_tries(request.actor, hidden.values(), how=tries.How.ENTERED, today=timezone.localdate())
        form.add_error("cpr", _("The number cannot be used here. Nothing is saved. Contact your manager."))
        return
    access.note(request, [case.citizen_id], kind=Look.SEARCH)
    form.add_error("cpr", forms.has_case_already(reverse("case_detail", args=[case.id]), case.number))
