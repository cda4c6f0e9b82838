"""The list of cases as a file: the same cases, every column as what it is."""

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
WORDS = {"stage": dict(words.Stage.choices), "group": dict(words.Group.choices)}


def head() -> list[str]:
    return [str(label) for label in COLUMNS.values()]


def table_of(cases: CaseQuerySet) -> tuple[list[list], list]:
    """The rows of these cases by number, and whose they are. Of a protected one no place is told."""
    rows, citizen_ids = [], []
    said = {name: {code: str(word) for code, word in known.items()} for name, known in WORDS.items()}
    for citizen_id, is_protected, *values in cases.order_by("number").values_list(
        "citizen_id", "is_protected", *COLUMNS
    ):
        citizen_ids.append(citizen_id)
        rows.append(
            [
                None if is_protected and name in PLACES else _cell(value, said.get(name))
                for name, value in zip(COLUMNS, values, strict=True)
            ]
        )
    return rows, citizen_ids


def _cell(value, said: dict | None):
    if value == NEVER:
        return None
    return said.get(value, value) if said else value
