"""Invitations: a link that is consumed by a POST, works once and for 72 hours, and of which only the hash is kept."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from igu.accounts.models import Invitation, Membership, User

LASTS = timedelta(hours=72)


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def make(membership: Membership, *, invited_by_id=None) -> Invitation:
    """Make an invitation; former ones of the membership stop working. It has no link yet."""
    close(membership)
    return Invitation.objects.create(
        membership=membership, invited_by_id=invited_by_id, expires_at=timezone.now() + LASTS
    )


def close(membership: Membership) -> None:
    """Let no link of the membership open any more."""
    membership.invitations.filter(used_at=None).update(expires_at=timezone.now(), token_hash=None)


def is_open(invitation_id) -> bool:
    return _open().filter(id=invitation_id).exists()


def new_token(invitation_id) -> str:
    """A fresh secret for each sending: an older copy of the mail no longer opens."""
    token = secrets.token_urlsafe(24)
    Invitation.objects.filter(id=invitation_id).update(token_hash=token_hash(token))
    return token


def behind(token: str) -> Invitation | None:
    """The invitation that a link opens. Used, too old and never made are all None."""
    return _open().filter(token_hash=token_hash(token)).select_related("membership__user").first()


@transaction.atomic
def accept(invitation: Invitation, *, password: str) -> User | None:
    """Use the invitation and set the password. None when somebody was faster."""
    if not _open().filter(id=invitation.id).update(used_at=timezone.now(), token_hash=None):
        return None
    user = invitation.membership.user
    user.set_password(password)
    user.save(update_fields=["password"])
    Invitation.objects.filter(membership__user=user, used_at=None).update(used_at=timezone.now(), token_hash=None)
    return user


def _open():
    return Invitation.objects.filter(used_at=None, expires_at__gt=timezone.now())
