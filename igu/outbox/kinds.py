"""The kinds of mail. Each app registers its own when it is ready; the outbox knows none of them."""

from collections.abc import Callable
from dataclasses import dataclass

from igu.outbox.models import Mail


@dataclass(frozen=True, slots=True)
class Kind:
    """`render(mail)` gives (subject, body) when the mail is sent, inside its municipality's tenant.

    `still_wanted(mail)` is asked right before: what has been answered meanwhile is dropped. Neither text holds a
    name, a CPR number or a word of a case.
    """

    name: str
    render: Callable[[Mail], tuple[str, str]]
    still_wanted: Callable[[Mail], bool]


_kinds: dict[str, Kind] = {}


def register(name: str, *, render, still_wanted=lambda mail: True) -> None:
    _kinds[name] = Kind(name, render, still_wanted)


def kind_of(mail: Mail) -> Kind:
    return _kinds[mail.kind]
