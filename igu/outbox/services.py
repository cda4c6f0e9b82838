"""Putting mail in line."""

from django.db import connection
from django.utils import timezone

QUEUE = """
INSERT INTO outbox_mail
  (id, municipality_id, membership_id, kind, key, state, made_at, not_before, attempt, doubts, answer)
VALUES (gen_random_uuid(), %s, %s, %s, %s, 'waiting', now(), %s, 0, 0, '')
ON CONFLICT (municipality_id, kind, key) DO NOTHING
"""


def queue(*, municipality_id, membership_id, kind: str, key: str, not_before=None) -> bool:
    """Put one mail in line, in the caller's transaction and tenant. False when it has been there before.

    `key` makes it unique within its kind and municipality: a job that runs twice queues once.
    """
    with connection.cursor() as cursor:
        cursor.execute(QUEUE, [municipality_id, membership_id, kind, key, not_before or timezone.now()])
        return cursor.rowcount == 1
