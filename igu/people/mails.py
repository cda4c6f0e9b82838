"""The mails of the log-in. They hold a link and a sentence; links with a secret are made when the mail is sent."""

import secrets

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from igu.accounts.models import Invitation, Membership, User
from igu.accounts.tenancy import acting_for
from igu.outbox import kinds
from igu.outbox.models import Mail
from igu.outbox.services import queue
from igu.people.invitations import token_hash

NOTICES = {
    "account/email/password_changed": "password_changed",
    "account/email/password_reset": "password_changed",
    "mfa/email/totp_activated": "second_factor_added",
    "mfa/email/recovery_codes_generated": "recovery_codes_made",
}


def home_of(user: User) -> Membership | None:
    """The membership in whose municipality a mail about the log-in waits."""
    today = timezone.localdate()
    return Membership.objects.current(today).filter(user=user).order_by("from_on", "id").first()


def queue_for(user: User | None, kind: str, key: str) -> None:
    membership = home_of(user) if user else None
    if membership:
        with acting_for(membership.municipality_id):
            queue(municipality_id=membership.municipality_id, membership_id=membership.id, kind=kind, key=key)


def queue_password_reset(user: User) -> None:
    queue_for(user, "password_reset", f"{user.id}:{timezone.now():%Y%m%d%H%M}")


def queue_notice(user: User | None, template_prefix: str) -> None:
    if template_prefix in NOTICES:
        queue_for(user, "login_notice", f"{NOTICES[template_prefix]}:{user.id if user else ''}:{secrets.token_hex(6)}")


def url(name: str, *args) -> str:
    return settings.SITE_URL.rstrip("/") + reverse(name, args=args)


def password_reset(mail: Mail) -> tuple[str, str]:
    user = mail.membership.user
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    link = url("account_reset_password_from_key", *key.split("-", 1))
    body = _(
        "Somebody has asked for a new password for this address.\n\n"
        "Choose one here: %(link)s\n\n"
        "If it was not you, do nothing: the old password still holds."
    ) % {"link": link}
    return _("New password for IGU"), body


def login_notice(mail: Mail) -> tuple[str, str]:
    texts = {
        "password_changed": _("The password of your log-in to IGU has been changed."),
        "second_factor_added": _("A second factor has been added to your log-in to IGU."),
        "recovery_codes_made": _("New recovery codes have been made for your log-in to IGU."),
        "second_factor_reset": _("The second factor of your log-in to IGU has been taken away by your administrator."),
    }
    notice = texts[mail.key.split(":")[0]]
    advice = _("If it was not you, tell your administrator at once.")
    return _("Your log-in to IGU has changed"), f"{notice}\n\n{advice}"


def invitation(mail: Mail) -> tuple[str, str]:
    """A fresh secret for each sending: only its hash is kept, so an older copy of the mail no longer opens."""
    token = secrets.token_urlsafe(24)
    Invitation.objects.filter(id=mail.key.split(":")[0]).update(token_hash=token_hash(token))
    body = _(
        "You have been invited to IGU, the case system of your municipality's IGU team.\n\n"
        "Choose a password here within 72 hours: %(link)s\n\n"
        "The link works once. If you did not expect it, do nothing."
    ) % {"link": url("invitation_accept", token)}
    return _("Invitation to IGU"), body


def invitation_is_open(mail: Mail) -> bool:
    return Invitation.objects.filter(id=mail.key.split(":")[0], used_at=None, expires_at__gt=timezone.now()).exists()


def register_mails() -> None:
    kinds.register("password_reset", render=password_reset, label=gettext_lazy("New password"))
    kinds.register("login_notice", render=login_notice, label=gettext_lazy("Change of the log-in"))
    kinds.register("invitation", render=invitation, still_wanted=invitation_is_open, label=gettext_lazy("Invitation"))
