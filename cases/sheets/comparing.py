"""The rows together, and beside what is there already: who is new, what changes, and what cannot be.

Pure: lines and what is known in; a plan of what to write and the findings out.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from cases.sheets.findings import Finding, finding
from cases.sheets.known import Course, Firm, Known, Person
from cases.sheets.parsing import CITIZEN, COURSE, Line
from cases.words import Ending
from igu.rules import statute
from igu.rules.identifiers import Cpr

NEW_CITIZEN: Mapping[str, Any] = dict.fromkeys(CITIZEN, "") | {"birth_on": None, "address_since": None}
NEW_COURSE: Mapping[str, Any] = dict.fromkeys(COURSE, "") | {"end_on": None, "ended_on": None, "is_public": False}
FIRM = ("cvr", "p_number")


@dataclass(frozen=True, slots=True)
class Change:
    """A field of a case that gets another value."""

    row: int
    case_number: str
    column: str
    before: Any
    after: Any


@dataclass(slots=True)
class PersonPlan:
    """A citizen of the sheet: `known` is None for a new one. facts and coordinator as they shall be afterwards."""

    cpr: Cpr
    known: Person | None
    facts: dict[str, Any]
    coordinator_id: UUID | None
    courses: list["CoursePlan"] = field(default_factory=list)

    @property
    def is_changed(self) -> bool:
        return self.known is not None and (
            self.facts != self.known.facts or self.coordinator_id != self.known.coordinator_id
        )


@dataclass(slots=True)
class CoursePlan:
    """A course of the sheet: `known` is None for a new one. facts as they shall be afterwards."""

    row: int
    start_on: dt.date
    known: Course | None
    facts: dict[str, Any]
    cvr: str
    p_number: str

    @property
    def is_changed(self) -> bool:
        return self.known is not None and (
            self.facts != self.known.facts or (self.cvr, self.p_number) != (self.known.cvr, self.known.p_number)
        )

    @property
    def span(self) -> tuple[dt.date, dt.date] | None:
        return _span(self.start_on, self.facts)


@dataclass(frozen=True, slots=True)
class NewFirm:
    name: str
    is_public: bool
    industry: str
    row: int


@dataclass(slots=True)
class Plan:
    """What is to be written. firms and workplaces: the new ones, by CVR and P-number."""

    people: list[PersonPlan] = field(default_factory=list)
    firms: dict[str, NewFirm] = field(default_factory=dict)
    workplaces: dict[str, str] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    new_rows: set[int] = field(default_factory=set)
    new_rows_with_course: set[int] = field(default_factory=set)
    changed_rows: set[int] = field(default_factory=set)


def compare(lines: Iterable[Line], known: Known, today: dt.date) -> tuple[Plan, list[Finding]]:
    comparison = _Comparison(known, today)
    by_person: dict[UUID | str, list[Line]] = defaultdict(list)
    for line in lines:  # a citizen whose number was replaced is found by both
        person = known.people.get(line.cpr.digits)
        by_person[person.citizen_id if person else line.cpr.digits].append(line)
    for of_one in by_person.values():
        if of_one[0].cpr.digits in known.hidden:
            comparison.refuse(of_one)
        else:
            comparison.add_person(of_one)
    return comparison.plan, comparison.findings


def _span(start_on: dt.date, facts: Mapping[str, Any]) -> tuple[dt.date, dt.date] | None:
    """First and last day of a course; None when it never began."""
    if facts["ending"] == Ending.NEVER_STARTED:
        return None
    return start_on, facts["ended_on"] or facts["end_on"]


class _Comparison:
    def __init__(self, known: Known, today: dt.date):
        self.known, self.today = known, today
        self.plan = Plan()
        self.findings: list[Finding] = []
        self.firms_noted: set[str] = set()

    def note(self, line: Line, column: str, code: str, text: str = "", **details) -> None:
        self.findings.append(finding(line.number, column, code, text, **details))

    def refuse(self, lines: list[Line]) -> None:
        """Somebody whom the reader of the sheet may not know of: no word of why."""
        for line in lines:
            self.note(line, "cpr", "ask_manager")

    def add_person(self, lines: list[Line]) -> None:
        """All rows of one citizen. What is said of the citizen counts from the row with the latest start."""
        lead = max(lines, key=lambda line: (line.start_on or dt.date.min, line.number))
        known = self.known.people.get(lead.cpr.digits)
        plan = PersonPlan(lead.cpr, known, self._citizen(lead, known), self._coordinator(lines, lead, known))
        self.plan.people.append(plan)
        self._note_what_differs(lines, lead)
        self._note_twins(lines)
        plan.courses = [course for line in lines if (course := self._course(line, known))]
        self._note_overlaps(lines, plan, known)
        self._count(lines, lead, plan)

    # --- the citizen ---------------------------------------------------------------------------------------

    @staticmethod
    def _citizen(lead: Line, known: Person | None) -> dict[str, Any]:
        from_cpr = {"sex": str(lead.cpr.sex), "birth_on": lead.cpr.born_on}
        facts = dict(known.facts) if known else NEW_CITIZEN | from_cpr
        facts |= {key: lead.values[key] for key in CITIZEN if key in lead.values}
        return facts if facts["basis"] == "family" else facts | {"family_to": ""}

    def _coordinator(self, lines: list[Line], lead: Line, known: Person | None) -> UUID | None:
        for line in lines:
            address = line.values.get("coordinator")
            if address and address not in self.known.coordinators:
                self.note(line, "coordinator", "coordinator_unknown", address)
        if "coordinator" not in lead.values:
            return known.coordinator_id if known else None
        return self.known.coordinators.get(lead.values["coordinator"])

    def _note_what_differs(self, lines: list[Line], lead: Line) -> None:
        for line in lines:
            differing = (
                key
                for key in (*CITIZEN, "coordinator")
                if key in line.values and line.values[key] != lead.values.get(key, line.values[key])
            )
            if column := next(differing, None):
                self.note(line, column, "rows_differ", other=lead.number)

    def _note_twins(self, lines: list[Line]) -> None:
        first: dict[dt.date | None, Line] = {}
        for line in lines:
            if "start_on" in line.broken:
                continue
            twin = first.setdefault(line.start_on, line)
            if twin is not line and line.start_on:
                self.note(line, "start_on", "same_course", other=twin.number)
            elif twin is not line:
                self.note(line, "cpr", "same_citizen", other=twin.number)

    # --- the course ----------------------------------------------------------------------------------------

    def _course(self, line: Line, person: Person | None) -> CoursePlan | None:
        if not {"start_on", "cvr", "end_on", "ended_on"}.isdisjoint(line.broken):
            return None
        known = person.courses.get(line.start_on) if person and line.start_on else None
        cvr = line.values.get("cvr") or (known.cvr if known else "")
        if not line.start_on or not cvr:
            self._note_no_course(line, cvr)
            return None
        p_number = line.values.get("p_number", known.p_number if known else "")
        facts = self._facts(line, known)
        self._check_scheme(line, known)
        self._check_firm(line, cvr, p_number, bool(facts["is_public"]))
        return CoursePlan(line.number, line.start_on, known, facts, cvr, p_number)

    def _note_no_course(self, line: Line, cvr: str) -> None:
        if cvr:
            self.note(line, "start_on", "firm_without_start")
        elif line.start_on and (line.values.get("firm") or line.values.get("p_number")):
            self.note(line, "cvr", "cvr_missing")
        elif line.start_on:
            self.note(line, "cvr", "start_without_firm")

    def _facts(self, line: Line, known: Course | None) -> dict[str, Any]:
        """The course as it shall be: what is there, over it what the sheet says, and an end and ending that agree."""
        facts = dict(known.facts if known else NEW_COURSE)
        facts |= {key: line.values[key] for key in COURSE if key in line.values}
        facts["end_on"] = facts["end_on"] or statute.ordinary_end(line.start_on)
        if facts["end_on"] < line.start_on:
            self.note(line, "end_on", "end_before_start", f"{facts['end_on']:%d-%m-%Y}")
        facts["ended_on"] = self._ended_on(line, facts)
        return facts

    def _ended_on(self, line: Line, facts: dict[str, Any]) -> dt.date | None:
        ended_on, end_on, ending = facts["ended_on"], facts["end_on"], facts["ending"]
        if not ending:
            if line.values.get("ended_on"):
                self.note(line, "ended_on", "ended_unused")
            if end_on < self.today:
                self.note(line, "ending", "still_running")
            return None
        if ending == Ending.NEVER_STARTED:
            return ended_on
        if ended_on:
            if ended_on < line.start_on:
                self.note(line, "ended_on", "ended_before_start", f"{ended_on:%d-%m-%Y}")
            return ended_on
        if end_on > self.today:
            self.note(line, "ended_on", "ended_missing")
        elif ending != Ending.COMPLETED:
            self.note(line, "ended_on", "ended_by_plan")
        return end_on

    def _check_scheme(self, line: Line, known: Course | None) -> None:
        if not known and statute.statute_for(line.start_on) is None:
            first, last = (f"{day:%d-%m-%Y}" for day in (statute.FIRST_START, statute.LAST_START))
            self.note(line, "start_on", "outside_scheme", f"{line.start_on:%d-%m-%Y}", first=first, last=last)

    # --- the firm ------------------------------------------------------------------------------------------

    def _check_firm(self, line: Line, cvr: str, p_number: str, is_public: bool) -> None:
        name = line.values.get("firm", "")
        if firm := self.known.firms.get(cvr):
            self._note_name(line, cvr, name, firm)
        elif new := self.plan.firms.get(cvr):
            if name and name != new.name and cvr not in self.firms_noted:
                self.firms_noted.add(cvr)
                self.note(line, "firm", "firm_name_first", name, name=new.name, other=new.row)
        else:
            if not name:
                self.note(line, "firm", "firm_unnamed")
            industry = line.values.get("industry", "")
            self.plan.firms[cvr] = NewFirm(name or f"CVR {cvr}", is_public, industry, line.number)
        if p_number:
            self._check_workplace(line, cvr, p_number)

    def _note_name(self, line: Line, cvr: str, name: str, firm: Firm) -> None:
        if name and name != firm.name and cvr not in self.firms_noted:
            self.firms_noted.add(cvr)
            self.note(line, "firm", "firm_name_kept", name, name=firm.name)

    def _check_workplace(self, line: Line, cvr: str, p_number: str) -> None:
        _, owner = self.known.workplaces.get(p_number, (None, self.plan.workplaces.get(p_number, cvr)))
        if owner != cvr:
            self.note(line, "p_number", "p_number_elsewhere", cvr=owner)
        elif p_number not in self.known.workplaces:
            self.plan.workplaces[p_number] = cvr

    # --- all of a citizen's courses ----------------------------------------------------------------------------

    def _note_overlaps(self, lines: list[Line], plan: PersonPlan, known: Person | None) -> None:
        """Courses of the sheet and those of the case that the sheet does not name, in order of their start."""
        by_row = {line.number: line for line in lines}
        named = {course.start_on for course in plan.courses}
        spans = [(*course.span, course.row) for course in plan.courses if course.span]
        for start_on, course in (known.courses if known else {}).items():
            span = None if start_on in named else _span(start_on, course.facts)
            if span:
                spans.append((*span, 0))
        spans.sort()
        latest = spans[0] if spans else None
        for span in spans[1:]:
            if span[0] <= latest[1]:
                self._note_overlap(by_row, latest, span, known)
            if span[1] > latest[1]:
                latest = span

    def _note_overlap(self, by_row: dict[int, Line], first, second, known: Person | None) -> None:
        """first and second: (first day, last day, row); a row of 0 is a course of the case."""
        rows = sorted((first[2], second[2]))
        if first[0] == second[0] or rows[1] == 0:
            return  # the same start twice is told already; what the case has overlaps nothing of its own
        line = by_row[rows[1]]
        starts = f"{line.start_on:%d-%m-%Y}"
        if rows[0]:
            self.note(line, "start_on", "overlaps_row", starts, other=rows[0])
        else:
            other_on = first[0] if first[2] == 0 else second[0]
            details = {"case": known.case_number, "start": f"{other_on:%d-%m-%Y}"}
            self.note(line, "start_on", "overlaps_case", starts, **details)

    def _count(self, lines: list[Line], lead: Line, plan: PersonPlan) -> None:
        by_row = {course.row: course for course in plan.courses}
        for line in lines:
            course = by_row.get(line.number)
            is_new = course.known is None if course else plan.known is None
            if is_new:
                self.plan.new_rows.add(line.number)
                if course:
                    self.plan.new_rows_with_course.add(line.number)
            changes = list(self._changes(line, line is lead, plan, course))
            if changes and not is_new:
                self.plan.changed_rows.add(line.number)
            self.plan.changes += changes

    @staticmethod
    def _changes(line: Line, is_lead: bool, plan: PersonPlan, course: CoursePlan | None) -> Iterable[Change]:
        def changed(before: Mapping, after: Mapping) -> Iterable[Change]:
            for key, value in after.items():
                if value != before[key]:
                    yield Change(line.number, plan.known.case_number, key, before[key], value)

        if is_lead and plan.is_changed:
            yield from changed(plan.known.facts, plan.facts)
            yield from changed({"coordinator": plan.known.coordinator_id}, {"coordinator": plan.coordinator_id})
        if course and course.is_changed:
            yield from changed(course.known.facts, course.facts)
            before = {"cvr": course.known.cvr, "p_number": course.known.p_number}
            yield from changed(before, {"cvr": course.cvr, "p_number": course.p_number})
