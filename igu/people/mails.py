"""The mails of the log-in: a sentence and a link. A link with a secret is made at the moment the mail is sent."""

from datetime import date

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from igu.accounts.models import Membership, User
from igu.accounts.tenancy import acting_for
from igu.outbox import kinds
from igu.outbox.models import Mail
from igu.outbox.services import queue
from igu.people import access, invitations

# What has happened to somebody's log-in, as kinds of mail.
NOTICES = {
    "password_changed": gettext_lazy("The password of your log-in to IGU has been changed."),
    "second_factor_added": gettext_lazy("A second factor has been added to your log-in to IGU."),
    "second_factor_reset": gettext_lazy(
        "The second factor of your log-in to IGU has been taken away by your administrator. "
        "The next time you log in, you are asked to set up a new one."
    ),
    "recovery_codes_made": gettext_lazy("New recovery codes have been made for your log-in to IGU."),
    "municipal_login_added": gettext_lazy("Your log-in to IGU now opens with the municipality's own log-in too."),
    "too_many_tries": gettext_lazy(
        "Somebody has written a wrong password for your log-in to IGU many times. Nobody has come in."
    ),
}
# allauth's occasions for a notice.
OCCASIONS = {
    "account/email/password_changed": "password_changed",
    "account/email/password_reset": "password_changed",
    "mfa/email/totp_activated": "second_factor_added",
    "mfa/email/recovery_codes_generated": "recovery_codes_made",
    "socialaccount/email/account_connected": "municipal_login_added",
}


# --- queueing -----------------------------------------------------------------------------------------


def queue_password_reset(user: User) -> None:
    """Only for somebody who has a password: an invitation that nobody answered is not answered this way."""
    if user.has_accepted:
        _queue_for(user, "password_reset", f"{timezone.now():%Y%m%d%H%M}")


def queue_notice(user: User, template_prefix: str) -> None:
    if template_prefix in OCCASIONS:
        tell(user, OCCASIONS[template_prefix])


def queue_too_many_tries(email: str) -> None:
    """The owner is told once a day. Nobody is told about an address that is not known."""
    user = User.objects.filter(email=email.lower(), is_active=True).first()
    if user:
        _queue_for(user, "too_many_tries", f"{_today():%Y%m%d}")


def tell(user: User, notice: str) -> None:
    _queue_for(user, notice, f"{timezone.now():%Y%m%d%H%M%S%f}")


def queue_invitation(invitation) -> None:
    _queue(invitation.membership, "invitation", str(invitation.id))


def queue_role_given(membership: Membership) -> None:
    _queue(membership, "role_given", f"{membership.id}:{timezone.now():%Y%m%d%H%M%S%f}")


def _queue_for(user: User, kind: str, occasion: str) -> None:
    """A mail about the log-in waits in the municipality that the log-in belongs to."""
    membership = access.home_of(user, _today())
    if membership:
        _queue(membership, kind, f"{user.id}:{occasion}")


def _queue(membership: Membership, kind: str, key: str) -> None:
    with acting_for(membership.municipality_id):
        queue(municipality_id=membership.municipality_id, membership_id=membership.id, kind=kind, key=key)


def _today() -> date:
    return timezone.localdate()


# --- texts --------------------------------------------------------------------------------------------


def url(name: str, *args) -> str:
    return settings.SITE_URL.rstrip("/") + reverse(name, args=args)


def invitation(mail: Mail) -> tuple[str, str]:
    body = _(
        "You have been invited to IGU, the case system for the integration basic education.\n\n"
        "Choose a password here within 72 hours: %(link)s\n\n"
        "The link works once. If you did not expect it, do nothing."
    )
    return _("Invitation to IGU"), body % {"link": url("invitation_accept", invitations.new_token(mail.key))}


def role_given(mail: Mail) -> tuple[str, str]:
    body = _("You have been given a new role in IGU.\n\nLog in as you are used to: %(link)s")
    return _("A new role in IGU"), body % {"link": url("account_login")}


def password_reset(mail: Mail) -> tuple[str, str]:
    user = mail.membership.user
    link = url("account_reset_password_from_key", user_pk_to_url_str(user), default_token_generator.make_token(user))
    body = _(
        "Somebody has asked for a new password for this address.\n\n"
        "Choose one here within two hours: %(link)s\n\n"
        "If it was not you, do nothing: the old password still holds."
    )
    return _("New password for IGU"), body % {"link": link}


def notice(mail: Mail) -> tuple[str, str]:
    advice = _("If it was not you, tell your administrator at once.")
    return _("About your log-in to IGU"), f"{NOTICES[mail.kind]}\n\n{advice}"


def register() -> None:
    kinds.register(
        "invitation",
        render=invitation,
        still_wanted=lambda mail: invitations.is_open(mail.key),
        label=gettext_lazy("Invitation"),
    )
    kinds.register("role_given", render=role_given, label=gettext_lazy("New role"))
    kinds.register("password_reset", render=password_reset, label=gettext_lazy("New password"))
    for kind in NOTICES:
        kinds.register(kind, render=notice, label=gettext_lazy("Change of the log-in"))
