"""Who owns which waiting mail, for how long. Every statement is a transaction of its own, as `igu_task`.

All moments are the database's: a sender whose clock is wrong takes nothing early and loses nothing. `attempt` is the
fence: it grows with each claim, and no statement touches a row whose attempt is no longer the caller's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import connections

from igu.outbox.models import Mail

TASK = "task"
BATCH = 100
# Twice what one mail takes with a server that keeps us waiting at each of its answers, so that a sender whose lease is
# over no longer speaks.
LEASE = timedelta(seconds=10 * settings.EMAIL_TIMEOUT)
# After so many failures (a good 24 hours) a mail is given up, and after so many senders that died of it.
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, *[60] * 24)]
DEATHS = 30

COLUMNS = [field.attname for field in Mail._meta.concrete_fields]


@dataclass(frozen=True)
class Outcome:
    """What became of one mail in one attempt. `doubt`: the server may have taken it, nobody can know."""

    state: str
    answer: str = ""
    doubt: bool = False
    pause: timedelta = timedelta(0)


def sent(answer: str) -> Outcome:
    return Outcome(Mail.State.SENT, answer)


def dropped(reason: str) -> Outcome:
    return Outcome(Mail.State.DROPPED, reason)


def failed(answer: str) -> Outcome:
    return Outcome(Mail.State.FAILED, answer)


def later(mail: Mail, answer: str, *, doubt: bool = False) -> Outcome:
    """Try again after a pause that grows, or give up when a day has gone by."""
    if mail.failures >= len(PAUSES):
        return Outcome(Mail.State.FAILED, answer, doubt)
    return Outcome(Mail.State.WAITING, answer, doubt, PAUSES[mail.failures])


GIVEN_BACK = Outcome(Mail.State.WAITING)

# The batch is one municipality's, so that one tenant, one look-up and one connection serve it. The oldest due mail
# says whose turn it is; rows that another sender holds are passed over, not waited for.
CLAIM = f"""
WITH oldest AS (
  SELECT municipality_id FROM outbox_mail WHERE state = 'waiting' AND not_before <= now()
   ORDER BY not_before, id LIMIT 1 FOR UPDATE SKIP LOCKED
), due AS (
  SELECT id FROM outbox_mail
   WHERE state = 'waiting' AND not_before <= now() AND municipality_id = (SELECT municipality_id FROM oldest)
   ORDER BY not_before, id LIMIT %s FOR UPDATE SKIP LOCKED
)
UPDATE outbox_mail mail SET state = 'claimed', attempt = attempt + 1, lease_until = now() + %s
  FROM due WHERE mail.id = due.id
RETURNING {", ".join(f"mail.{column}" for column in COLUMNS)}
"""  # noqa: S608 - our own column names


def claim(limit: int = BATCH) -> list[Mail]:
    """Take mails that are due, of one municipality, for the length of a lease."""
    with connections[TASK].cursor() as cursor:
        cursor.execute(CLAIM, [limit, LEASE])
        mails = [Mail.from_db("default", COLUMNS, row) for row in cursor.fetchall()]
    return sorted(mails, key=lambda mail: (mail.not_before, mail.id))


HAND_OVER = """
UPDATE outbox_mail mail SET state = 'handing_over', lease_until = now() + %s
  FROM unnest(%s::uuid[], %s::int[]) AS mine(id, attempt)
 WHERE mail.id = mine.id AND mail.attempt = mine.attempt AND mail.state = 'claimed'
RETURNING mail.id
"""


def hand_over(mails: Iterable[Mail]) -> set:
    """The point of no return, with a fresh lease. Gives the ids that are still the caller's; the rest is lost to it."""
    mails = list(mails)
    with connections[TASK].cursor() as cursor:
        cursor.execute(HAND_OVER, [LEASE, [str(mail.id) for mail in mails], [mail.attempt for mail in mails]])
        return {row[0] for row in cursor.fetchall()}


SETTLE = """
UPDATE outbox_mail mail
   SET state = result.state, answer = result.answer, lease_until = NULL,
       doubts = doubts + result.doubt::int, failures = failures + (result.pause > interval '0')::int,
       sent_at = CASE WHEN result.state = 'sent' THEN now() END,
       not_before = CASE WHEN result.state = 'waiting' THEN now() + result.pause ELSE not_before END
  FROM unnest(%s::uuid[], %s::int[], %s::text[], %s::text[], %s::bool[], %s::interval[])
       AS result(id, attempt, state, answer, doubt, pause)
 WHERE mail.id = result.id AND mail.attempt = result.attempt AND mail.state IN ('claimed', 'handing_over')
"""


def settle(outcomes: Mapping[Mail, Outcome]) -> None:
    """Write down what became of these mails. Rows that are no longer the caller's stay as they are."""
    if not outcomes:
        return
    rows = [
        (str(mail.id), mail.attempt, outcome.state, outcome.answer[:200], outcome.doubt, outcome.pause)
        for mail, outcome in outcomes.items()
    ]
    with connections[TASK].cursor() as cursor:
        cursor.execute(SETTLE, [list(column) for column in zip(*rows, strict=True)])


# A sender that died before the point of no return has handed over nothing. After it nobody can know: the mail is sent
# again with a doubt beside it. One that kills its sender every time is given up at last, so that it blocks nobody.
FREE_EXPIRED = """
UPDATE outbox_mail
   SET state = CASE WHEN attempt - failures > %s THEN 'failed' ELSE 'waiting' END,
       doubts = doubts + (state = 'handing_over')::int, lease_until = NULL
 WHERE state IN ('claimed', 'handing_over') AND lease_until < now()
"""


def free_expired() -> int:
    """Put back what belonged to senders that are no more."""
    with connections[TASK].cursor() as cursor:
        cursor.execute(FREE_EXPIRED, [DEATHS])
        return cursor.rowcount
