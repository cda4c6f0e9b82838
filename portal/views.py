"""What an employer user sees on the phone: the own trainees, what to do, one question a month."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from igu.accounts.models import Role
from igu.accounts.policy import policy
from portal import access, calendar, services

ANSWERS = {"goes_well": services.say_it_goes_well, "call_me": services.ask_for_a_call}


@policy(Role.EMPLOYER, methods=("GET", "HEAD"))
def portal_home(request):
    today = timezone.localdate()
    firm, municipality = access.firm_of(request.actor)
    trainees = access.trainees_of(request, today)
    by_agreement = {trainee.agreement_id: trainee for trainee in trainees}
    context = {
        "bar_title": firm,
        "municipality": municipality,
        "today": today,
        "cards": [calendar.card(trainee, today) for trainee in trainees],
        "deadlines": calendar.with_trainee(access.deadlines_of(request.actor, today), by_agreement),
        "questions": calendar.with_trainee(access.questions_of(request.actor, today), by_agreement),
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
def portal_answer(request, follow_up_id):
    today = timezone.localdate()
    ask = access.question_for(request.actor, follow_up_id, today)
    answer = ANSWERS.get(request.POST.get("answer", ""))
    if answer is None:
        raise Http404(_("No such answer"))
    answer(request.actor, follow_up_id=ask.follow_up_id, today=today)
    return redirect("portal_home")
