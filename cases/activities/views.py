"""The tab of activities, and one activity: what it is, how it ends, its hours and its attendance."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import access as case_access
from cases.access import EDITORS
from cases.activities import access, forms, hours_forms, pages, rows, services
from cases.activities.kinds import KEY
from cases.definitions.access import offer_for
from cases.definitions.texts import said
from cases.frame import render_panel
from cases.signals.services import look_again
from igu.accounts.errors import Outdated, RuleBroken
from igu.accounts.models import CASE_WORKERS
from igu.accounts.policy import policy
from igu.web.conflict import conflict_page


@policy(*CASE_WORKERS, methods=("GET", "HEAD"))
def activities_panel(request, case_id):
    case = case_access.case_for(request, case_id)
    today = timezone.localdate()
    context = {"tab": rows.tab_of(case, today), "absences": pages.absences_of(case, today)}
    return render_panel(request, case, "activities", "cases/_activities_panel.html", context)


@policy(*EDITORS)
def activity_new(request, case_id):
    """In two steps: which kind, then the facts."""
    case = case_access.case_for(request, case_id)
    key = request.GET.get("slags", "")
    if not key:
        return render(
            request, "cases/activity_kind.html", {"case": case, "groups": pages.kinds_by_group(request.actor)}
        )
    offer = offer_for(request.actor.municipality_id, KEY, key)
    form = forms.NewActivityForm(request.POST or None, kind=offer.content, places=access.places_of(request.actor))
    if form.is_valid():
        typed = form.cleaned_data
        try:
            activity = services.start_activity(
                request.actor, case=case, offer=offer, hours=typed["hours"], token=typed["token"], **form.values
            )
            _look_again(case)
            return redirect("activity_detail", case.id, activity.id)
        except RuleBroken as refusal:
            form.add_codes(refusal.codes)
    return _shown(request, "cases/activity_new.html", form, case=case, offer=offer, help=said(offer.content.help))


@policy(*CASE_WORKERS, methods=("GET", "HEAD"))
def activity_detail(request, case_id, activity_id):
    case, activity = access.activity_for(request, case_id, activity_id)
    page = pages.page_of(activity, timezone.localdate())
    return render(request, "cases/activity_detail.html", {"case": case, "page": page, "may_edit": may_edit(request)})


@policy(*EDITORS)
def activity_edit(request, case_id, activity_id):
    case, activity = access.activity_for(request, case_id, activity_id)
    kind, places = access.kind_of(activity), access.places_of(request.actor)
    form = forms.ActivityForm(request.POST or None, instance=activity, kind=kind, places=places)
    if form.is_valid():
        values = form.values | {"today": timezone.localdate()}
        return _saved(request, case, activity, form, services.change_activity, "cases/activity_edit.html", values)
    return _shown(request, "cases/activity_edit.html", form, case=case, activity=activity)


@policy(*EDITORS)
def activity_end(request, case_id, activity_id):
    case, activity = access.activity_for(request, case_id, activity_id)
    kind = access.kind_of(activity)
    form = forms.OutcomeForm(request.POST or None, instance=activity, kind=kind)
    if form.is_valid():
        values = form.values | {"facts": form.facts}
        return _saved(request, case, activity, form, services.end_activity, "cases/activity_end.html", values)
    return _shown(request, "cases/activity_end.html", form, case=case, activity=activity)


# --- hours and timetable --------------------------------------------------------------------------------------------


@policy(*EDITORS)
def activity_hours(request, case_id, activity_id):
    case, activity = access.activity_for(request, case_id, activity_id)
    form = hours_forms.StepForm(request.POST or None, is_paid=access.kind_of(activity).is_paid)
    if form.is_valid():
        is_planned = form.cleaned_data["what"] == "planned"
        services.note_steps(request.actor, activity=activity, is_planned=is_planned, noted=form.noted)
        return redirect("activity_detail", case.id, activity.id)
    return _shown(request, "cases/activity_hours.html", form, case=case, activity=activity)


@policy(*EDITORS, methods=("POST",))
def activity_step_remove(request, case_id, activity_id):
    case, activity = access.activity_for(request, case_id, activity_id)
    from_on = pages.day_of(request.POST.get("fra", ""))
    if from_on:
        is_planned = request.POST.get("hvad") != "actual"
        services.remove_step(request.actor, activity=activity, is_planned=is_planned, from_on=from_on)
    return redirect("activity_detail", case.id, activity.id)


@policy(*EDITORS)
def activity_timetable(request, case_id, activity_id):
    case, activity = access.activity_for(request, case_id, activity_id)
    form = hours_forms.SlotForm(request.POST or None)
    if form.is_valid():
        try:
            services.note_slots(request.actor, activity=activity, slots=form.slots)
            return redirect("activity_detail", case.id, activity.id)
        except RuleBroken as refusal:
            form.add_codes(refusal.codes)
    return _shown(request, "cases/activity_timetable.html", form, case=case, activity=activity)


@policy(*EDITORS, methods=("POST",))
def activity_slot_remove(request, case_id, activity_id):
    case, activity = access.activity_for(request, case_id, activity_id)
    day, _sep, from_at = request.POST.get("tid", "").partition("-")
    if day.isdecimal() and from_at.isdecimal():
        services.remove_slot(request.actor, activity=activity, day=int(day[:4]), from_at=int(from_at[:4]))
    return redirect("activity_detail", case.id, activity.id)


@policy(*EDITORS)
def required_hours(request, case_id):
    """How many hours a week are required, from when on; the tab shows them against what counts."""
    case = case_access.case_for(request, case_id)
    form = hours_forms.RequirementForm(request.POST or None)
    if form.is_valid():
        typed = form.cleaned_data
        services.require_hours(request.actor, case=case, ground=typed["ground"], note=typed["note"], noted=form.steps())
        return redirect("activities_panel", case.id)
    return _shown(request, "cases/required_hours.html", form, case=case, required=access.required_of(case))


@policy(*EDITORS, methods=("POST",))
def required_hours_remove(request, case_id):
    case = case_access.case_for(request, case_id)
    from_on = pages.day_of(request.POST.get("fra", ""))
    if from_on:
        services.remove_requirement(request.actor, case=case, from_on=from_on)
    return redirect("required_hours", case.id)


# --- attendance -----------------------------------------------------------------------------------------------------


@policy(*EDITORS)
def attendance_week(request, case_id, activity_id):
    """A week of attendance, Monday to Sunday where something was noted then; else to Friday."""
    case, activity = access.activity_for(request, case_id, activity_id)
    monday = pages.monday_of(request.GET.get("uge", ""), activity, timezone.localdate())
    week = pages.attendance_week(activity, monday, request.POST or None)
    if request.method == "POST" and week.is_valid():
        services.note_attendance(request.actor, activity=activity, days=week.noted)
        _look_again(case)
        messages.success(request, _("The week is noted."))
        url = reverse("attendance_week", args=[case.id, activity.id])
        return redirect(f"{url}?uge={week.name}" if "naeste" not in request.POST else f"{url}?uge={week.next_name}")
    context = {"case": case, "activity": activity, "week": week}
    status = 422 if request.method == "POST" else 200
    return render(request, "cases/attendance_week.html", context, status=status)


def may_edit(request) -> bool:
    return request.actor.role in EDITORS


def _look_again(case):
    """What a change of activities can show of the case."""
    look_again(case.municipality_id, timezone.localdate(), [case.id], "absence", "inactive")


def _saved(request, case, activity, form, service, template, values):
    """Save by this service and go to the activity; or say what a rule, or somebody else's save, has against it."""
    back = reverse("activity_detail", args=[case.id, activity.id])
    try:
        service(request.actor, case=case, activity=activity, version=form.typed_version, **values)
        _look_again(case)
        return redirect(back)
    except RuleBroken as refusal:
        form.add_codes(refusal.codes)
    except Outdated:
        newest = forms.with_facts(case_access.newest(activity), access.kind_of(activity))
        return conflict_page(request, form, newest, what=_("the activity"), back=back)
    return _shown(request, template, form, case=case, activity=activity)


def _shown(request, template, form, **context):
    return render(request, template, {"form": form} | context, status=422 if form.errors else 200)
