"""What is done with people and their roles: the happy path, each reason to say no, and the record it leaves."""

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator

from igu.accounts.errors import Outdated, RuleBroken
from igu.accounts.models import Membership, Municipality, Role, User
from igu.accounts.tenancy import acting_for
from igu.people import access, services
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db

YESTERDAY = TODAY - dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def tenant(aalborg):
    with acting_for(aalborg.id):
        yield


def invite(person, email="ny@igu.test", role=Role.COORDINATOR, **fields):
    fields = {"name": "Nynne Ny", "from_on": TODAY, "today": TODAY} | fields
    return services.invite(person.actor, email=email, role=role, **fields)


def refusal(call, *args, **fields):
    with pytest.raises(RuleBroken) as broken:
        call(*args, **fields)
    return broken.value.codes


def history(membership):
    return list(Membership.pgh_event_model.objects.filter(pgh_obj_id=membership.pk).values_list("pgh_label", flat=True))


# --- invite --------------------------------------------------------------------------------------------


def test_an_invitation_makes_a_person_without_a_password_and_one_mail(erik, mails):
    membership = invite(erik, email=" Ny@IGU.test ", phone="20 30 40 50")

    assert (membership.user.email, membership.user.name) == ("ny@igu.test", "Nynne Ny")
    assert not membership.user.has_accepted
    assert (membership.granted_by_id, membership.phone) == (erik.membership.pk, "20 30 40 50")
    assert mails(membership) == ["invitation"]
    assert history(membership) == ["insert"]


def test_somebody_with_a_log_in_is_told_of_the_new_role(erik, carla, mails):
    membership = invite(erik, email="carla@igu.test")

    assert membership.user == carla.user
    assert carla.user.name == "Carla"
    assert mails(membership) == ["role_given"]


def test_a_role_that_has_ended_runs_again(erik, anna):
    services.end_role(erik.actor, anna.membership, today=TODAY)

    membership = invite(erik, email="anna@igu.test")

    assert membership.pk == anna.membership.pk
    assert (membership.from_on, membership.to_on) == (TODAY, None)


def test_a_role_that_runs_is_not_given_twice(erik, anna):
    assert refusal(invite, erik, email="anna@igu.test") == ("already_member",)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.EMPLOYER])
def test_a_coordinator_gives_nobody_a_role_of_the_municipality(anna, role):
    assert refusal(invite, anna, role=role) == ("role_not_yours_to_give",)


def test_a_coordinator_and_a_manager_invite_employer_users(anna, dorte):
    assert invite(anna, role=Role.EMPLOYER, scope="firm 1").scope == "firm 1"
    assert invite(dorte, role=Role.EMPLOYER, scope="firm 2").scope == "firm 2"


@pytest.mark.parametrize("role", [Role.CONSULTANT, Role.LOG_REVIEWER, Role.EMPLOYER])
def test_others_invite_nobody(person, aalborg, role):
    other = person("other@igu.test", aalborg, role)

    assert refusal(invite, other, role=Role.EMPLOYER, scope="firm") == ("role_not_yours_to_give",)


def test_an_employer_user_belongs_to_a_firm_and_nobody_else_does(erik):
    assert refusal(invite, erik, role=Role.EMPLOYER) == ("scope_missing",)
    assert refusal(invite, erik, role=Role.MANAGER, scope="firm") == ("scope_missing",)


def test_a_role_does_not_end_before_it_begins(erik):
    assert refusal(invite, erik, to_on=YESTERDAY) == ("ends_before_it_begins",)


def test_a_new_invitation_closes_the_former(erik):
    membership = invite(erik)
    former = membership.invitations.get()

    services.invite_again(erik.actor, membership)

    former.refresh_from_db()
    assert former.expires_at <= membership.invitations.exclude(pk=former.pk).get().made_at


def test_who_has_answered_is_not_invited_again(erik, anna):
    assert refusal(services.invite_again, erik.actor, anna.membership) == ("already_accepted",)


# --- from when to when -----------------------------------------------------------------------------------


def change(person, other, from_on=dt.date(2020, 1, 1), to_on=None):
    services.change_period(person.actor, other.membership, from_on=from_on, to_on=to_on, phone="", today=TODAY)


def test_a_period_is_changed_with_history(erik, anna):
    change(erik, anna, to_on=TODAY)

    assert Membership.objects.get(pk=anna.membership.pk).to_on == TODAY
    assert history(anna.membership) == ["insert", "update"]


def test_nobody_changes_the_own_access(erik, person, aalborg):
    person("edith@igu.test", aalborg, Role.ADMINISTRATOR)

    assert refusal(change, erik, erik) == ("own_role",)
    assert refusal(services.end_role, erik.actor, erik.membership, today=TODAY) == ("own_role",)


def test_ended_roles_open_nothing_from_the_next_request(erik, anna):
    services.end_role(erik.actor, anna.membership, today=TODAY)

    assert Membership.objects.get(pk=anna.membership.pk).to_on == YESTERDAY
    assert not access.may_come_in(anna.user, TODAY)


