"""The read log, written by each app's access module in the transaction of the read: if it fails, nothing is shown."""

from collections.abc import Iterable
from uuid import UUID

from django.db import DatabaseError, OperationalError, connection
from structlog.contextvars import get_contextvars

from igu.audit.models import Look


class LogUnavailable(OperationalError):
    """The read could not be noted, so nothing may be shown: the answer is 503, as while the database is away."""


INSERT = """
INSERT INTO audit_readlog (id, municipality_id, at, membership_id, citizen_id, kind, route, purpose, request_id)
SELECT gen_random_uuid(), %s, now(), %s, citizen_id, %s, %s, %s, %s FROM unnest(%s::uuid[]) AS citizen_id
"""


def note_reads(
    actor, citizen_ids: Iterable[UUID | str], *, kind: Look, route: str, purpose: str = "", request_id: str = ""
) -> None:
    """Note that `actor` read these citizens, one row each, in one INSERT.

    actor: an Actor, or anything with municipality_id and membership_id (a job's is None).
    request_id: that of the request which is being answered, where none is given; a job has none.
    """
    request_id = request_id or get_contextvars().get("request_id", "")
    ids = list(dict.fromkeys(map(str, citizen_ids)))
    if not ids:
        return
    values = [actor.municipality_id, actor.membership_id, kind, route[:60], purpose[:200], request_id, ids]
    try:
        with connection.cursor() as cursor:
            cursor.execute(INSERT, values)
    except DatabaseError as fault:
        raise LogUnavailable from fault


PURPOSE_TODAY = """
SELECT purpose FROM audit_readlog
 WHERE municipality_id = %s AND citizen_id = %s AND membership_id = %s AND kind = %s AND purpose <> ''
   AND at >= date_trunc('day', now() AT TIME ZONE 'Europe/Copenhagen') AT TIME ZONE 'Europe/Copenhagen'
 ORDER BY at DESC LIMIT 1
"""


def purpose_today(actor, citizen_id: UUID) -> str:
    """The reason that `actor` has given today for opening this citizen's case, or nothing."""
    with connection.cursor() as cursor:
        cursor.execute(PURPOSE_TODAY, [actor.municipality_id, citizen_id, actor.membership_id, Look.READ])
        row = cursor.fetchone()
    return row[0] if row else ""
