import pytest
from django.db import transaction

from igu.accounts.tenancy import acting_for
from igu.outbox.models import Mail
from igu.outbox.services import queue, queue_many

pytestmark = pytest.mark.django_db


def queue_hello(person, key="2026-11-25", **fields):
    with acting_for(person.membership.municipality_id):
        return queue(
            municipality_id=person.membership.municipality_id,
            membership_id=person.membership.id,
            kind="hello",
            key=key,
            **fields,
        )


def test_a_queued_mail_waits_and_holds_ids_alone(anna):
    assert queue_hello(anna) is True

    with acting_for(anna.membership.municipality_id):
        mail = Mail.objects.get()
    assert (mail.state, mail.membership_id, mail.attempt, mail.doubts) == ("waiting", anna.membership.id, 0, 0)
    assert mail.not_before == mail.made_at


def test_the_same_reason_makes_one_mail(anna):
    assert [queue_hello(anna), queue_hello(anna), queue_hello(anna, key="2026-11-26")] == [True, False, True]


def test_many_mails_are_queued_in_one_statement(anna, bent, django_assert_num_queries):
    wanted = [(anna.membership.id, "anna"), (bent.membership.id, "bent"), (bent.membership.id, "bent")]

    with acting_for(anna.membership.municipality_id), django_assert_num_queries(1):
        new = queue_many(municipality_id=anna.membership.municipality_id, kind="hello", wanted=wanted)

    assert new == 2


def test_a_mail_of_a_transaction_that_was_rolled_back_was_never_queued(anna):
    with acting_for(anna.membership.municipality_id):
        with transaction.atomic():
            queue_hello(anna)
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
