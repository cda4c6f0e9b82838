"""Sending what is due. May run any number of times side by side and be killed anywhere: nothing is lost, nothing is
doubled in silence (docs/decisions/0004)."""

import logging
from collections import Counter
from collections.abc import Callable
from datetime import date
from time import monotonic

from django.conf import settings

from igu.outbox import claims, hold, writing
from igu.outbox.post import Refused, Unknown, Unreachable, open_post
from igu.outbox.writing import Letter

logger = logging.getLogger(__name__)

# "Handing over" is committed for so many mails at once, and their results too. One by one costs two statements and two
# flushes to disk a mail; a whole batch would put a hundred mails in doubt when a sender dies in the middle. With ten, a
# death costs at most ten second copies, each marked as such, and digests of a dozen reminders 0.02 statements apiece.
HANDFUL = 10
# One run ends before a worker that was asked to stop is killed.
LONGEST_RUN = 50  # seconds


def send_due(*, today: date, seconds: float = LONGEST_RUN, post: Callable = open_post) -> Counter:
    """Send until nothing is due, the time is up or the mail server is away. Counts what became of the mails.

    Raises Held where this database has been restored and nobody has said yet that mail may leave it.
    """
    if hold.is_held():
        raise hold.Held("Mail is held: this database was restored. Check what waits, then run: manage.py release_mail")
    until = monotonic() + seconds
    tally = Counter()
    claims.free_expired()
    while monotonic() < until:
        mails = claims.claim()
        if not mails:
            break
        letters, outcomes = writing.write(mails, today)
        claims.settle(outcomes)
        tally += count(outcomes)
        try:
            tally += _deliver(letters, post)
        except Unreachable as fault:
            logger.warning("The mail server is away; mail stays in line. %s", fault)
            break
    return tally


def count(outcomes) -> Counter:
    return Counter(str(outcome.state) for outcome in outcomes.values())


def _deliver(letters: list[Letter], post) -> Counter:
    """One connection for the batch. Once it is gone, all that is left tries again later."""
    tally, left = Counter(), letters
    if not left:
        return tally
    try:
        with post() as line:
            while left:
                handful, left = left[:HANDFUL], left[HANDFUL:]
                tally += _deliver_handful(line, handful)
    except Unreachable as fault:
        claims.settle({letter.mail: claims.later(letter.mail, str(fault)) for letter in left})
        raise
    return tally


def _deliver_handful(line, letters: list[Letter]) -> Counter:
    """Past the point of no return for these mails alone. What was not begun in time for the lease goes back in line."""
    begun = monotonic()
    mine = claims.hand_over(letter.mail for letter in letters)
    letters = [letter for letter in letters if letter.mail.id in mine]
    outcomes = {letter.mail: claims.GIVEN_BACK for letter in letters}
    try:
        for letter in letters:
            if not _is_in_time(begun):
                break
            outcomes[letter.mail] = _deliver_one(line, letter)
    except Unreachable as fault:
        not_begun = [mail for mail, outcome in outcomes.items() if outcome is claims.GIVEN_BACK]
        outcomes |= {mail: claims.later(mail, str(fault)) for mail in not_begun}
        raise
    finally:
        claims.settle(outcomes)
    return count(outcomes)


def _is_in_time(begun: float) -> bool:
    """Whether one more mail ends before the lease does, even when the server lets us wait at each of its answers."""
    answers = 4  # sender, recipient, the word to begin, the text
    return monotonic() + answers * settings.EMAIL_TIMEOUT < begun + claims.LEASE.total_seconds()


def _deliver_one(line, letter: Letter) -> claims.Outcome:
    mail = letter.mail
    try:
        return claims.sent(line.deliver(settings.DEFAULT_FROM_EMAIL, letter.recipient, letter.content))
    except Refused as refused:
        return claims.failed(refused.answer) if refused.is_final else claims.later(mail, refused.answer)
    except Unknown as fault:
        return claims.later(mail, str(fault), doubt=True)
