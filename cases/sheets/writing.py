"""A plan is written in few statements, however long the sheet, and in the caller's transaction."""

import datetime as dt
import json
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.utils import timezone

from cases import hooks, identity, names, numbering, stages, words
from cases.models import NEVER, Agreement, Case, Citizen, Handover, Identity, NameToken
from cases.services.rechecks import follow_starts
from cases.sheets.comparing import CoursePlan, PersonPlan, Plan
from cases.sheets.known import Known
from employers.models import Employer, Workplace

BATCH = 4_000  # rows a statement: the text of more of them at once would be most of the memory
CHANGED = 1_000  # the same where rows change, for the time their history takes (cases.stages.BATCH)


@dataclass(slots=True)
class Written:
    """Who and what was touched: for the read log, the stages, and the upper apps."""

    new_citizen_ids: list[UUID] = field(default_factory=list)
    case_ids: list[UUID] = field(default_factory=list)
    agreement_ids: list[UUID] = field(default_factory=list)


def wait_for_turn(municipality_id: UUID) -> None:
    """Two sheets of one municipality are saved one after the other: the second sees what the first has made."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"sheet {municipality_id}"])


def write(actor, plan: Plan, known: Known, *, today: dt.date) -> Written:
    """Write what is new and what changes. Statements: a few a table, none for nothing."""
    written = Written()
    firms = _add_firms(actor.municipality_id, plan, known)
    workplaces = _add_workplaces(actor.municipality_id, plan, known, firms)
    cases = _add_people(actor.municipality_id, plan, today, written)
    _change_people(actor, plan, today)
    _change_courses(plan, firms, workplaces, written)
    _add_courses(actor.municipality_id, plan, cases, firms, workplaces, written)
    _reopen(plan)
    if written.case_ids:
        stages.follow_agreements(actor.municipality_id, today, written.case_ids)
    _follow_starts(actor, plan, written, today)
    if written.agreement_ids:
        agreements = list(Agreement.objects.filter(id__in=written.agreement_ids).order_by("id"))
        hooks.agreements_changed(actor, agreements, today=today)
    return written


def _follow_starts(actor, plan: Plan, written: Written, today: dt.date) -> None:
    """Ask for the judgement of starts that lie ahead, where the course or the citizen's facts are new."""
    changed = [person.known.case_id for person in plan.people if person.is_changed]
    if case_ids := {*written.case_ids, *changed}:
        ahead = Agreement.objects.filter(case__in=case_ids, start_on__gte=today).order_by("id")
        follow_starts(actor, list(ahead), today=today)


# --- firms ---------------------------------------------------------------------------------------------


def _add_firms(municipality_id, plan: Plan, known: Known) -> dict[str, UUID]:
    """All firms that the sheet names, by CVR number; the new ones are added."""
    new = {cvr: uuid.uuid4() for cvr in plan.firms}
    insert(
        Employer,
        (
            {
                "id": new[cvr],
                "municipality_id": municipality_id,
                "cvr": cvr,
                "name": firm.name,
                "is_public": firm.is_public,
                "industry": firm.industry,
                "version": 1,
            }
            for cvr, firm in plan.firms.items()
        ),
    )
    return {cvr: firm.id for cvr, firm in known.firms.items()} | new


def _add_workplaces(municipality_id, plan: Plan, known: Known, firms: dict[str, UUID]) -> dict[str, UUID]:
    new = {p_number: uuid.uuid4() for p_number in plan.workplaces}
    insert(
        Workplace,
        (
            {
                "id": new[p_number],
                "municipality_id": municipality_id,
                "employer_id": firms[cvr],
                "p_number": p_number,
                "name": "",
                "address": "",
                "version": 1,
            }
            for p_number, cvr in plan.workplaces.items()
        ),
    )
    return {p_number: id for p_number, (id, _) in known.workplaces.items()} | new


# --- citizens and cases ------------------------------------------------------------------------------------


