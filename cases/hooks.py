"""What upper apps do when something changes in a case. They register in their `ready()`.

A listener is called in the transaction of the change. It must change nothing when nothing has changed.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

Listener = Callable[..., None]

_of_agreements: dict[str, Listener] = {}
_of_dates: dict[str, Listener] = {}
_of_contacts: dict[str, Listener] = {}
_of_answers: dict[str, Listener] = {}


def on_agreements_changed(key: str, listener: Listener) -> None:
    """An agreement is made, changed or over: `listener(actor, agreements, today=…)`.

    It gets many agreements at once where a sheet is read in, and must be set-based.
    """
    _of_agreements[key] = listener


def agreements_changed(actor, agreements: Sequence, *, today: dt.date) -> None:
    for listener in _of_agreements.values():
        listener(actor, agreements, today=today)


class DueDate(NamedTuple):
    """A date of a record on which somebody is to do something.

    key: names the date inside its subject. what and why: an English msgid, or words that a person wrote; at most 120
    and 160 characters. party: employer, citizen, both or team. kind: a contact moves to the working day after, a
    deadline to the one before.
    """

    key: str
    due_on: dt.date
    what: str
    party: str = "team"
    kind: str = "contact"
    why: str = ""


class Dated(NamedTuple):
    """A record of a case with all the dates that it has now. `subject` names it for good: "goal:<uuid>".

    due_dates: a key once a party; none of them, and the record asks for nothing.
    """

    case_id: UUID
    subject: str
    due_dates: Sequence[DueDate] = ()


def on_dates_changed(key: str, listener: Listener) -> None:
    """Records have other dates than before: `listener(actor, records)`, many Dated of one municipality at once."""
    _of_dates[key] = listener


def dates_changed(actor, case, subject: str, due_dates: Iterable[tuple]) -> None:
    """Say all the dates that a record has now, as Dated does. due_dates: DueDates, or tuples in their order."""
    dates_of_many_changed(actor, [Dated(case.id, subject, [DueDate(*due) for due in due_dates])])


def dates_of_many_changed(actor, records: Sequence[Dated]) -> None:
    for listener in _of_dates.values():
        listener(actor, records)


def on_date_answered(prefix: str, listener: Listener) -> None:
    """What was asked for by a record's date is answered: `listener(actor, subject, answered_on)`, by how its subjects
    begin: "goal:"."""
    _of_answers[prefix] = listener


def date_answered(actor, subject: str, answered_on: dt.date) -> None:
    for prefix, listener in _of_answers.items():
        if subject.startswith(prefix):
            listener(actor, subject, answered_on)


def on_contacts_changed(key: str, listener: Listener) -> None:
    """A contact was noted in the journal, or no longer holds: `listener(municipality_id, case_ids)`."""
    _of_contacts[key] = listener


def contacts_changed(case) -> None:
    for listener in _of_contacts.values():
        listener(case.municipality_id, [case.id])
