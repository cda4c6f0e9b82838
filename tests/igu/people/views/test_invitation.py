"""An invitation: looked at as often as a mail scanner likes, used once, by choosing a password."""

import re

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY

from igu.accounts.models import Invitation
from igu.accounts.tenancy import acting_for
from igu.outbox.models import Mail
from igu.people import invitations, mails, services
from tests.conftest import TODAY, TenantClient

pytestmark = pytest.mark.django_db

PASSWORD = "hestesko og regnvejr på Fanø"
CHOSEN = {"password1": PASSWORD, "password2": PASSWORD}
CLOSED = "Linket er brugt eller udløbet"


@pytest.fixture
def invited(erik):
    with acting_for(erik.actor.municipality_id):
        return services.invite(
            erik.actor, email="ny@igu.test", name="Nynne", role="coordinator", from_on=TODAY, today=TODAY
        )


def link_of(membership):
    """The link as the mail brings it when it is sent."""
    with acting_for(membership.municipality_id):
        mail = Mail.objects.get(kind="invitation", key=str(membership.invitations.first().pk))
        return re.search(r"https?://[^/]+(/konto/invitation/\S+)", mails.invitation(mail)[1])[1]


def test_looking_consumes_nothing_and_choosing_a_password_leads_to_the_second_factor(client, invited):
    link = link_of(invited)
    for _look in range(3):
        assert client.get(link).status_code == 200

    answer = client.post(link, CHOSEN, follow=True)

    assert answer.redirect_chain == [("/", 302), ("/konto/to-trin/", 302)]
    assert answer.status_code == 200


def test_used_too_old_and_never_made_answer_the_same(invited, figure):
    link = link_of(invited)
    never = TenantClient().get("/konto/invitation/aaaaaaaaaaaaaaaaaaaaaaaa/")
    with time_machine.travel("2026-12-24"):
        too_old = TenantClient().get(link)
    TenantClient().post(link, CHOSEN)
    used = TenantClient().get(link)
    used_again = TenantClient().post(link, CHOSEN)

    answers = {(answer.status_code, without_nonces(answer)) for answer in (never, too_old, used, used_again)}
    figure(f"P10: invitations used, too old, made up: different answers {len(answers) - 1}")
    assert len(answers) == 1
    assert CLOSED in never.content.decode()


def without_nonces(answer):
    return re.sub(r'value="[^"]{40,}"|X-CSRFToken": "[^"]+', "", answer.content.decode())


def test_only_the_hash_of_a_link_is_kept(invited):
    token = link_of(invited).split("/")[-2]
    kept = Invitation.objects.get(membership=invited)

    assert kept.token_hash == invitations.token_hash(token)
    assert token not in str(kept.__dict__)


def test_a_mail_that_is_sent_again_closes_the_former_link(client, invited):
    former = link_of(invited)
    newer = link_of(invited)

    assert client.get(former).status_code == 410
    assert client.get(newer).status_code == 200


def test_a_weak_password_is_refused_and_the_link_still_works(client, invited):
    link = link_of(invited)

    answer = client.post(link, {"password1": "Velkommen2026!!", "password2": "Velkommen2026!!"})

    assert answer.status_code == 422
    assert "ord, der bliver prøvet først" in answer.content.decode()
    assert client.get(link).status_code == 200


def test_an_access_that_begins_later_does_not_open_yet(client, erik):
    with acting_for(erik.actor.municipality_id):
        membership = services.invite(
            erik.actor,
            email="ny@igu.test",
            name="Nynne",
            role="coordinator",
            from_on=TODAY.replace(year=2036),
            today=TODAY,
        )

    answer = client.post(link_of(membership), CHOSEN)

    assert "Din adgang begynder 25-11-2036" in answer.content.decode()
    assert SESSION_KEY not in client.session


def test_a_mail_whose_invitation_was_answered_is_no_longer_wanted(client, invited):
    from igu.outbox.kinds import kinds

    client.post(link_of(invited), CHOSEN)

    with acting_for(invited.municipality_id):
        assert not kinds["invitation"].still_wanted(Mail.objects.get(kind="invitation"))
