"""From rows to letters, at the moment of sending: is the mail still wanted, to whom, in which language, saying what."""

import logging
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from itertools import groupby

from django.conf import settings
from django.utils import timezone, translation

from igu.accounts.models import Membership
from igu.accounts.tenancy import acting_for
from igu.outbox import claims
from igu.outbox.kinds import kinds
from igu.outbox.models import Mail

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Letter:
    mail: Mail
    recipient: str
    content: bytes


def write(mails: Sequence[Mail], today: date) -> tuple[list[Letter], dict[Mail, claims.Outcome]]:
    """Letters for mails of one municipality, and what became of those that get none.

    They are written together. When one cannot be written, each is tried alone, so that it spoils nobody else's.
    """
    try:
        with acting_for(mails[0].municipality_id):
            return _write_together(mails, today)
    except Exception as fault:  # whatever an app's own text may raise
        if len(mails) == 1:
            return [], {mails[0]: claims.later(mails[0], _note_fault(mails[0], fault))}
    letters, outcomes = [], {}
    for mail in mails:
        letter, outcome = write([mail], today)
        letters += letter
        outcomes |= outcome
    return letters, outcomes


def _write_together(mails, today):
    memberships = Membership.objects.current(today).select_related("user", "municipality")
    found = memberships.in_bulk([mail.membership_id for mail in mails])
    outcomes = {mail: claims.dropped("role ended") for mail in mails if mail.membership_id not in found}
    letters = []
    reachable = sorted((mail for mail in mails if mail not in outcomes), key=lambda mail: mail.kind)
    for mail in reachable:
        mail.membership = found[mail.membership_id]
    for name, same in groupby(reachable, key=lambda mail: mail.kind):
        kind, alike = kinds[name], list(same)
        kind.gather(alike)
        for mail in alike:
            if kind.still_wanted(mail):
                letters.append(_letter(kind, mail))
            else:
                outcomes[mail] = claims.dropped("no longer needed")
    return letters, outcomes


def _letter(kind, mail: Mail) -> Letter:
    membership = mail.membership
    message = EmailMessage(policy=SMTP)
    with translation.override(membership.user.language):
        subject, body = kind.render(mail)
        name = membership.municipality.sender_name or str(membership.municipality.title)
    message["From"] = Address(name, addr_spec=settings.DEFAULT_FROM_EMAIL)
    message["To"] = Address(addr_spec=membership.user.email)
    if membership.municipality.reply_to:
        message["Reply-To"] = Address(addr_spec=membership.municipality.reply_to)
    message["Subject"] = subject
    message["Date"] = format_datetime(timezone.now())
    message["Message-ID"] = f"<{mail.id}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2]}>"  # the same in each attempt
    message["Auto-Submitted"] = "auto-generated"
    if mail.doubts:
        message["X-IGU-Maybe-Second"] = "yes"
    message.set_content(body, cte="quoted-printable")
    return Letter(mail, membership.user.email, message.as_bytes())


def _note_fault(mail: Mail, fault: Exception) -> str:
    """Where it broke, not what it said: a fault's own words may hold a person."""
    place = traceback.extract_tb(fault.__traceback__)[-1]
    words = f"{type(fault).__name__} in {place.name}, line {place.lineno}"
    logger.error("Mail %s of the kind %s cannot be written: %s", mail.id, mail.kind, words)
    return f"cannot be written: {words}"
