"""The tab »Mål og målinger«: goals with their ratings, and the scales of the case."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import access as case_access
from cases import frame
from cases.goals import access, forms, pictures, services
from cases.goals.words import Rater
from cases.scales import access as scale_access
from cases.scales import curves
from igu.accounts.errors import Outdated, RuleBroken
from igu.accounts.models import CASE_WORKERS
from igu.accounts.policy import policy
from igu.web.conflict import conflict_page


@policy(*CASE_WORKERS, methods=("GET", "HEAD"))
def goal_panel(request, case_id):
    case = case_access.case_for(request, case_id)
    scales = scale_access.scales_of(request.actor)
    shown = curves.pictures_of(scale_access.measurements_of(case), scales, timezone.localdate())
    used = {picture.offer.key for picture in shown}
    context = _goals(case) | {"pictures": shown, "unused": [scale for scale in scales if scale.key not in used]}
    return frame.render_panel(request, case, "goals", "cases/_goal_panel.html", context)


@policy(*CASE_WORKERS, methods=("GET", "HEAD"))
def goal_sheet(request, case_id):
    """The goals on paper, for the talk with the citizen and the firm."""
    case = case_access.case_for(request, case_id)
    return render(request, "cases/goal_sheet.html", {"case": case, "today": timezone.localdate()} | _goals(case))


@policy(*CASE_WORKERS, methods=("GET", "HEAD"))
def goal_choose(request, case_id):
    """Choose the area first: it brings the goals that lie ready."""
    case = case_access.case_for(request, case_id)
    return render(request, "cases/goal_choose.html", {"case": case, "areas": access.areas_of(request.actor)})


@policy(*CASE_WORKERS)
def goal_new(request, case_id, area_key):
    case, area = case_access.case_for(request, case_id), access.area_for(request.actor, area_key)
    today = timezone.localdate()
    taken = {goal.title for goal in access.goals_of(case)} if request.method != "POST" else ()
    form = forms.NewGoalsForm(request.POST or None, area=area, today=today, taken=taken)
    if form.is_valid():
        typed = {name: form.cleaned_data[name] for name in ("measure", "review_on", "review_every", "token")}
        try:
            services.set_goals(request.actor, case=case, area=area, titles=form.titles, today=today, **typed)
            return redirect("goal_panel", case.id)
        except RuleBroken as refusal:
            form.add_codes(refusal.codes)
    return _shown(request, "cases/goal_new.html", form, case=case, area=area)


@policy(*CASE_WORKERS)
def goal_edit(request, case_id, goal_id):
    case, goal = access.goal_for(request, case_id, goal_id)
    form = forms.GoalForm(request.POST or None, instance=goal)
    if form.is_valid():
        try:
            services.change_goal(
                request.actor, goal=goal, version=form.typed_version, today=timezone.localdate(), **form.values
            )
            return redirect("goal_panel", case.id)
        except RuleBroken as refusal:
            form.add_codes(refusal.codes)
        except Outdated:
            back = reverse("goal_panel", args=[case.id])
            return conflict_page(request, form, case_access.newest(goal), what=_("the goal"), back=back)
    return _goal_page(request, case, goal, form=form)


@policy(*CASE_WORKERS, methods=("POST",))
def goal_rate(request, case_id, goal_id):
    """How far the goal has come, as one of the parties says it."""
    case, goal = access.goal_for(request, case_id, goal_id)
    form = forms.RatingForm(request.POST, today=timezone.localdate())
    if form.is_valid():
        try:
            services.rate_goal(
                request.actor, goal=goal, today=timezone.localdate(), token=form.cleaned_data["token"], **form.values
            )
            return redirect("goal_edit", case.id, goal.id)
        except RuleBroken as refusal:
            form.add_codes(refusal.codes)
    return _goal_page(request, case, goal, rating_form=form)


@policy(*CASE_WORKERS)
def goal_part(request, case_id, goal_id):
    """A sub-goal."""
    case, goal = access.goal_for(request, case_id, goal_id)
    form = forms.PartForm(request.POST or None)
    if form.is_valid():
        try:
            services.set_part(
                request.actor, goal=goal, today=timezone.localdate(), token=form.cleaned_data["token"], **form.values
            )
            return redirect("goal_panel", case.id)
        except RuleBroken as refusal:
            form.add_codes(refusal.codes)
    return _shown(request, "cases/goal_part.html", form, case=case, goal=goal)


@policy(*CASE_WORKERS)
def goal_take_back(request, case_id, goal_id):
    """The goal was set by mistake."""
    case, goal = access.goal_for(request, case_id, goal_id)
    form = forms.TakeBackGoalForm(request.POST or None, initial={"version": goal.version})
    if form.is_valid():
        try:
            services.take_back_goal(request.actor, goal=goal, **form.cleaned_data)
            return redirect("goal_panel", case.id)
        except Outdated:
            back = reverse("goal_panel", args=[case.id])
            return conflict_page(request, form, case_access.newest(goal), what=_("the goal"), back=back)
    return _shown(request, "cases/goal_take_back.html", form, case=case, goal=goal)


@policy(*CASE_WORKERS, methods=("POST",))
def goal_bring_back(request, case_id, goal_id):
    case, goal = access.goal_for(request, case_id, goal_id)
    services.bring_back_goal(request.actor, goal=goal)
    return redirect("goal_panel", case.id)


def _goals(case) -> dict:
    goals, taken_back = access.all_goals_of(case)
    areas = pictures.areas_of(goals, access.ratings_of(case), timezone.localdate())
    raters = [(look, rater.label) for rater, look in pictures.LOOKS.items()]
    return {"areas": areas, "raters": raters, "taken_back": taken_back}


def _goal_page(request, case, goal, *, form=None, rating_form=None):
    ratings = access.ratings_of(case, goal)
    context = {
        "case": case,
        "goal": goal,
        "form": form or forms.GoalForm(instance=goal),
        "rating_form": rating_form or forms.RatingForm(today=timezone.localdate()),
        "ratings": [(one, pictures.LOOKS[Rater(one.rater)]) for one in reversed(ratings)],
        "line": pictures.line_of(goal, ratings, timezone.localdate()),
    }
    faults = [one for one in (form, rating_form) if one is not None and one.errors]
    return render(request, "cases/goal_edit.html", context, status=422 if faults else 200)


def _shown(request, template, form, **context):
    return render(request, template, {"form": form} | context, status=422 if form.errors else 200)
