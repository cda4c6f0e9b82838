"""The only door from the screens to people and their roles. Memberships have no wall: every query names the tenant."""

from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404

from igu.accounts.models import ClosingDay, Invitation, Membership, Municipality, Role, User


def may_come_in(user: User, today: date) -> bool:
    """Whether there is anything here for the person: a log-in that is open, and a role that runs."""
    return user.is_active and Membership.objects.current(today).filter(user=user).exists()


def user_by_vouched_email(addresses) -> User | None:
    """The person whom an issuer names by an e-mail that it has checked itself."""
    emails = [address.email.lower() for address in addresses if address.verified]
    return User.objects.filter(email__in=emails).first() if len(emails) == 1 else None


def people_of(actor):
    """Everybody who has or had a role in the actor's municipality."""
    factors = Authenticator.objects.filter(user_id=OuterRef("user_id"), type=Authenticator.Type.TOTP)
    newest = Invitation.objects.filter(membership_id=OuterRef("pk"), used_at=None).order_by("-made_at")
    return (
        Membership.objects.filter(municipality_id=actor.municipality_id)
        .annotate(has_factor=Exists(factors), invited_until=newest.values("expires_at")[:1])
        .select_related("user")
        .order_by("user__name", "role", "id")
    )


def person_for(actor, membership_id) -> Membership:
    return get_object_or_404(people_of(actor), pk=membership_id)


def roles_of(user: User, today: date):
    """What the person may choose between: the roles that run today, in all municipalities."""
    roles = Membership.objects.current(today).filter(user=user).select_related("municipality")
    return roles.order_by("municipality__name", "role", "id")


def home_of(user: User, today: date) -> Membership | None:
    """The membership in whose municipality the person's log-in belongs: the eldest that runs."""
    return Membership.objects.current(today).filter(user=user).order_by("from_on", "id").first()


def administrators_of(municipality_id, today: date):
    """Those who may let people in today."""
    return Membership.objects.current(today).filter(municipality_id=municipality_id, role=Role.ADMINISTRATOR)


def municipality_of(actor) -> Municipality:
    return Municipality.objects.get(pk=actor.municipality_id)


def closing_days_of(actor, today: date):
    """The municipality's own closing days from this year on."""
    return ClosingDay.objects.filter(municipality_id=actor.municipality_id, closed_on__year__gte=today.year)


def closing_day_for(actor, closing_day_id) -> ClosingDay:
    return get_object_or_404(ClosingDay, municipality_id=actor.municipality_id, pk=closing_day_id)