def test_a_role_that_began_today_can_be_ended_today(erik):
    membership = invite(erik)

    services.end_role(erik.actor, membership, today=TODAY)

    assert (membership.from_on, membership.to_on) == (YESTERDAY, YESTERDAY)
    assert not access.may_come_in(membership.user, TODAY)


@pytest.fixture
def edith(person, aalborg):
    return person("edith@igu.test", aalborg, Role.ADMINISTRATOR)


def test_one_of_two_administrators_may_leave(erik, edith):
    services.end_role(erik.actor, edith.membership, today=TODAY)

    assert [member.user.name for member in access.administrators_of(erik.actor.municipality_id, TODAY)] == ["Erik"]


def leave_at_once(erik, edith):
    services.end_role(erik.actor, edith.membership, today=TODAY)


def leave_some_day(erik, edith):
    change(erik, edith, to_on=dt.date(2027, 6, 30))


def begin_later(erik, edith):
    change(erik, edith, from_on=dt.date(2027, 1, 1))


@pytest.mark.parametrize("leave", [leave_at_once, leave_some_day, begin_later])
def test_the_last_administrator_stays(erik, edith, dorte, leave):
    """Erik's own access ends before Edith's would."""
    Membership.objects.filter(pk=erik.membership.pk).update(to_on=TODAY)

    assert refusal(leave, erik, edith) == ("last_administrator",)


def test_an_administrator_who_has_not_answered_does_not_count(erik, edith):
    User.objects.filter(pk=erik.user.pk).update(password="!")

    assert refusal(leave_at_once, erik, edith) == ("last_administrator",)


def test_administrators_of_another_municipality_do_not_count(erik, edith, person, odense):
    Membership.objects.filter(pk=erik.membership.pk).update(to_on=TODAY)
    with acting_for(odense.id):
        person("olga@igu.test", odense, Role.ADMINISTRATOR)

    assert refusal(leave_at_once, erik, edith) == ("last_administrator",)


# --- second factor ---------------------------------------------------------------------------------------


def reset(person, other, reason="Lost the phone, called back"):
    services.reset_second_factor(person.actor, other.membership, reason=reason, today=TODAY)


def test_a_lost_second_factor_is_taken_away_with_reason_mail_and_end_of_sessions(erik, ida, secret, mails):
    reset(erik, ida)

    assert not Authenticator.objects.filter(user=ida.user).exists()
    assert User.objects.get(pk=ida.user.pk).session_round == 1
    assert Membership.objects.get(pk=ida.membership.pk).reason == "Lost the phone, called back"
    assert mails(ida) == ["second_factor_reset"]


def test_no_second_factor_is_taken_away_without_a_reason(erik, ida, secret):
    assert refusal(reset, erik, ida, reason="  ") == ("reason_missing",)
    assert Authenticator.objects.filter(user=ida.user).count() == 2


def test_nobody_takes_the_own_second_factor_away(erik):
    assert refusal(reset, erik, erik) == ("own_role",)


def test_where_there_is_none_none_is_taken_away(erik, anna):
    assert refusal(reset, erik, anna) == ("no_second_factor",)


def test_another_municipality_cannot_open_a_log_in_by_inviting_its_owner(person, odense, ida, secret):
    with acting_for(odense.id):
        olga = person("olga@igu.test", odense, Role.ADMINISTRATOR)
        membership = invite(olga, email="ida@igu.test")

        assert refusal(services.reset_second_factor, olga.actor, membership, reason="wants in", today=TODAY) == (
            "belongs_elsewhere",
        )


# --- settings of the municipality --------------------------------------------------------------------------


def test_settings_are_saved_once_a_version_and_leave_a_history(erik, aalborg):
    services.save_settings(
        erik.actor, aalborg, version=1, today=TODAY, sender_name="IGU i Aalborg", closed_5_june=False
    )

    saved = Municipality.objects.get(pk=aalborg.pk)
    assert (saved.sender_name, saved.closed_5_june, saved.version) == ("IGU i Aalborg", False, 2)
    events = Municipality.pgh_event_model.objects.filter(pgh_obj_id=aalborg.pk).order_by("pgh_id")
    assert [(event.pgh_label, event.sender_name) for event in events][-1] == ("update", "IGU i Aalborg")
    with pytest.raises(Outdated):
        services.save_settings(erik.actor, aalborg, version=1, today=TODAY, sender_name="Too late")


def test_a_closing_day_is_added_once_and_removed(erik, aalborg):
    day = services.add_closing_day(erik.actor, closed_on=dt.date(2027, 5, 7), name="Kr. himmelfart +1", today=TODAY)

    assert refusal(services.add_closing_day, erik.actor, closed_on=day.closed_on, name="again", today=TODAY) == (
        "day_is_there",
    )
    services.remove_closing_day(erik.actor, day, today=TODAY)
    assert not aalborg.closing_days.exists()
