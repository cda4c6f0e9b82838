"""How far a person has come with a role."""

from datetime import date, datetime

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    INVITED = "invited", _("Invited")
    TOO_OLD = "too_old", _("The invitation is too old")
    LATER = "later", _("Begins later")
    ACTIVE = "active", _("Active")
    CLOSED = "closed", _("Log-in closed")
    ENDED = "ended", _("Ended")


def state_of(membership, today: date, now: datetime) -> State:
    """`membership` comes from access.people_of, with its `invited_until`."""
    if membership.to_on and membership.to_on < today:
        return State.ENDED
    if not membership.user.is_active:
        return State.CLOSED
    if not membership.user.has_accepted:
        return State.INVITED if membership.invited_until and membership.invited_until > now else State.TOO_OLD
    return State.LATER if membership.from_on > today else State.ACTIVE
