"""Putting mail in line, and what a person decides about mail that did not get through."""

from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models.functions import Now

from igu.outbox.kinds import kinds
from igu.outbox.models import Mail

INSERT = """
INSERT INTO outbox_mail
       (id, municipality_id, kind, not_before, membership_id, key, state, made_at, attempt, failures, doubts, answer)
SELECT gen_random_uuid(), %s, %s, COALESCE(%s, now()), membership_id, key, 'waiting', now(), 0, 0, 0, ''
  FROM unnest(%s::uuid[], %s::text[]) AS wanted(membership_id, key)
    ON CONFLICT (municipality_id, kind, key) DO NOTHING
"""


def queue(
    *, municipality_id: UUID, membership_id: UUID, kind: str, key: str, not_before: datetime | None = None
) -> bool:
    """Put one mail in line, in the caller's transaction and tenant. False when it is there already.

    It is sent when the transaction is through, and not at all when that is rolled back.
    `key` names the reason for the mail within its kind, at most 80 characters: the same reason makes one mail.
    """
    wanted = [(membership_id, key)]
    return queue_many(municipality_id=municipality_id, kind=kind, wanted=wanted, not_before=not_before) == 1


def queue_many(
    *, municipality_id: UUID, kind: str, wanted: list[tuple[UUID, str]], not_before: datetime | None = None
) -> int:
    """Put mails of one kind in line in one statement, given as (membership_id, key). How many were new."""
    if kind not in kinds:
        raise LookupError(f"No app has registered mail of the kind {kind!r}")
    membership_ids = [str(membership_id) for membership_id, _ in wanted]
    values = [municipality_id, kind, not_before, membership_ids, [key for _, key in wanted]]
    with connection.cursor() as cursor:
        cursor.execute(INSERT, values)
        return cursor.rowcount


def send_again(actor, *, mail_id: UUID) -> bool:
    """Put a mail that has failed back in line, with a day of tries before it. False where there is none."""
    return _change_failed(actor, mail_id, state=Mail.State.WAITING, failures=0, not_before=Now())


def put_aside(actor, *, mail_id: UUID) -> bool:
    """Give up a mail that has failed: it was seen, and told in another way. False where there is none."""
    return _change_failed(actor, mail_id, state=Mail.State.DROPPED)


def _change_failed(actor, mail_id, **fields) -> bool:
    return bool(Mail.objects.visible_to(actor).filter(id=mail_id, state=Mail.State.FAILED).update(**fields))
