"""The mails of the log-in: no name in them, and to nobody who is not known."""

import pytest

from igu.accounts.tenancy import acting_for
from igu.outbox.kinds import kinds
from igu.outbox.models import Mail
from igu.people import mails as letters

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["role_given", "password_reset", *letters.NOTICES])
def test_a_mail_holds_a_sentence_and_no_name(ida, kind):
    mail = Mail(membership=ida.membership, kind=kind, key="x")

    subject, body = kinds[kind].render(mail)

    assert subject and body
    assert "Ida" not in subject + body and "ida@" not in subject + body
    assert "Aalborg" not in subject + body


def test_an_unknown_address_is_told_nothing(client, ida):
    client.post("/konto/glemt-adgangskode/", {"email": "nobody@igu.test"})
    letters.queue_too_many_tries("nobody@igu.test")

    with acting_for(ida.membership.municipality_id):
        assert not Mail.objects.exists()


def test_a_person_without_a_role_is_told_nothing(ida):
    with acting_for(ida.membership.municipality_id):
        ida.membership.to_on = "2021-01-01"
        ida.membership.save()

        letters.queue_password_reset(ida.user)

        assert not Mail.objects.exists()


def test_too_many_tries_are_told_once_a_day(ida, mails):
    letters.queue_too_many_tries("IDA@igu.test")
    letters.queue_too_many_tries("ida@igu.test")

    assert mails(ida) == ["too_many_tries"]


def test_a_mail_waits_in_the_municipality_that_the_log_in_belongs_to(ida, person, odense, mails):
    elsewhere = person("ida@igu.test", odense, "coordinator")

    letters.tell(ida.user, "password_changed")

    assert len(mails(ida)) + len(mails(elsewhere)) == 1
