"""What upper apps do when somebody was turned away. They register in their `ready()`.

A listener is called after the view's transaction, in the one of the refusal, with the ids that stood in the address.
"""

from collections.abc import Callable, Iterable
from uuid import UUID

Listener = Callable[[object, Iterable[UUID]], None]

_listeners: dict[str, Listener] = {}


def on_refused(key: str, listener: Listener) -> None:
    _listeners[key] = listener


def refused(actor, ids: Iterable[UUID]) -> None:
    for listener in _listeners.values():
        listener(actor, ids)
