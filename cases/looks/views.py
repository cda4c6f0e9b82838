"""Who looked: at one case, in a month, and what the person says about it."""

import datetime as dt

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from cases import access
from cases.looks import access as looks
from cases.looks import forms, services, words
from igu.accounts.errors import RuleBroken
from igu.accounts.models import CASE_WORKERS, Role
from igu.accounts.policy import policy
from igu.rules.months import add_months

FIRST_MONTH = dt.date(2016, 7, 1)  # of the scheme


@policy(Role.MANAGER, methods=("GET", "HEAD"))
def case_looks(request, case_id):
    case = access.case_for(request, case_id)
    people, member = _asked_person(request)
    context = {"case": case, "people": people, "member": member, "looks": _rows(looks.looks_at(case, member=member))}
    return render(request, "cases/case_looks.html", context)


@policy(Role.LOG_REVIEWER, methods=("GET", "HEAD"))
def log_review(request):
    month, everything = _asked_month(request), request.GET.get("alle") == "1"
    kind = request.GET.get("slags", "") if request.GET.get("slags", "") in words.KINDS else ""
    people, member = _asked_person(request)
    total, explained = looks.tally(request.actor, month)
    context = {
        "month": month,
        "months": [add_months(timezone.localdate().replace(day=1), -n) for n in range(12)],
        "kinds": words.KINDS.items(),
        "kind": kind,
        "people": people,
        "member": member,
        "everything": everything,
        "total": total,
        "explained": explained,
        "share": round(100 * explained / total) if total else 100,
        "looks": _rows(looks.looks_of(request.actor, month, member=member, kind=kind, everything=everything)),
        "reviews": [(words.kind(one.kind), one) for one in looks.reviews_of(request.actor, month)],
        "overdue": looks.overdue(request.actor, timezone.now()),
    }
    return render(request, "cases/log_review.html", context)


@policy(Role.LOG_REVIEWER, methods=("POST",))
def log_sample(request):
    month = _asked_month(request)
    services.draw_sample(request.actor, month=month)
    return redirect(f"{reverse('log_review')}?maaned={month:%Y-%m}")


@policy(Role.LOG_REVIEWER)
def look_ask(request, look_id):
    look = looks.look_for(request.actor, look_id)
    if look is None:
        raise Http404
    form = forms.QuestionForm(request.POST or None)
    if form.is_valid():
        month = timezone.localdate(look.at).replace(day=1)
        try:
            services.ask(request.actor, look=look, month=month, question=form.cleaned_data["question"])
            return redirect(f"{reverse('log_review')}?maaned={month:%Y-%m}")
        except RuleBroken as refusal:
            form.add_codes(refusal.codes)
    context = {"form": form, "look": look, "kind": words.kind(look.kind)}
    return render(request, "cases/look_ask.html", context, status=422 if form.errors else 200)


@policy(Role.LOG_REVIEWER, methods=("POST",))
def look_close(request, review_id):
    review = looks.review_for(request.actor, review_id)
    services.close(request.actor, review=review)
    return redirect(f"{reverse('log_review')}?maaned={review.month:%Y-%m}")


@policy(*CASE_WORKERS, methods=("GET", "HEAD"))
def own_looks(request):
    found = looks.asked_of(request.actor)
    numbers = looks.numbers_of(request, found)
    asked = [(words.kind(one.kind), numbers.get(one.citizen_id, ""), one) for one in found]
    return render(request, "cases/own_looks.html", {"asked": asked})


@policy(*CASE_WORKERS)
def look_answer(request, review_id):
    review = looks.own_review_for(request.actor, review_id)
    form = forms.AnswerForm(request.POST or None)
    if form.is_valid():
        try:
            services.answer(request.actor, review=review, text=form.cleaned_data["answer"])
            return redirect("own_looks")
        except RuleBroken as refusal:
            form.add_codes(refusal.codes)
    number = looks.numbers_of(request, [review]).get(review.citizen_id, "")
    context = {"form": form, "review": review, "kind": words.kind(review.kind), "number": number}
    return render(request, "cases/look_answer.html", context, status=422 if form.errors else 200)


def _rows(found):
    return [
        (look, words.kind(look.kind), words.EXPLAINED[look.explained], words.purpose(look.purpose)) for look in found
    ]


def _asked_person(request) -> tuple[list, str]:
    """Who can be chosen, and whom the URL asks for; somebody who is not among them is nobody."""
    people, member = looks.people_of(request.actor), request.GET.get("hvem", "")
    return people, member if member in dict(people) else ""


def _asked_month(request) -> dt.date:
    """The month that the URL or the form asks for as 2026-11; this month when there can be no look-ups in it."""
    this_month = timezone.localdate().replace(day=1)
    try:
        asked = dt.date.fromisoformat(f"{request.POST.get('maaned') or request.GET.get('maaned', '')}-01")
    except ValueError:
        return this_month
    return asked if FIRST_MONTH <= asked <= this_month else this_month
