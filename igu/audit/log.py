"""The read log, written by each app's access module in the transaction of the read: if it fails, nothing is shown."""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from igu.audit.models import Look

INSERT = """
INSERT INTO audit_readlog (id, municipality_id, at, membership_id, citizen_id, kind, route, purpose, request_id)
SELECT gen_random_uuid(), %s, now(), %s, citizen_id, %s, %s, %s, %s FROM unnest(%s::uuid[]) AS citizen_id
"""


def note_reads(
    actor, citizen_ids: Iterable[UUID], *, kind: Look, route: str, purpose: str = "", request_id: str = ""
) -> None:
    """Note that `actor` read these citizens, one row each, in one INSERT.

    actor: an Actor, or anything with municipality_id and membership_id (a job's is None).
    """
    ids = [str(citizen_id) for citizen_id in dict.fromkeys(citizen_ids)]
    if not ids:
        return
    values = [actor.municipality_id, actor.membership_id, kind, route[:60], purpose[:200], request_id, ids]
    with connection.cursor() as cursor:
        cursor.execute(INSERT, values)
