"""Log-in: allauth's own views behind our policies, and nothing of it that we do not want."""

from functools import wraps
from urllib.parse import urlsplit

from allauth.account import views as account
from allauth.account.internal.flows import login as flow
from allauth.account.internal.flows.logout import logout
from allauth.account.utils import perform_login
from allauth.mfa.base import views as mfa
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as oidc
from csp.utils import build_policy
from django.conf import settings
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST
from redis.exceptions import RedisError
from requests import RequestException

from igu.accounts.policy import public, signed_in
from igu.people import access, forms, invitations, personas


def counted(view):
    """Tries are counted in Redis. While it is away nobody logs in, and those who are in stay in."""

    @wraps(view)
    def inside(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except RedisError:
            transaction.set_rollback(True)
            response = render(request, "account/not_now.html", status=503)
            response.headers["Retry-After"] = "60"
            return response

    return inside


class Refusing:
    """What was wrong is said with a status that says so too."""

    def form_invalid(self, form):
        response = super().form_invalid(form)
        response.status_code = 422
        return response


class LoginView(Refusing, account.LoginView):
    """With the demo's personas beside the form, in the demo only."""

    def get_context_data(self, **kwargs):
        people = personas.PERSONAS if settings.DEMO else ()
        return super().get_context_data(personas=people, oidc_provider=_oidc_provider(), **kwargs)


def _oidc_provider() -> dict | None:
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    return apps[0] if apps else None


def may_go_to_the_issuer(view):
    """The button of the municipality's own log-in sends a form to another host. The page says so to the browser."""

    @wraps(view)
    def inside(request, *args, **kwargs):
        issuer = urlsplit(settings.OIDC_URL)
        allowed = [f"{issuer.scheme}://{issuer.netloc}"] if settings.OIDC_URL else []
        response = view(request, *args, **kwargs)
        response.headers["Content-Security-Policy"] = build_policy(update={"form-action": allowed})
        return response

    return inside


def answered(view):
    """While the issuer does not answer, the other way in is open."""

    @wraps(view)
    def inside(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except RequestException:
            return render(request, "socialaccount/authentication_error.html", status=503)

    return inside


class CodeView(Refusing, mfa.AuthenticateView):
    pass


class CodeAgainView(Refusing, mfa.ReauthenticateView):
    pass


class PasswordAgainView(Refusing, account.ReauthenticateView):
    pass


class ForgottenPasswordView(Refusing, account.PasswordResetView):
    pass


class NewPasswordView(Refusing, account.PasswordResetFromKeyView):
    pass


class ChangePasswordView(Refusing, account.PasswordChangeView):
    """Who only ever comes in by the municipality's own log-in has no password to change."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_usable_password():
            return redirect("mfa_index")
        return super().dispatch(request, *args, **kwargs)


log_in = public(may_go_to_the_issuer(counted(LoginView.as_view())))
give_code = public(counted(CodeView.as_view()))
forgotten_password = public(counted(ForgottenPasswordView.as_view()))
forgotten_password_sent = public(account.password_reset_done)
new_password = public(counted(NewPasswordView.as_view()))
new_password_saved = public(account.password_reset_from_key_done)
go_to_the_issuer = public(require_POST(answered(oidc.login)))
come_from_the_issuer = public(counted(answered(oidc.callback)))
issuer_cancelled = public(social.login_cancelled)
issuer_failed = public(social.login_error)
change_password = signed_in(counted(ChangePasswordView.as_view()))
password_again = signed_in(counted(PasswordAgainView.as_view()))
code_again = signed_in(counted(CodeAgainView.as_view()))


@public
@require_POST
def log_out(request):
    """Log out, and let the browser forget the pages that it has kept."""
    logout(request)
    response = redirect("account_login")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@public
@require_POST
def persona_login(request):
    """One click in the demo. Nowhere else does this page exist."""
    if not settings.DEMO:
        raise Http404
    user = personas.user_of(request.POST.get("email", ""))
    if user is None:
        raise Http404
    return perform_login(request, user)


@public
@counted
def invitation_accept(request, token):
    """Looking at the link changes nothing: mail scanners do that. Choosing a password uses it."""
    invitation = invitations.behind(token)
    if invitation is None:
        return _link_is_closed(request)
    membership = invitation.membership
    form = forms.InvitationForm(data=request.POST or None, user=membership.user)
    if not form.is_valid():
        context = {"form": form, "membership": membership}
        return render(request, "account/invitation_accept.html", context, status=422 if form.is_bound else 200)
    user = invitations.accept(invitation, password=form.cleaned_data["password1"])
    if user is None:
        return _link_is_closed(request)
    if not access.may_come_in(user, timezone.localdate()):
        return render(request, "account/invitation_early.html", {"membership": membership})
    flow.record_authentication(request, user, method="password")
    return perform_login(request, user)


def _link_is_closed(request):
    """Used, too old or never made: the answer is the same."""
    return render(request, "account/invitation_closed.html", status=410)
