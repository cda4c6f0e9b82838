"""What is done with people and their roles, and with the municipality's settings."""

from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password
from django.db import transaction
from django.db.models import F, Q

from igu.accounts.closed_days import closed_days_changed
from igu.accounts.errors import RuleBroken
from igu.accounts.models import ClosingDay, Membership, Municipality, Role, User
from igu.accounts.saving import held_by_the_database, save_version
from igu.people import access, invitations, mails

INVITE_EMPLOYERS = (Role.COORDINATOR, Role.MANAGER)
CLOSED_ON = ("closed_5_june", "closed_24_december", "closed_31_december")

# --- people and their roles -------------------------------------------------------------------------------


@transaction.atomic
def invite(
    actor,
    *,
    email: str,
    name: str,
    role: str,
    from_on: date,
    to_on: date | None = None,
    phone: str = "",
    scope: str = "",
    today: date,
) -> Membership:
    """Give a person a role, and send the mail that lets them in.

    Coordinators and managers invite employer users, administrators everybody; `scope` is an employer user's firm (id).
    A role that has ended runs again. Raises RuleBroken.
    """
    _check_may_invite(actor, role, scope)
    _check_period(from_on, to_on)
    membership = _give_role(
        actor,
        _user_of(email, name),
        role,
        scope=str(scope),
        today=today,
        fields={"from_on": from_on, "to_on": to_on, "phone": phone},
    )
    _send_invitation(actor, membership)
    return membership


@transaction.atomic
def make_administrator(actor, *, email: str, name: str, today: date) -> str:
    """Make the first person of a municipality. The token of an invitation, or nothing for somebody who has a log-in.

    For the command line, where there may be no mail server yet: nothing is sent. Raises RuleBroken.
    """
    user = _user_of(email, name)
    membership = access.administrators_of(actor.municipality_id, today).filter(user=user).first()
    if membership and user.has_accepted:
        raise RuleBroken("already_member")
    if membership is None:
        fields = {"from_on": today, "to_on": None}
        membership = _give_role(actor, user, Role.ADMINISTRATOR, scope="", today=today, fields=fields)
    return "" if user.has_accepted else invitations.new_token(invitations.make(membership).id)


def _give_role(actor, user: User, role: str, *, scope: str, today: date, fields: dict) -> Membership:
    """A new membership, or the one that has ended, running again."""
    fields |= {"granted_by_id": actor.membership_id}
    former = Membership.objects.select_for_update().filter(
        municipality_id=actor.municipality_id, user=user, role=role, scope=scope
    )
    membership = former.first()
    if membership is None:
        with held_by_the_database(membership_role_once="already_member"):
            return Membership.objects.create(
                municipality_id=actor.municipality_id, user=user, role=role, scope=scope, **fields
            )
    if membership.to_on is None or membership.to_on >= today:
        raise RuleBroken("already_member")
    _change(membership, **fields)
    return membership


def _check_may_invite(actor, role: str, scope: str) -> None:
    if not (actor.is_administrator or (role == Role.EMPLOYER and actor.role in INVITE_EMPLOYERS)):
        raise RuleBroken("role_not_yours_to_give")
    if bool(scope) != (role == Role.EMPLOYER):
        raise RuleBroken("scope_missing")


def _check_period(from_on: date, to_on: date | None) -> None:
    if to_on and to_on < from_on:
        raise RuleBroken("ends_before_it_begins")


def _user_of(email: str, name: str) -> User:
    """The person behind an address; somebody new has no password until the invitation is answered."""
    fields = {"name": name, "password": make_password(None)}
    return User.objects.get_or_create(email=email.strip().lower(), defaults=fields)[0]


def _send_invitation(actor, membership: Membership) -> None:
    if membership.user.has_accepted:
        mails.queue_role_given(membership)
    else:
        mails.queue_invitation(invitations.make(membership, invited_by_id=actor.membership_id))


@transaction.atomic
def invite_again(actor, membership: Membership) -> None:
    """Send a new link; the former one stops working. Raises RuleBroken."""
    if membership.user.has_accepted:
        raise RuleBroken("already_accepted")
    _send_invitation(actor, membership)


