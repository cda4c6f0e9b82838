"""The closed days of one municipality, for everything that moves a date or waits for an open day."""

import datetime as dt
from collections.abc import Callable

from igu.accounts.models import Municipality
from igu.rules.workdays import CHRISTMAS_EVE, CONSTITUTION_DAY, NEW_YEARS_EVE, ClosedDays


def closed_days(municipality: Municipality) -> ClosedDays:
    """Weekends, holidays, and the closing days as the municipality has set them. One query."""
    kept = {
        CONSTITUTION_DAY: municipality.closed_5_june,
        CHRISTMAS_EVE: municipality.closed_24_december,
        NEW_YEARS_EVE: municipality.closed_31_december,
    }
    return ClosedDays(
        closing_days=frozenset(day for day, is_closed in kept.items() if is_closed),
        extra=frozenset(municipality.closing_days.values_list("closed_on", flat=True)),
    )


# --- whoever has dates that lie on open days hears when those change ------------------------------------------

Listener = Callable[..., None]

_listeners: dict[str, Listener] = {}


def on_closed_days_changed(key: str, listener: Listener) -> None:
    """Upper apps register in their `ready()`: `listener(municipality, today=…)`, in the transaction of the change."""
    _listeners[key] = listener


def closed_days_changed(municipality: Municipality, *, today: dt.date) -> None:
    for listener in _listeners.values():
        listener(municipality, today=today)
