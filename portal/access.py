"""The wall of the portal: an employer user sees these fields of the own firm's trainees and nothing else (P7).

Every query names its columns. What is not named here cannot reach a template: no CPR number, birth date, address,
residence basis, language level, note, answer or reason, no other firm, no other firm's trainee.
"""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.http import Http404

from cases.models import Agreement
from education.models import LineStatus, PlanLine
from employers.models import Employer
from followup.models import FollowUp, Kind, Party
from igu.accounts.models import Municipality
from igu.audit.log import note_reads
from igu.audit.models import Look
from igu.rules import statute

SHOWN_AFTER_END = dt.timedelta(days=30)
ASKED_AHEAD = dt.timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Course:
    title: str
    provider: str
    start_on: dt.date
    end_on: dt.date
    status: str

    @property
    def is_cancelled(self) -> bool:
        return self.status == LineStatus.CANCELLED


@dataclass(frozen=True, slots=True)
class Trainee:
    """What a firm may know about its own trainee."""

    agreement_id: UUID
    citizen_id: UUID  # for the read log alone
    first_name: str
    last_name: str
    workplace: str
    start_on: dt.date
    end_on: dt.date
    hours_done: Decimal
    coordinator: str
    coordinator_phone: str
    courses: list[Course] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def required_hours(self) -> int:
        law = statute.statute_for(self.start_on) or statute.V6
        return law.school.counted_hours

    def next_course(self, today: dt.date) -> Course | None:
        coming = (course for course in self.courses if course.end_on >= today and not course.is_cancelled)
        return next(coming, None)

    def state(self, today: dt.date) -> str:
        """`before`, `school`, `work` or `over` on that day."""
        if today < self.start_on:
            return "before"
        if today > self.end_on:
            return "over"
        course = self.next_course(today)
        return "school" if course and course.start_on <= today else "work"


@dataclass(frozen=True, slots=True)
class Ask:
    """Something the firm has to do, or is asked."""

    follow_up_id: UUID
    agreement_id: UUID
    key: str
    what: str
    due_on: dt.date
    is_called: bool


TRAINEE = (
    "id",
    "citizen_id",
    "citizen__first_name",
    "citizen__last_name",
    "workplace__name",
    "start_on",
    "last_on",
    "case__counted_hours",
    "case__coordinator__user__name",
    "case__coordinator__phone",
)


def firm_of(actor) -> tuple[str, str]:
    """The names of the firm and of the municipality. 404 when the firm is no more."""
    name = Employer.objects.filter(municipality_id=actor.municipality_id, id=actor.scope).values_list("name", flat=True)
    if not (found := name.first()):
        raise Http404
    return found, actor.municipality_name


def trainees_of(request, today: dt.date) -> list[Trainee]:
    """The firm's running and coming trainees, and those whose agreement ended less than a month ago."""
    actor = request.actor
    rows = (
        _agreements_of(actor)
        .annotate(last_on=Coalesce("ended_on", "end_on"))
        .filter(last_on__gte=today - SHOWN_AFTER_END)
        .order_by("start_on", "id")
        .values_list(*TRAINEE)
    )
    trainees = {row[0]: Trainee(*("" if value is None else value for value in row)) for row in rows}
    lines = PlanLine.objects.filter(agreement__in=trainees).order_by("start_on", "title", "id")
    for agreement_id, *course in lines.values_list("agreement_id", "title", "provider", "start_on", "end_on", "status"):
        trainees[agreement_id].courses.append(Course(*course))
    note_reads(
        actor,
        [trainee.citizen_id for trainee in trainees.values()],
        kind=Look.READ,
        route=request.resolver_match.view_name,
        request_id=request.id,
    )
    return list(trainees.values())


def trainee_for(request, agreement_id, today: dt.date) -> Trainee:
    """One of the firm's trainees. 404 for every other."""
    for trainee in trainees_of(request, today):
        if trainee.agreement_id == agreement_id:
            return trainee
    raise Http404


def deadlines_of(actor, today: dt.date) -> list[Ask]:
    """What the firm has to do within two months."""
    return _asks(actor, kind=Kind.DEADLINE, due_on__lte=today + ASKED_AHEAD)


def questions_of(actor, today: dt.date) -> list[Ask]:
    """One question a trainee and month: the call of this month that nobody has made yet."""
    asks = _asks(actor, kind=Kind.CONTACT, due_on__lte=_end_of_month(today), due_on__gte=today - ASKED_AHEAD)
    return list({ask.agreement_id: ask for ask in reversed(asks)}.values())


def _asks(actor, **limits) -> list[Ask]:
    rows = (
        FollowUp.objects.filter(
            municipality_id=actor.municipality_id,
            agreement__in=_agreements_of(actor),
            party=Party.EMPLOYER,
            done_at=None,
            **limits,
        )
        .order_by("due_on", "key", "id")
        .values_list("id", "agreement_id", "key", "what", "due_on", "is_agreed")
    )
    return [Ask(*row) for row in rows]


def question_for(actor, follow_up_id, today: dt.date) -> Ask:
    """The firm's own open question with that id. 404 for every other."""
    for ask in questions_of(actor, today):
        if ask.follow_up_id == follow_up_id:
            return ask
    raise Http404


def coordinator_phone(actor) -> str:
    """The team's own number, for trainees whose case has no coordinator."""
    return Municipality.objects.filter(id=actor.municipality_id).values_list("phone", flat=True)[0]


def _agreements_of(actor):
    return Agreement.objects.filter(
        Q(case__closed_on=None) | Q(case__closed_on__gte=F("start_on")),
        municipality_id=actor.municipality_id,
        employer_id=actor.scope,
    ).exclude(ending="never_started")


def _end_of_month(day: dt.date) -> dt.date:
    return (day.replace(day=1) + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
