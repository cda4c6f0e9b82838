"""What a person sees and does with the own log-in: the second factor, recovery codes, the role to work in."""

from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.utils import is_mfa_enabled
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from igu.accounts.models import Role
from igu.accounts.policy import SESSION_CHOICE, policy, signed_in
from igu.people import access
from igu.people.views.login import Refusing, counted


class OwnLogInView(mfa.IndexView):
    template_name = "account/own.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        codes = context["authenticators"].get(Authenticator.Type.RECOVERY_CODES)
        context["codes_left"] = len(codes.get_unused_codes()) if codes else 0
        context["roles"] = access.roles_of(self.request.user, timezone.localdate())
        return context


class AddFactorView(Refusing, totp.ActivateTOTPView):
    """The second factor is demanded: one that is there can be changed by the administrator only."""

    def dispatch(self, request, *args, **kwargs):
        if is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
            return redirect("mfa_index")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        secret = context["form"].secret
        context["secret"] = " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))
        return context


class NewRecoveryCodesView(Refusing, recovery_codes.GenerateRecoveryCodesView):
    def get_success_url(self):
        return reverse("mfa_view_recovery_codes")


own_log_in = signed_in(OwnLogInView.as_view())
add_factor = signed_in(counted(AddFactorView.as_view()))
show_recovery_codes = signed_in(recovery_codes.view_recovery_codes)
new_recovery_codes = signed_in(NewRecoveryCodesView.as_view())


@policy(*Role)
def choose_role(request):
    """Work in another of one's roles. The choice lies in the session and is asked again at each request."""
    roles = access.roles_of(request.user, timezone.localdate())
    if request.method != "POST":
        return render(request, "account/roles.html", {"roles": roles})
    chosen = next((role for role in roles if str(role.pk) == request.POST.get("membership")), None)
    if chosen is None:
        raise Http404
    request.session.cycle_key()
    request.session[SESSION_CHOICE] = str(chosen.pk)
    return redirect("home")
