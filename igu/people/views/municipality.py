"""The municipality's own settings."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from igu.accounts.errors import Outdated, RuleBroken
from igu.accounts.models import Role
from igu.accounts.policy import policy
from igu.people import access, forms, services
from igu.people.words import say


@policy(Role.ADMINISTRATOR)
def municipality_settings(request):
    """Closing days, opening hours, who the mails come from, and when a plan counts as behind."""
    if request.method != "POST":
        return _page(request)
    form = forms.SettingsForm(request.POST, instance=access.municipality_of(request.actor))
    if form.is_valid():
        try:
            municipality = access.municipality_of(request.actor)
            services.save_settings(request.actor, municipality, today=timezone.localdate(), **form.cleaned_data)
        except Outdated:
            return _somebody_was_first(request)
        messages.success(request, _("The settings are saved."))
        return redirect("municipality_settings")
    return _page(request, settings=form, status=422)


@policy(Role.ADMINISTRATOR, methods=("POST",))
def closing_day_add(request):
    form = forms.ClosingDayForm(request.POST)
    if form.is_valid():
        try:
            services.add_closing_day(request.actor, today=timezone.localdate(), **form.cleaned_data)
        except RuleBroken as broken:
            form.add_error("closed_on", say(broken.codes))
        else:
            messages.success(request, _("The closing day is added."))
            return redirect("municipality_settings")
    return _page(request, closing_day=form, status=422)


@policy(Role.ADMINISTRATOR, methods=("POST",))
def closing_day_remove(request, closing_day_id):
    day = access.closing_day_for(request.actor, closing_day_id)
    services.remove_closing_day(request.actor, day, today=timezone.localdate())
    messages.success(request, _("The closing day is removed."))
    return redirect("municipality_settings")


def _somebody_was_first(request):
    """What was typed stands beside what has been saved meanwhile; saving once more takes what is typed."""
    municipality = access.municipality_of(request.actor)
    data = request.POST.copy()
    data["version"] = municipality.version
    form = forms.SettingsForm(data, instance=access.municipality_of(request.actor))
    form.is_valid()
    theirs = [
        (field.label, forms.SettingsForm(instance=municipality)[field.name].value(), field.value())
        for field in form.visible_fields()
        if field.name in form.changed_data
    ]
    return _page(request, settings=form, theirs=theirs, status=409)


def _page(request, *, settings=None, closing_day=None, theirs=(), status=200):
    municipality = access.municipality_of(request.actor)
    context = {
        "form": settings or forms.SettingsForm(instance=municipality, initial={"version": municipality.version}),
        "closing_day_form": closing_day or forms.ClosingDayForm(),
        "closing_days": access.closing_days_of(request.actor, timezone.localdate()),
        "theirs": theirs,
    }
    return render(request, "people/municipality.html", context, status=status)
