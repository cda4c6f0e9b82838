"""Where our log-in differs from allauth's: no sign-up, one answer to all that is wrong, sealed second factors."""

import base64
import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from igu.accounts.policy import FACTOR_ELSEWHERE
from igu.accounts.sealing import seal, unseal
from igu.people import access, devices, mails

SECOND_FACTORS = "second-factor"
MISMATCH = _("The e-mail, the password or the code does not fit. You are not logged in. Try again.")
TOO_MANY = _("There have been too many tries. Nothing has been changed. Wait five minutes and try again.")
DONE = {
    "account/messages/password_changed.txt": _("Your password is changed. You are logged out everywhere else."),
    "mfa/messages/totp_activated.txt": _("The second factor is in place."),
}


def no_role(request):
    return render(request, "account/no_role.html", status=403)


def _was_asked_for_a_second_factor(sociallogin) -> bool:
    """Whether the municipality's own log-in says that it has asked for more than a password (RFC 8176)."""
    return bool(sociallogin) and "mfa" in sociallogin.account.extra_data.get("amr", [])


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": MISMATCH,
        "incorrect_code": MISMATCH,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
        "incorrect_password": _("The password does not fit. Nothing has been changed. Try again."),
        "enter_current_password": _(
            "The password does not fit. Nothing has been changed. Write the one that you have now."
        ),
    }

    def is_open_for_signup(self, request):
        return False

    def is_ajax(self, request):
        """Nothing of ours speaks JSON: everybody gets the page."""
        return False

    def authenticate(self, request, **credentials):
        """The person, if there is something to come in to: a closed log-in gets the answer of a wrong password."""
        user = super().authenticate(request, **credentials)
        return user if user and access.may_come_in(user, timezone.localdate()) else None

    def pre_authenticate(self, request, **credentials):
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            mails.queue_too_many_tries(credentials.get("email", ""))
            raise

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Tries are counted by account, and apart where the person has logged in before: nobody can shut them out."""
        key = super()._get_login_attempts_cache_key(request, **credentials)
        device = devices.known_device(request, credentials.get("email", ""))
        return f"{key}:{device}" if device else key

    def respond_user_inactive(self, request, user):
        return no_role(request)

    def post_login(self, request, user, **kwargs):
        if _was_asked_for_a_second_factor((kwargs.get("signal_kwargs") or {}).get("sociallogin")):
            request.session[FACTOR_ELSEWHERE] = True
        response = super().post_login(request, user, **kwargs)
        devices.remember(request, response, user)
        return response

    def is_reauthentication_required(self, *, app):
        """Who has just logged in is not asked again. In the demo nobody is."""
        user = self.request.user
        if user.is_demo and not settings.PRODUCTION:
            return False
        records = get_authentication_records(self.request, user)
        return not records or time.time() - records[-1]["at"] > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

    def send_password_reset_mail(self, user, email, context):
        """Only the wish is queued; the secret link is made when the mail is sent."""
        mails.queue_password_reset(user)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        mails.queue_notice(user, template_prefix)

    def add_message(self, request, level, message_template=None, message_context=None, extra_tags="", message=None):
        """Log-in and log-out speak for themselves, and no message may name a person."""
        text = DONE.get(message_template)
        if text:
            super().add_message(request, level, message=text)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """The municipality's own log-in opens only for people who have been given a role here.

    A person is found by the issuer's lasting id. The first time by an e-mail that the issuer vouches for.
    """

    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        user = (
            sociallogin.user if sociallogin.is_existing else access.user_by_vouched_email(sociallogin.email_addresses)
        )
        if user is None or not access.may_come_in(user, timezone.localdate()):
            raise ImmediateHttpResponse(no_role(request))
        sociallogin.account.extra_data = {"amr": _factors(sociallogin.account.extra_data)}
        if sociallogin.is_existing:
            sociallogin.account.save()
        else:
            sociallogin.connect(request, user)


def _factors(claims: dict) -> list[str]:
    """How the issuer has let the person in. Of all that it tells about a person this alone is kept."""
    return [str(word) for word in (claims.get("id_token") or {}).get("amr") or []]


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": MISMATCH}

    def encrypt(self, text):
        return base64.b64encode(seal(text, bound_to=SECOND_FACTORS)).decode()

    def decrypt(self, encrypted_text):
        return unseal(base64.b64decode(encrypted_text), bound_to=SECOND_FACTORS)

    def build_totp_svg(self, url):
        """The picture to scan, ready to stand in a page: shapes and attributes only."""
        return super().build_totp_svg(url).partition("?>")[2].strip()
