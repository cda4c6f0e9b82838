"""The list of cases as a file: the same cases, every column as what it is."""

from collections.abc import Callable, Iterator
from itertools import islice

from django.utils.translation import gettext_lazy as _

from cases import words
from cases.models import NEVER, CaseQuerySet

PLACES = ("agreement__employer__name", "agreement__employer__cvr")  # where a protected citizen can be found
COLUMNS = {
    "number": _("Case"),
    "citizen__first_name": _("First name"),
    "citizen__last_name": _("Last name"),
    "stage": _("Stage"),
    "group": _("Group"),
    "coordinator__user__name": _("Coordinator"),
    "agreement__employer__name": _("Employer"),
    "agreement__employer__cvr": _("CVR number"),
    "agreement__start_on": _("Start"),
    "ends_on": _("End"),
    "counted_hours": _("Counted hours"),
    "planned_hours": _("Planned hours"),
    "next_due_on": _("Next follow-up"),
    "last_contact_on": _("Last contact"),
    "opened_on": _("Opened"),
}
CHUNK = 1000
WORDS = {"stage": dict(words.Stage.choices), "group": dict(words.Group.choices)}


def head() -> list[str]:
    return [str(label) for label in COLUMNS.values()]


def rows_of(cases: CaseQuerySet, note: Callable[[list], None]) -> Iterator[list]:
    """The rows of these cases by number, of which few are held at once. Of a protected one no place is told.

    note: told whose the next rows are before the first of them is given out.
    """
    said = {name: {code: str(word) for code, word in known.items()} for name, known in WORDS.items()}
    found = cases.order_by("number").values_list("citizen_id", "is_protected", *COLUMNS).iterator(chunk_size=CHUNK)
    while rows := list(islice(found, CHUNK)):
        note([citizen_id for citizen_id, *_rest in rows])
        for _citizen_id, is_protected, *values in rows:
            yield [
                None if is_protected and name in PLACES else _cell(value, said.get(name))
                for name, value in zip(COLUMNS, values, strict=True)
            ]


def _cell(value, said: dict | None):
    if value == NEVER:
        return None
    return said.get(value, value) if said else value
