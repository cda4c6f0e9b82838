"""Min dag, the answers, and the follow-up tab of a case."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_htmx.http import reswap, retarget

from cases import access as case_access
from cases.frame import render_panel
from followup import access, day, forms, lines, rhythms, services, words
from followup.models import Answer
from igu.accounts.errors import Outdated, RuleBroken
from igu.accounts.models import CASE_WORKERS, Role
from igu.accounts.policy import policy

PAGE = 50
MOST = 500


# --- Min dag --------------------------------------------------------------------------------------------


@policy(*CASE_WORKERS, methods=("GET", "HEAD"))
def my_day(request):
    return show_day(request, "followup/my_day.html", noted=request.GET.get("noted", ""))


def show_day(request, template, *, noted="", conflict=None, refused=(), status=200):
    """The page, or its part that answers are swapped into."""
    actor, today = request.actor, timezone.localdate()
    whose = access.whose_list(actor, request.GET.get("who", ""))
    limit = shown(request)
    rows = access.day_of(request, whose, today=today, limit=limit)
    context = {
        "today": today,
        "counts": rows.counts,
        "cap": access.CAP,
        "coming": day.coming(rows.coming, today, actor.membership_id),
        "until": today + access.AHEAD,
        "news": day.news(rows.news, today),
        "week": day.week(rows.week, today),
        "people": access.case_workers(actor, today) if actor.is_manager else [],
        "whose": whose,
        **asked_again(kept(request)),
        "more": f"?{urlencode(kept(request) | {'show': limit + PAGE})}",
        "noted": access.just_noted(actor, noted, timezone.now()),
        "conflict": conflict,
        "refused": refused,
    }
    return render(request, template, context | day.bands(rows, today, actor.membership_id, limit), status=status)


def shown(request) -> int:
    """How many lines: 50, or what »Show more« asked for."""
    asked = request.GET.get("show", "")
    return min(max(int(asked), PAGE), MOST) if asked.isdecimal() and len(asked) < 5 else PAGE


# --- answers --------------------------------------------------------------------------------------------


@policy(*CASE_WORKERS)
def follow_up_answer(request, follow_up_id):
    """Open a line to say more than »going well«, and note the answer."""
    today = timezone.localdate()
    follow_up = access.follow_up_for(request, follow_up_id)
    answer = request.POST.get("answer") or request.GET.get("answer", "")
    if answer not in Answer.values:
        raise Http404
    if follow_up.done_at and request.method != "POST":
        return redirect("follow_up_panel", follow_up.case_id)
    row = access.row_of(request.actor, follow_up)
    form = forms.AnswerForm(
        request.POST or None,
        row=row,
        answer=answer,
        planned_on=access.planned_after(follow_up),
        closed=access.closed_days_of(request.actor),
        today=today,
    )
    if form.is_valid():
        try:
            services.answer_follow_up(request.actor, follow_up_id=follow_up.id, today=today, **form.values)
            return after_answer(request, follow_up)
        except RuleBroken as refusal:
            form.add_codes(refusal.codes)
        except Outdated:
            return somebody_was_first(request, follow_up.id, form.cleaned_data["note"])
    return show_line(request, lines.Line(row, today, request.actor.membership_id, answer), form)


def show_line(request, line, form):
    status = 422 if form.is_bound else 200
    from_case = request.GET.get("from") == "case"
    query = urlencode(kept(request) | ({"from": "case"} if from_case else {}))
    back = reverse("follow_up_panel", args=[line.row.case_id]) if from_case else f"{reverse('my_day')}?{query}"
    context = {"line": line, "form": form, "query": query, "back": back, "is_from_case": from_case}
    if not request.htmx:
        return render(request, "followup/answer_page.html", context, status=status)
    response = render(request, "followup/_line_open.html", context, status=status)
    return reswap(retarget(response, f"#line-{line.id}"), "outerHTML")


def after_answer(request, follow_up):
    """Back to where the answer was given: the case, or the list."""
    if request.GET.get("from") == "case":
        return redirect(f"{reverse('follow_up_panel', args=[follow_up.case_id])}?noted={follow_up.id}")
    if request.htmx:
        return show_day(request, "followup/_day.html", noted=str(follow_up.id))
    return redirect(f"{reverse('my_day')}?{urlencode(kept(request) | {'noted': follow_up.id})}")


def somebody_was_first(request, follow_up_id, note):
    """Tell who, and what; what was typed stands there to be kept."""
    follow_up = access.follow_up_for(request, follow_up_id)
    answer = words.answer_text(follow_up.kind, follow_up.answer)
    conflict = {"follow_up": follow_up, "answer": answer, "note": note}
    if not request.htmx:
        return show_day(request, "followup/my_day.html", conflict=conflict, status=409)
    response = show_day(request, "followup/_day.html", conflict=conflict, status=409)
    return reswap(retarget(response, "#day"), "outerHTML")


@policy(*CASE_WORKERS, methods=("POST",))
def follow_up_undo(request, follow_up_id):
    follow_up = access.follow_up_for(request, follow_up_id)
    refused = ()
    try:
        services.undo_answer(request.actor, follow_up_id=follow_up.id, today=timezone.localdate())
    except RuleBroken as refusal:
        refused = refusal.codes
    if request.GET.get("from") == "case":
        return redirect("follow_up_panel", follow_up.case_id)
    if request.htmx or refused:
        template = "followup/_day.html" if request.htmx else "followup/my_day.html"
        return show_day(request, template, refused=refused, status=409 if refused else 200)
    return redirect(f"{reverse('my_day')}?{urlencode(kept(request))}")


@policy(*CASE_WORKERS, methods=("POST",))
def waive_before(request):
    """Leave out all that was due before its case was entered here."""
    whose = access.whose_list(request.actor, request.GET.get("who", ""))
    if whose.kind == "team":
        raise Http404
    services.waive_before_our_time(request.actor, coordinator_id=whose.member_id, today=timezone.localdate())
    return redirect(f"{reverse('my_day')}?{urlencode(kept(request))}")


def asked_again(query: dict) -> dict:
    """What the addresses on the page carry on: alone, or behind something that they ask for themselves."""
    query = urlencode(query)
    return {"query": query, "asked": f"?{query}" if query else "", "asked_too": f"&{query}" if query else ""}


def kept(request) -> dict:
    """What stays in the address of the list."""
    return {name: value for name, value in request.GET.items() if name in ("who", "show")}


# --- the tab of a case -----------------------------------------------------------------------------------


@policy(*CASE_WORKERS, methods=("GET", "HEAD"))
def follow_up_panel(request, case_id):
    """What is to be done for one case, and what has been done."""
    case = case_access.case_for(request, case_id)
    return show_panel(request, case)


def show_panel(request, case, **extra):
    actor, today = request.actor, timezone.localdate()
    noted = access.just_noted(actor, request.GET.get("noted", ""), timezone.now())
    rows = access.follow_ups_of(case)
    context = {"today": today, "noted": noted} | day.panel(rows, today, actor.membership_id) | extra
    return render_panel(request, case, "follow_ups", "followup/_follow_up_panel.html", context)


@policy(*CASE_WORKERS)
def follow_up_new(request, case_id):
    """Make a follow-up by hand."""
    case = case_access.case_for(request, case_id)
    form = forms.FollowUpForm(request.POST or None)
    if form.is_valid():
        try:
            services.make_follow_up(request.actor, case=case, today=timezone.localdate(), **form.cleaned_data)
            return redirect("follow_up_panel", case.id)
        except RuleBroken as refusal:
            form.add_codes(refusal.codes)
    return show_form(request, case, form)


@policy(*CASE_WORKERS)
def follow_up_move(request, follow_up_id):
    """Agree another date, with the reason."""
    follow_up = access.follow_up_for(request, follow_up_id)
    if follow_up.done_at and request.method != "POST":
        return redirect("follow_up_panel", follow_up.case_id)
    initial = {"due_on": follow_up.due_on, "version": follow_up.version}
    form = forms.MoveForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            services.move_follow_up(
                request.actor, follow_up_id=follow_up.id, today=timezone.localdate(), **form.cleaned_data
            )
            return redirect("follow_up_panel", follow_up.case_id)
        except RuleBroken as refusal:
            form.add_codes(refusal.codes)
        except Outdated:
            theirs = access.follow_up_for(request, follow_up_id)
            return show_form(request, theirs.case, form, follow_up=follow_up, theirs=theirs, status=409)
    return show_form(request, follow_up.case, form, follow_up=follow_up)


def show_form(request, case, form, *, follow_up=None, theirs=None, status=None):
    context = {"case": case, "form": form, "follow_up": follow_up, "theirs": theirs}
    if follow_up:
        context["what"] = words.spoken(follow_up.what)
    return render(request, "followup/follow_up_edit.html", context, status=status or (422 if form.errors else 200))


# --- the municipality's rhythm ------------------------------------------------------------------------------


@policy(Role.ADMINISTRATOR, Role.MANAGER, methods=("GET", "HEAD"))
def followup_models(request):
    """The five rhythms side by side."""
    services.ensure_models(access.municipality_of(request.actor))
    models, rules = access.models_of(request.actor), access.rules_of_models(request.actor)
    everywhere, some = rhythms.rows(models, rules)
    context = {"columns": rhythms.columns(models, rules), "everywhere": everywhere, "some": some}
    return render(request, "followup/models.html", context)


@policy(Role.ADMINISTRATOR)
def followup_model_choose(request, model_id):
    """What another rhythm would change, and the choice of it."""
    today = timezone.localdate()
    model = access.model_for(request.actor, model_id)
    if request.method == "POST":
        services.choose_model(request.actor, model_id=model.id, today=today)
        messages.success(request, _("The follow-ups are computed by the new model."))
        return redirect("followup_models")
    changes = services.preview_model(request.actor, access.municipality_of(request.actor), model, today=today)
    return render(request, "followup/model_choose.html", {"model": model, "changes": changes, "today": today})
