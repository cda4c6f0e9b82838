"""What the municipality has of the people, firms and workplaces of a sheet: nine queries at most, whatever its size."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from cases import identity, models
from cases.protection.hidden import hidden_by_cpr
from cases.sheets.known import Course, Firm, Known, Person
from cases.sheets.parsing import CITIZEN, COURSE, Line
from employers.models import Employer, Workplace
from igu.accounts.models import CASE_WORKERS, Membership, Role


def load(actor, lines: Iterable[Line], today: dt.date) -> Known:
    municipality_id, lines = actor.municipality_id, list(lines)
    cprs = {line.cpr.digits for line in lines}
    hidden = hidden_by_cpr(actor, cprs)
    return Known(
        people=_people(municipality_id, cprs - set(hidden)),
        hidden=hidden,
        coordinators=_coordinators(municipality_id, today),
        firms={
            cvr: Firm(id, name)
            for id, cvr, name in Employer.objects.filter(
                municipality_id=municipality_id, cvr__in=_values(lines, "cvr")
            ).values_list("id", "cvr", "name")
        },
        workplaces={
            p_number: (id, cvr)
            for id, p_number, cvr in Workplace.objects.filter(
                municipality_id=municipality_id, p_number__in=_values(lines, "p_number")
            ).values_list("id", "p_number", "employer__cvr")
        },
    )


def _values(lines: list[Line], key: str) -> list[str]:
    return sorted({line.values[key] for line in lines if line.values.get(key)})


def _people(municipality_id: UUID, cprs: set[str]) -> dict[str, Person]:
    """A table at a time, by key: see `hidden_by_cpr`. A sheet may name one person by an old and by a new number."""
    keys = {identity.search_key(municipality_id, cpr): cpr for cpr in cprs}
    owned = models.Identity.objects.filter(municipality_id=municipality_id, search_key__in=list(keys))
    owners = {keys[bytes(key)]: citizen_id for key, citizen_id in owned.values_list("search_key", "citizen_id")}
    citizen_ids = list(owners.values())
    citizens = models.Citizen.objects.filter(municipality_id=municipality_id, id__in=citizen_ids)
    facts = {id: dict(zip(CITIZEN, values, strict=True)) for id, *values in citizens.values_list("id", *CITIZEN)}
    courses = _courses(municipality_id, citizen_ids)
    cases = models.Case.objects.filter(municipality_id=municipality_id, citizen_id__in=citizen_ids)
    people = {
        citizen_id: Person(
            citizen_id, id, number, closed_on is not None, coordinator_id, facts[citizen_id], courses[citizen_id]
        )
        for citizen_id, id, number, closed_on, coordinator_id in cases.values_list(
            "citizen_id", "id", "number", "closed_on", "coordinator_id"
        )
    }
    return {cpr: people[citizen_id] for cpr, citizen_id in owners.items() if citizen_id in people}


def _courses(municipality_id: UUID, citizen_ids: list[UUID]) -> dict[UUID, dict[dt.date, Course]]:
    rows = models.Agreement.objects.filter(municipality_id=municipality_id, citizen_id__in=citizen_ids).values_list(
        "citizen_id", "start_on", "id", "employer__cvr", "workplace__p_number", *COURSE
    )
    courses: dict[UUID, dict[dt.date, Course]] = defaultdict(dict)
    for citizen_id, start_on, id, cvr, p_number, *facts in rows:
        courses[citizen_id][start_on] = Course(id, dict(zip(COURSE, facts, strict=True)), cvr, p_number or "")
    return courses


def _coordinators(municipality_id: UUID, today: dt.date) -> dict[str, UUID]:
    """Who may follow a case, by small e-mail address; a coordinator's membership before others of the same person."""
    rows = (
        Membership.objects.current(today)
        .filter(municipality_id=municipality_id, role__in=CASE_WORKERS)
        .order_by("id")
        .values_list("user__email", "id", "role")
    )
    return {email.lower(): id for email, id, _ in sorted(rows, key=lambda row: row[2] == Role.COORDINATOR)}
