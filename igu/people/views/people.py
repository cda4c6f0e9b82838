"""Who has access: the administrator manages, the manager looks."""

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from igu.accounts.errors import RuleBroken
from igu.accounts.models import Role
from igu.accounts.policy import policy
from igu.people import access, forms, services
from igu.people.states import state_of
from igu.people.words import say


def confirm(request) -> None:
    """Who lets people in or out has just shown who they are, or is asked to; then it goes on by itself."""
    raise_if_reauthentication_required(request, app="allauth.mfa")


@policy(Role.ADMINISTRATOR, Role.MANAGER)
def people(request):
    """Everybody with a role here, those who have left last."""
    today = timezone.localdate()
    rows = [(member, state_of(member, today, timezone.now())) for member in access.people_of(request.actor)]
    context = {
        "here": [(member, state) for member, state in rows if state != "ended"],
        "gone": [(member, state) for member, state in rows if state == "ended"],
    }
    return render(request, "people/people.html", context)


@policy(Role.ADMINISTRATOR)
def person_invite(request):
    """Give somebody a role and send the invitation."""
    confirm(request)
    today = timezone.localdate()
    form = forms.InviteForm(request.POST or None, initial={"from_on": today})
    if form.is_valid():
        try:
            services.invite(request.actor, **form.cleaned_data, today=today)
        except RuleBroken as broken:
            form.add_error(None, say(broken.codes))
        else:
            messages.success(request, _("The invitation is on its way. The link works once and for 72 hours."))
            return redirect("people")
    return render(request, "people/person_invite.html", {"form": form}, status=422 if form.is_bound else 200)


@policy(Role.ADMINISTRATOR, Role.MANAGER)
def person(request, membership_id):
    return _person_page(request, access.person_for(request.actor, membership_id))


@policy(Role.ADMINISTRATOR, methods=("POST",))
def person_period(request, membership_id):
    """Change from when to when, and the phone number."""
    membership = access.person_for(request.actor, membership_id)
    confirm(request)
    form = forms.PeriodForm(request.POST, instance=access.person_for(request.actor, membership_id))
    if form.is_valid():
        try:
            services.change_period(request.actor, membership, **form.cleaned_data, today=timezone.localdate())
        except RuleBroken as broken:
            return _person_page(request, membership, period=form, refused=say(broken.codes))
        messages.success(request, _("The access is saved."))
        return redirect("person", membership_id)
    return _person_page(request, membership, period=form)


@policy(Role.ADMINISTRATOR, methods=("POST",))
def person_end(request, membership_id):
    """End a role at once."""
    membership = access.person_for(request.actor, membership_id)
    confirm(request)
    try:
        services.end_role(request.actor, membership, today=timezone.localdate())
    except RuleBroken as broken:
        return _person_page(request, membership, refused=say(broken.codes))
    messages.success(request, _("The access is closed. It holds from the person's next click."))
    return redirect("people")


@policy(Role.ADMINISTRATOR, methods=("POST",))
def person_invite_again(request, membership_id):
    membership = access.person_for(request.actor, membership_id)
    try:
        services.invite_again(request.actor, membership)
    except RuleBroken as broken:
        return _person_page(request, membership, refused=say(broken.codes))
    messages.success(request, _("A new invitation is on its way. The former link no longer works."))
    return redirect("person", membership_id)


@policy(Role.ADMINISTRATOR, methods=("POST",))
def person_reset_factor(request, membership_id):
    """Take a lost second factor away, with a reason that stays in the history."""
    membership = access.person_for(request.actor, membership_id)
    confirm(request)
    form = forms.ReasonForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            services.reset_second_factor(request.actor, membership, reason=reason, today=timezone.localdate())
        except RuleBroken as broken:
            return _person_page(request, membership, factor=form, refused=say(broken.codes))
        messages.success(request, _("The second factor is taken away. The next log-in asks for a new one."))
        return redirect("person", membership_id)
    return _person_page(request, membership, factor=form)


def _person_page(request, membership, *, period=None, factor=None, refused=()):
    """One person with what can be done; what was refused stands on top of it with what was typed."""
    context = {
        "membership": membership,
        "state": state_of(membership, timezone.localdate(), timezone.now()),
        "is_own": membership.user_id == request.actor.user_id,
        "period": period or forms.PeriodForm(instance=membership),
        "factor": factor or forms.ReasonForm(),
        "refused": refused,
    }
    is_refused = period or factor or refused
    return render(request, "people/person.html", context, status=422 if is_refused else 200)
