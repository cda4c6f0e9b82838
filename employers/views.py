"""The pages about firms, their workplaces and the people there."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from employers import access, forms, services
from employers.sections import sections_of
from igu.accounts.errors import Outdated, RuleBroken
from igu.accounts.models import CASE_WORKERS, Role
from igu.accounts.policy import policy
from igu.people import services as people
from igu.people.states import state_of
from igu.people.words import say
from igu.web.conflict import conflict_page

INVITERS = (Role.COORDINATOR, Role.MANAGER)


@policy(*CASE_WORKERS, methods=("GET", "HEAD"))
def employer_list(request):
    page = access.employer_page(request.actor, request.GET)
    if request.GET.get("cvr") and len(page.rows) == 1:
        return redirect("employer_detail", page.rows[0][0])
    return render(request, "employers/employer_list.html", {"page": page, "cvr": request.GET.get("cvr", "")[:8]})


@policy(*CASE_WORKERS, methods=("GET", "HEAD"))
def employer_detail(request, employer_id):
    employer = access.employer_for(request.actor, employer_id)
    context = {
        "employer": employer,
        "workplaces": list(employer.workplaces.all()),
        "contacts": list(employer.contacts.select_related("workplace")),
        "sections": sections_of(request, employer, timezone.localdate()),
        "portal_users": _portal_users(request, employer),
        "may_invite": request.actor.role in INVITERS,
    }
    return render(request, "employers/employer_detail.html", context)


@policy(*CASE_WORKERS)
def employer_new(request):
    form = forms.NewEmployerForm(request.POST or None)
    if form.is_valid():
        try:
            employer = services.make_employer(request.actor, token=form.cleaned_data["token"], **form.values)
            return redirect("employer_detail", employer.id)
        except RuleBroken as refusal:
            form.add_codes(refusal.codes)
    return _shown(request, form, _("New firm"), _("Save the firm"), reverse("employer_list"))


@policy(*CASE_WORKERS)
def employer_edit(request, employer_id):
    employer = access.employer_for(request.actor, employer_id)
    form = forms.EmployerForm(request.POST or None, instance=employer)
    return _change(request, form, services.change_employer, "employer", employer, _("the firm"), _("Edit the firm"))


@policy(*CASE_WORKERS)
def workplace_new(request, employer_id):
    employer = access.employer_for(request.actor, employer_id)
    form = forms.NewWorkplaceForm(request.POST or None)
    return _make(request, form, services.make_workplace, employer, _("New workplace"))


@policy(*CASE_WORKERS)
def workplace_edit(request, employer_id, workplace_id):
    workplace = access.workplace_for(request.actor, employer_id, workplace_id)
    form = forms.WorkplaceForm(request.POST or None, instance=workplace)
    return _change(
        request, form, services.change_workplace, "workplace", workplace, _("the workplace"), _("Edit the workplace")
    )


@policy(*CASE_WORKERS)
def contact_new(request, employer_id):
    employer = access.employer_for(request.actor, employer_id)
    form = forms.NewContactForm(request.POST or None, employer=employer)
    return _make(request, form, services.make_contact, employer, _("New contact"))


@policy(*CASE_WORKERS)
def contact_edit(request, employer_id, contact_id):
    contact = access.contact_for(request.actor, employer_id, contact_id)
    form = forms.ContactForm(request.POST or None, instance=contact)
    shown = {"delete_url": reverse("contact_delete", args=[employer_id, contact_id])}
    what, heading = _("the contact"), _("Edit the contact")
    return _change(request, form, services.change_contact, "contact", contact, what, heading, **shown)


@policy(*CASE_WORKERS, methods=("POST",))
def contact_delete(request, employer_id, contact_id):
    contact = access.contact_for(request.actor, employer_id, contact_id)
    services.delete_contact(request.actor, contact=contact, version=contact.version)
    return redirect("employer_detail", employer_id)


@policy(*INVITERS)
def contact_invite(request, employer_id, contact_id):
    """Give a contact a log-in to the firm's own pages."""
    contact = access.contact_for(request.actor, employer_id, contact_id)
    form = forms.InviteForm(request.POST or None, initial={"name": contact.name, "email": contact.email})
    back = reverse("employer_detail", args=[employer_id])
    if form.is_valid():
        today = timezone.localdate()
        try:
            people.invite(
                request.actor,
                role=Role.EMPLOYER,
                scope=str(contact.employer_id),
                from_on=today,
                today=today,
                **form.cleaned_data,
            )
            messages.success(request, _("The invitation is on its way by mail."))
            return redirect(back)
        except RuleBroken as refusal:
            form.add_codes(refusal.codes)
    heading = _("Invite to the firm's pages")
    return _shown(request, form, heading, _("Send the invitation"), back, employer=contact.employer)


@policy(*INVITERS, methods=("POST",))
def portal_user_again(request, employer_id, portal_user_id):
    """Send a new link; the former one stops working."""
    membership = access.portal_user_for(request.actor, employer_id, portal_user_id)
    return _act(request, employer_id, people.invite_again, membership, _("A new link is on its way by mail."))


@policy(*INVITERS, methods=("POST",))
def portal_user_end(request, employer_id, portal_user_id):
    """Close a log-in to the firm's pages at once."""
    membership = access.portal_user_for(request.actor, employer_id, portal_user_id)
    end = partial(people.end_role, today=timezone.localdate())
    return _act(request, employer_id, end, membership, _("The log-in to the firm's pages is closed."))


def _act(request, employer_id, service, membership, done):
    try:
        service(request.actor, membership)
        messages.success(request, done)
    except RuleBroken as refusal:
        for sentence in say(refusal.codes):
            messages.warning(request, sentence)
    return redirect("employer_detail", employer_id)


def _portal_users(request, employer):
    """Each with how far the person has come."""
    today, now = timezone.localdate(), timezone.now()
    return [(user, state_of(user, today, now)) for user in access.portal_users_of(request.actor, employer)]


def _make(request, form, service, employer, heading):
    """Save something new of a firm and go back to the firm."""
    back = reverse("employer_detail", args=[employer.id])
    if form.is_valid():
        try:
            service(request.actor, employer=employer, token=form.cleaned_data["token"], **form.values)
            return redirect(back)
        except RuleBroken as refusal:
            form.add_codes(refusal.codes)
    return _shown(request, form, heading, _("Save"), back, employer=employer)


def _change(request, form, service, noun, row, what, heading, **context):
    """Save a change and go back to the firm; or say what a rule, or somebody else's save, has against it."""
    employer = row if noun == "employer" else row.employer
    back = reverse("employer_detail", args=[employer.id])
    if form.is_valid():
        try:
            service(request.actor, **{noun: row}, version=form.typed_version, **form.values)
            return redirect(back)
        except RuleBroken as refusal:
            form.add_codes(refusal.codes)
        except Outdated:
            return conflict_page(request, form, access.newest(row), what=what, back=back)
    return _shown(request, form, heading, _("Save"), back, employer=employer, **context)


def _shown(request, form, heading, button, back, **context):
    context |= {"form": form, "heading": heading, "button": button, "back": back}
    return render(request, "employers/form_page.html", context, status=422 if form.errors else 200)
