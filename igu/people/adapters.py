"""Where our log-in differs from allauth's: no sign-up, mail through the outbox, sealed second factors."""

import base64

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.shortcuts import render

from igu.accounts.models import Membership, User
from igu.accounts.sealing import seal, unseal
from igu.people import mails

SECOND_FACTORS = "second-factor"


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def send_password_reset_mail(self, user, email, context):
        """Only the wish is queued; the secret link is made when the mail is sent."""
        mails.queue_password_reset(user)

    def send_mail(self, template_prefix, email, context):
        """Every other mail of allauth's is a notice that something of the log-in has changed."""
        mails.queue_notice(User.objects.filter(email=email).first(), template_prefix)

    def add_message(self, request, level, message_template=None, message_context=None, extra_tags="", message=None):
        """Log-in and log-out speak for themselves, and no message may name a person."""


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """The municipality's own log-in opens only for people who have been given a role here."""

    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        if sociallogin.is_existing:
            return
        email = (sociallogin.user.email or "").lower()
        user = User.objects.filter(email=email, is_active=True).first() if email else None
        if user is None or not Membership.objects.filter(user=user).exists():
            raise ImmediateHttpResponse(render(request, "account/no_role.html", status=403))
        sociallogin.connect(request, user)


class MFAAdapter(DefaultMFAAdapter):
    def encrypt(self, text):
        return base64.b64encode(seal(text, bound_to=SECOND_FACTORS)).decode()

    def decrypt(self, encrypted_text):
        return unseal(base64.b64decode(encrypted_text), bound_to=SECOND_FACTORS)
