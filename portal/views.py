"""What an employer user sees on the phone: the own trainees, what to do, one question a month."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from followup import services
from igu.accounts.models import Role
from igu.accounts.policy import policy
from portal import access, calendar

ANSWERS = {
    "goes_well": _("Thank you. Your coordinator can see your answer."),
    "call_me": _("Thank you. Your coordinator will call you."),
}


@policy(Role.EMPLOYER, methods=("GET", "HEAD"))
def portal_home(request):
    today = timezone.localdate()
    firm, municipality = access.firm_of(request.actor)
    trainees = access.trainees_of(request, today)
    context = {
        "bar_title": firm,
        "municipality": municipality,
        "today": today,
        "cards": [calendar.card(trainee, today) for trainee in trainees],
        "deadlines": calendar.asks(access.deadlines_of(request.actor, today), trainees),
        "questions": calendar.questions(trainees, access.answers_of_month(request.actor, today), today),
        "weeks": calendar.next_weeks(trainees, today),
        "coordinators": calendar.coordinators(trainees),
        "team_phone": access.coordinator_phone(request.actor),
    }
    return render(request, "portal/home.html", context)


@policy(Role.EMPLOYER, methods=("GET", "HEAD"))
def portal_trainee(request, agreement_id):
    today = timezone.localdate()
    firm, municipality = access.firm_of(request.actor)
    trainee = access.trainee_for(request, agreement_id, today)
    context = {
        "bar_title": firm,
        "municipality": municipality,
        "today": today,
        "card": calendar.card(trainee, today),
    }
    return render(request, "portal/trainee.html", context)


@policy(Role.EMPLOYER, methods=("POST",))
def portal_answer(request, agreement_id):
    """»Yes« or »call me«, once a month."""
    today = timezone.localdate()
    agreement = access.agreement_for(request, agreement_id, today)
    answer = request.POST.get("answer")
    if answer not in ANSWERS:
        raise Http404
    services.answer_from_employer(request.actor, agreement=agreement, is_well=answer == "goes_well", today=today)
    messages.success(request, ANSWERS[answer])
    return redirect("portal_home")
