"""Invitations: a link that is consumed by a POST, works once, and of which only the hash is kept."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from igu.accounts.models import Invitation, Membership, User
from igu.outbox.services import queue

HOURS = 72


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def make_invitation(membership: Membership, *, invited_by_id=None, by_mail: bool = True) -> str:
    """Make an invitation and put its mail in line; former ones stop working. Returns a link's token for the console."""
    membership.invitations.filter(used_at=None).update(expires_at=timezone.now())
    token = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        membership=membership,
        invited_by_id=invited_by_id,
        token_hash=token_hash(token),
        expires_at=timezone.now() + timedelta(hours=HOURS),
    )
    if by_mail:
        queue(
            municipality_id=membership.municipality_id,
            membership_id=membership.id,
            kind="invitation",
            key=str(invitation.id),
        )
    return token


def open_invitation(token: str) -> Invitation | None:
    """The invitation that a link opens. Used, too old and never made all give None."""
    return (
        Invitation.objects.filter(token_hash=token_hash(token), used_at=None, expires_at__gt=timezone.now())
        .select_related("membership__user")
        .first()
    )


@transaction.atomic
def accept(invitation: Invitation, *, password: str) -> User | None:
    """Use the invitation and set the password. None when somebody was faster."""
    if not Invitation.objects.filter(id=invitation.id, used_at=None).update(used_at=timezone.now(), token_hash=None):
        return None
    user = invitation.membership.user
    user.set_password(password)
    user.save(update_fields=["password"])
    return user