def _add_people(municipality_id, plan: Plan, today: dt.date, written: Written) -> dict[str, tuple[UUID, UUID]]:
    """Every citizen of the sheet with the case, by CPR number; the new ones are added in the order of the sheet."""
    new = [person for person in plan.people if person.known is None]
    ids = {person.cpr.digits: (uuid.uuid4(), uuid.uuid4()) for person in new}
    own = {"municipality_id": municipality_id}
    citizen, case = _blank(Citizen) | own, _blank(Case) | own
    insert(Citizen, (citizen | person.facts | {"id": ids[person.cpr.digits][0]} for person in new))
    insert(Identity, (_identity(municipality_id, ids[person.cpr.digits][0], person.cpr.digits) for person in new))
    insert(NameToken, (row for person in new for row in _tokens(municipality_id, ids[person.cpr.digits][0], person)))
    numbers = numbering.take_numbers(municipality_id, today.year, len(new)) if new else []
    insert(
        Case,
        (
            case | _case(person, *ids[person.cpr.digits], number, today)
            for person, number in zip(new, numbers, strict=True)
        ),
    )
    written.new_citizen_ids += [citizen_id for citizen_id, _ in ids.values()]
    known = [person for person in plan.people if person.known]
    return ids | {person.cpr.digits: (person.known.citizen_id, person.known.case_id) for person in known}


def _case(person: PersonPlan, citizen_id: UUID, case_id: UUID, number: str, today: dt.date) -> dict[str, Any]:
    return {
        "id": case_id,
        "citizen_id": citizen_id,
        "number": number,
        "coordinator_id": person.coordinator_id,
        "stage": words.Stage.RUN_UP,
        "opened_on": min([today, *(course.start_on for course in person.courses)]),
        "next_due_on": NEVER,
        "ends_on": NEVER,
        "sort_name": names.sort_key(person.facts["first_name"], person.facts["last_name"]),
    }


def _identity(municipality_id, citizen_id: UUID, digits: str) -> dict[str, Any]:
    row = identity.columns_of(municipality_id, citizen_id, digits)
    return row | {name: _bytea(row[name]) for name in ("sealed", "search_key")} | {"replaced_at": None}


def _tokens(municipality_id, citizen_id: UUID, person: PersonPlan) -> Iterable[dict[str, Any]]:
    for token in names.tokens(person.facts["first_name"], person.facts["last_name"]):
        yield {
            "id": uuid.uuid4(),
            "municipality_id": municipality_id,
            "citizen_id": citizen_id,
            "token": token,
        }


def _change_people(actor, plan: Plan, today: dt.date) -> None:
    changed = [person for person in plan.people if person.is_changed]
    facts = [person for person in changed if person.facts != person.known.facts]
    update(Citizen, ({"id": person.known.citizen_id} | person.facts for person in facts))
    coordinators = [person for person in changed if person.coordinator_id != person.known.coordinator_id]
    update(Case, ({"id": person.known.case_id, "coordinator_id": person.coordinator_id} for person in coordinators))
    insert(Handover, (_handover(actor, person, today) for person in coordinators))
    _rename([person for person in facts if _name(person.facts) != _name(person.known.facts)])


def _handover(actor, person: PersonPlan, today: dt.date) -> dict[str, Any]:
    return _blank(Handover) | {
        "id": uuid.uuid4(),
        "municipality_id": actor.municipality_id,
        "case_id": person.known.case_id,
        "from_member_id": person.known.coordinator_id,
        "to_member_id": person.coordinator_id,
        "handed_on": today,
        "made_by_id": actor.membership_id,
        "made_at": timezone.now(),
    }


def _rename(people: list[PersonPlan]) -> None:
    """A new name is found by the search and sorted by the list at once."""
    if not people:
        return
    update(
        Case,
        ({"id": person.known.case_id, "sort_name": names.sort_key(*_name(person.facts))} for person in people),
        is_derived=True,
    )
    citizens = Citizen.objects.filter(id__in=[person.known.citizen_id for person in people])
    NameToken.objects.filter(citizen__in=citizens).delete()
    owners = dict(citizens.values_list("id", "municipality_id"))
    ids = {person.known.citizen_id: person for person in people}
    insert(NameToken, (row for id, person in ids.items() for row in _tokens(owners[id], id, person)))


