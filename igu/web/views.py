"""The two pages that belong to nobody else: the way home, and the language."""

from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views import i18n

from igu.accounts import services
from igu.accounts.models import Role
from igu.accounts.policy import policy, public

HOMES = {
    Role.COORDINATOR: "my_day",
    Role.CONSULTANT: "my_day",
    Role.MANAGER: "overview",
    Role.ADMINISTRATOR: "people",
    Role.LOG_REVIEWER: "log_review",
    Role.EMPLOYER: "portal_home",
}


@policy(*Role)
def home(request):
    """Send everybody to the page the role begins its day on."""
    try:
        return redirect(reverse(HOMES[request.actor.role]))
    except NoReverseMatch:
        return render(request, "web/home.html")


@public
def set_language(request):
    """Keep the chosen language in a cookie, and with the person for mails; go back to where one came from."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if request.user.is_authenticated:
        services.choose_language(request.user, request.POST.get("language", ""))
    return i18n.set_language(request)
