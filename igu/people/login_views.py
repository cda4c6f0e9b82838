"""Log-in: allauth's own views behind our policies, with Danish paths, and nothing that we do not want."""

from allauth.account import views as account
from allauth.account.utils import perform_login
from django.conf import settings
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import redirect, render

from igu.accounts.models import User
from igu.accounts.policy import public, signed_in
from igu.people import forms, invitations
from igu.people.personas import PERSONAS


class LoginView(account.LoginView):
    """With the demo's personas beside the form, in the demo only."""

    def get_context_data(self, **kwargs):
        personas = PERSONAS if settings.DEMO else ()
        return super().get_context_data(personas=personas, has_oidc=bool(settings.OIDC_URL), **kwargs)


@public
def persona_login(request):
    """One click in the demo. Nowhere else does this page exist."""
    if not settings.DEMO:
        raise Http404
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    persona = next((person for person in PERSONAS if person.email == request.POST.get("email")), None)
    user = persona and User.objects.filter(email=persona.email, is_demo=True, is_active=True).first()
    if not user:
        raise Http404
    return perform_login(request, user)


@signed_in
def second_factor_is_there(request):
    """A second factor is demanded, so there is no page that takes it away: the account page says what there is."""
    return redirect("mfa_index")


@public
def invitation_accept(request, token):
    """Looking at the link changes nothing: mail scanners do that. Choosing a password uses it."""
    invitation = invitations.open_invitation(token)
    if invitation is None:
        return render(request, "account/invitation_closed.html", status=410)
    user = invitation.membership.user
    form = forms.ChoosePasswordForm(request.POST or None, user=user)
    if form.is_valid():
        accepted = invitations.accept(invitation, password=form.cleaned_data["password"])
        if accepted is None:
            return render(request, "account/invitation_closed.html", status=410)
        return perform_login(request, accepted)
    status = 422 if form.is_bound else 200
    return render(request, "account/invitation_accept.html", {"form": form}, status=status)