@transaction.atomic
def change_period(actor, membership: Membership, *, from_on: date, to_on: date | None, phone: str, today: date) -> None:
    """Change from when to when a person has a role. Raises RuleBroken."""
    _check_period(from_on, to_on)
    _check_not_own(actor, membership)
    begins_later = from_on > today
    if begins_later or to_on:
        _check_somebody_is_left(membership, after=from_on if begins_later else max(to_on, today), today=today)
    _change(membership, from_on=from_on, to_on=to_on, phone=phone)


@transaction.atomic
def end_role(actor, membership: Membership, *, today: date) -> None:
    """End a role at once: its last day was yesterday, so the next request meets a closed door. Raises RuleBroken."""
    _check_not_own(actor, membership)
    _check_somebody_is_left(membership, after=today, today=today)
    yesterday = today - timedelta(days=1)
    _change(membership, from_on=min(membership.from_on, yesterday), to_on=yesterday)
    invitations.close(membership)


def _check_not_own(actor, membership: Membership) -> None:
    if membership.user_id == actor.user_id:
        raise RuleBroken("own_role")


def _check_somebody_is_left(membership: Membership, *, after: date, today: date) -> None:
    """An administrator may leave when another one stays longer. Two who end each other stand in line."""
    if membership.role != Role.ADMINISTRATOR:
        return
    Municipality.objects.select_for_update().get(pk=membership.municipality_id)
    others = access.administrators_of(membership.municipality_id, today).exclude(pk=membership.pk)
    others = others.exclude(user__password__startswith=UNUSABLE_PASSWORD_PREFIX)  # who has not answered lets nobody in
    if not others.filter(Q(to_on=None) | Q(to_on__gt=after)).exists():
        raise RuleBroken("last_administrator")


def _change(membership: Membership, **fields) -> None:
    for name, value in fields.items():
        setattr(membership, name, value)
    membership.save(update_fields=list(fields))


@transaction.atomic
def reset_second_factor(actor, membership: Membership, *, reason: str, today: date) -> None:
    """Take a lost second factor away: the person is logged out everywhere, told by mail, and sets up a new one.

    Only where the person's log-in belongs, so that no other municipality can open it. Raises RuleBroken.
    """
    _check_not_own(actor, membership)
    if not reason.strip():
        raise RuleBroken("reason_missing")
    home = access.home_of(membership.user, today)
    if home and home.municipality_id != actor.municipality_id:
        raise RuleBroken("belongs_elsewhere")
    gone, _ = Authenticator.objects.filter(user=membership.user).delete()
    if not gone:
        raise RuleBroken("no_second_factor")
    _change(membership, reason=reason.strip())
    end_sessions(membership.user)
    mails.tell(membership.user, "second_factor_reset")


def end_sessions(user: User) -> None:
    """Log a person out everywhere, at the next request."""
    User.objects.filter(pk=user.pk).update(session_round=F("session_round") + 1)


# --- settings of the municipality ---------------------------------------------------------------------------


@transaction.atomic
def save_settings(actor, municipality: Municipality, *, version: int, today: date, **fields) -> None:
    """Save the municipality's settings if nobody has saved them since they were read. Raises Outdated."""
    before = [getattr(municipality, name) for name in CLOSED_ON]
    save_version(municipality, version, **fields)
    if before != [getattr(municipality, name) for name in CLOSED_ON]:
        closed_days_changed(municipality, today=today)


@transaction.atomic
def add_closing_day(actor, *, closed_on: date, name: str, today: date) -> ClosingDay:
    """Close the municipality on one more day. Raises RuleBroken."""
    with held_by_the_database(closing_day_once="day_is_there"):
        day = ClosingDay.objects.create(municipality_id=actor.municipality_id, closed_on=closed_on, name=name)
    closed_days_changed(day.municipality, today=today)
    return day


@transaction.atomic
def remove_closing_day(actor, day: ClosingDay, *, today: date) -> None:
    municipality = day.municipality
    day.delete()
    closed_days_changed(municipality, today=today)
