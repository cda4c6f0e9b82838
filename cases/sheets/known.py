"""What the municipality has already, as far as a sheet needs it to be checked: plain values, no database."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Course:
    """An agreement. facts: its fields that a sheet holds, by column; cvr and p_number of its firm."""

    id: UUID
    facts: Mapping[str, Any]
    cvr: str
    p_number: str


@dataclass(frozen=True, slots=True)
class Person:
    """A citizen with a case. facts: fields of the citizen, by column. courses: by start date."""

    citizen_id: UUID
    case_id: UUID
    case_number: str
    is_closed: bool
    coordinator_id: UUID | None
    facts: Mapping[str, Any]
    courses: Mapping[dt.date, Course] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Firm:
    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Known:
    """people: by CPR number. coordinators: memberships by small e-mail address. workplaces: P-number → CVR number.
    hidden: CPR number → case, of those whom the reader may not know of."""

    people: Mapping[str, Person] = field(default_factory=dict)
    coordinators: Mapping[str, UUID] = field(default_factory=dict)
    firms: Mapping[str, Firm] = field(default_factory=dict)
    workplaces: Mapping[str, tuple[UUID, str]] = field(default_factory=dict)
    hidden: Mapping[str, UUID] = field(default_factory=dict)