def _name(facts) -> tuple[str, str]:
    return facts["first_name"], facts["last_name"]


# --- courses -----------------------------------------------------------------------------------------------


def _add_courses(municipality_id, plan: Plan, cases, firms, workplaces, written: Written) -> None:
    new = [(person, course) for person in plan.people for course in person.courses if course.known is None]
    ids = [uuid.uuid4() for _ in new]
    own = _blank(Agreement) | {"municipality_id": municipality_id}
    insert(
        Agreement,
        (
            own
            | _course(course, firms, workplaces)
            | {"id": id, "citizen_id": cases[person.cpr.digits][0], "case_id": cases[person.cpr.digits][1]}
            for id, (person, course) in zip(ids, new, strict=True)
        ),
    )
    written.agreement_ids += ids
    written.case_ids += [cases[person.cpr.digits][1] for person, _ in new]


def _change_courses(plan: Plan, firms, workplaces, written: Written) -> None:
    changed = [(person, course) for person in plan.people for course in person.courses if course.is_changed]
    update(Agreement, ({"id": course.known.id} | _course(course, firms, workplaces) for _, course in changed))
    written.agreement_ids += [course.known.id for _, course in changed]
    written.case_ids += [person.known.case_id for person, _ in changed]


def _course(course: CoursePlan, firms, workplaces) -> dict[str, Any]:
    return course.facts | {
        "start_on": course.start_on,
        "employer_id": firms[course.cvr],
        "workplace_id": workplaces.get(course.p_number),
    }


def _reopen(plan: Plan) -> None:
    """A closed case with a new course is open again."""
    reopened = [
        person.known.case_id
        for person in plan.people
        if person.known and person.known.is_closed and any(course.known is None for course in person.courses)
    ]
    if reopened:
        stages.open_again(reopened)


# --- sets of rows --------------------------------------------------------------------------------------------


def insert(model: type[models.Model], rows: Iterable[dict[str, Any]]) -> None:
    """Insert rows, all of them with the same columns, BATCH of them a statement."""
    table = model._meta.db_table
    for batch in _batches(rows, BATCH):
        columns = ", ".join(f'"{name}"' for name in batch[0])
        _run(
            f'INSERT INTO "{table}" ({columns}) '  # noqa: S608 - names of our own columns
            f'SELECT {columns} FROM json_populate_recordset(NULL::"{table}", %s)',
            batch,
        )


def update(model: type[models.Model], rows: Iterable[dict[str, Any]], *, is_derived: bool = False) -> None:
    """Update rows by id, CHANGED of them a statement. The version counts, unless what changes is derived."""
    table = model._meta.db_table
    for batch in _batches(rows, CHANGED):
        columns = ", ".join(f'"{name}" = r."{name}"' for name in batch[0] if name != "id")
        version = "" if is_derived else ", version = t.version + 1"
        _run(
            f'UPDATE "{table}" t SET {columns}{version} '  # noqa: S608 - names of our own columns
            f'FROM json_populate_recordset(NULL::"{table}", %s) r WHERE t.id = r.id',
            batch,
        )


def _batches(rows: Iterable[dict[str, Any]], size: int) -> Iterator[list[dict[str, Any]]]:
    rows = iter(rows)
    while batch := list(islice(rows, size)):
        yield batch


def _run(sql: str, rows: list[dict[str, Any]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, [json.dumps(rows, default=str)])


def _blank(model: type[models.Model]) -> dict[str, Any]:
    """A row of the model as it is when nothing has been filled in, without what the database fills in by itself."""
    fields = [field for field in model._meta.local_fields if field.db_default is models.NOT_PROVIDED]
    return {field.column: field.get_default() for field in fields if not field.primary_key}


def _bytea(value: bytes) -> str:
    return "\\x" + bytes(value).hex()
