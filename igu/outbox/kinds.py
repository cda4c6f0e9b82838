"""The kinds of mail that exist. Each app registers its own when it is ready, so that nothing here imports upward.

A mail is made at the moment it is sent: the row holds ids alone, and what has changed since is seen. Counts, case
numbers and links may stand in it; names of citizens, CPR numbers and case content may not.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from igu.outbox.models import Mail


@dataclass(frozen=True)
class Kind:
    """How a kind is made. Each function runs inside `acting_for` of the mail's municipality.

    render(mail): subject and plain text, in the recipient's language (already active).
    still_wanted(mail): whether it is still to be sent. Membership and user have been looked at before.
    gather(mails): once for many mails of one municipality; sets on them what the other two need, in few queries.

    `mail.membership.user` is there without a query. `label`: what it is called where mails are listed.
    """

    name: str
    label: str
    render: Callable[[Mail], tuple[str, str]]
    still_wanted: Callable[[Mail], bool]
    gather: Callable[[Sequence[Mail]], None]


kinds: dict[str, Kind] = {}


def register(kind: str, *, render, still_wanted=None, gather=None, label: str = "") -> None:
    kinds[kind] = Kind(kind, label or kind, render, still_wanted or (lambda mail: True), gather or (lambda mails: None))


def label_of(kind: str) -> str:
    return str(kinds[kind].label) if kind in kinds else kind
