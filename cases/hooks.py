"""What upper apps do when an agreement is made, changed or over. They register in their `ready()`.

A listener is called in the transaction of the change, with many agreements at once where a sheet is read in:
`listener(actor, agreements, today=…)`. It must be set-based, and change nothing when nothing has changed.
"""

import datetime as dt
from collections.abc import Callable, Sequence

Listener = Callable[..., None]

_listeners: dict[str, Listener] = {}


def on_agreements_changed(key: str, listener: Listener) -> None:
    _listeners[key] = listener


def agreements_changed(actor, agreements: Sequence, *, today: dt.date) -> None:
    for listener in _listeners.values():
        listener(actor, agreements, today=today)
