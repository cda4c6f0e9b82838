import pytest
from django.db import transaction

from igu.accounts.tenancy import acting_for
from igu.outbox.models import Mail
from igu.outbox.services import queue, queue_many

pytestmark = pytest.mark.django_db


def test_a_queued_mail_waits_and_holds_ids_alone(anna, put_in_line):
    assert put_in_line(anna) is True

    with acting_for(anna.membership.municipality_id):
        mail = Mail.objects.get()
    assert (mail.state, mail.membership_id, mail.attempt, mail.doubts) == ("waiting", anna.membership.id, 0, 0)
    assert mail.not_before == mail.made_at


def test_the_same_reason_makes_one_mail(anna, put_in_line):
    assert [put_in_line(anna), put_in_line(anna), put_in_line(anna, "2")] == [True, False, True]


def test_many_mails_are_queued_in_one_statement(anna, bent, django_assert_num_queries):
    wanted = [(anna.membership.id, "anna"), (bent.membership.id, "bent"), (bent.membership.id, "bent")]

    with acting_for(anna.membership.municipality_id), django_assert_num_queries(1):
        new = queue_many(municipality_id=anna.membership.municipality_id, kind="hello", wanted=wanted)

    assert new == 2


def test_a_mail_of_a_transaction_that_was_rolled_back_was_never_queued(anna, put_in_line):
    with acting_for(anna.membership.municipality_id):
        with transaction.atomic():
            put_in_line(anna)
            transaction.set_rollback(True)
        assert Mail.objects.count() == 0


def test_a_kind_that_nobody_registered_is_refused_at_once(anna):
    with pytest.raises(LookupError, match="'unheard-of'"):
        queue(
            municipality_id=anna.membership.municipality_id,
            membership_id=anna.membership.id,
            kind="unheard-of",
            key="1",
        )
