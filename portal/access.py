"""The wall of the portal: an employer user sees these fields of the own firm's trainees and nothing else (P7).

Every query names its columns. What is not named here cannot reach a template: no CPR number, birth date, address,
residence basis, language level, note, answer or reason, no other firm, no other firm's trainee. What a coordinator
wrote in a follow-up is not for the firm either: it is asked for deadlines by key, in words of the portal's own.
"""

import datetime as dt
from dataclasses import dataclass, field, replace
from decimal import Decimal
from uuid import UUID

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.http import Http404

from cases.models import Agreement
from education.models import LineStatus, PlanLine
from employers.models import Employer
from followup.models import Answer, FollowUp
from followup.services import PORTAL_MONTH, month_number
from igu.accounts.models import Municipality
from igu.audit.log import note_reads
from igu.audit.models import Look
from igu.rules import statute

SHOWN_AFTER_END = dt.timedelta(days=30)
ASKED_AHEAD = dt.timedelta(days=60)
WHOLE_DAY = 5  # teaching hours a weekday from which a course fills the day
SATURDAY = 5
FIRMS_OWN = ("vitas_agreement", "vitas_plan", "certificate")  # the deadlines that are the firm's to keep


@dataclass(frozen=True, slots=True)
class Course:
    title: str
    provider: str
    start_on: dt.date
    end_on: dt.date
    status: str
    hours: Decimal

    @property
    def is_cancelled(self) -> bool:
        return self.status == LineStatus.CANCELLED

    @property
    def fills_the_day(self) -> bool:
        """A plan line has a period and hours, no timetable: Danish twice a week does not fill its weeks."""
        span = (self.end_on - self.start_on).days + 1
        weekdays = sum((self.start_on + dt.timedelta(days=n)).weekday() < SATURDAY for n in range(span))
        return self.hours >= WHOLE_DAY * max(weekdays, 1)


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
    is_protected: bool = False
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

    def is_running(self, today: dt.date) -> bool:
        return self.start_on <= today <= self.end_on

    def state(self, today: dt.date) -> str:
        """`before`, `school`, `some_days` (of a course), `work` or `over` on that day."""
        if today < self.start_on:
            return "before"
        if today > self.end_on:
            return "over"
        course = self.next_course(today)
        if not course or course.start_on > today:
            return "work"
        return "school" if course.fills_the_day else "some_days"


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something the firm has to do."""

    agreement_id: UUID
    key: str
    due_on: dt.date


COURSE = ("title", "provider", "start_on", "end_on", "status", "hours")
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
    "case__is_protected",
)


def firm_of(actor) -> tuple[str, str]:
    """The names of the firm (empty when it is no more) and of the municipality."""
    rows = Employer.objects.filter(municipality_id=actor.municipality_id, id=_firm_id(actor))
    return rows.values_list("name", flat=True).first() or "", actor.municipality_name


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
    trainees = {row[0]: _without_places(Trainee(*("" if v is None else v for v in row))) for row in rows}
    lines = PlanLine.objects.filter(agreement__in=trainees).order_by("start_on", "title", "id")
    for agreement_id, *course in lines.values_list("agreement_id", *COURSE):
        trainee = trainees[agreement_id]
        trainee.courses.append(_elsewhere(Course(*course)) if trainee.is_protected else Course(*course))
    note_reads(
        actor,
        [trainee.citizen_id for trainee in trainees.values()],
        kind=Look.READ,
        route=request.resolver_match.view_name,
        request_id=request.id,
    )
    return list(trainees.values())


def _without_places(trainee: Trainee) -> Trainee:
    """Of a protected trainee no place is shown: not where the work is, and not where the school is."""
    return replace(trainee, workplace="") if trainee.is_protected else trainee


def _elsewhere(course: Course) -> Course:
    return replace(course, provider="")


def trainee_for(request, agreement_id, today: dt.date) -> Trainee:
    """One of the firm's trainees. 404 for every other."""
    for trainee in trainees_of(request, today):
        if trainee.agreement_id == agreement_id:
            return trainee
    raise Http404


def deadlines_of(actor, today: dt.date) -> list[Deadline]:
    """What the firm has to do within two months."""
    rows = FollowUp.objects.filter(
        municipality_id=actor.municipality_id,
        agreement__in=_agreements_of(actor),
        key__in=FIRMS_OWN,
        done_at=None,
        due_on__lte=today + ASKED_AHEAD,
    )
    return [Deadline(*row) for row in rows.order_by("due_on", "key", "id").values_list("agreement_id", "key", "due_on")]


def answers_of_month(actor, today: dt.date) -> dict[UUID, bool]:
    """Of which trainees the firm has said this month that it goes well, or that it wants a call."""
    rows = FollowUp.objects.filter(
        municipality_id=actor.municipality_id,
        agreement__in=_agreements_of(actor),
        key=PORTAL_MONTH,
        turn=month_number(today),
    )
    return {agreement_id: answer == Answer.GOOD for agreement_id, answer in rows.values_list("agreement_id", "answer")}


def agreement_for(request, agreement_id, today: dt.date) -> Agreement:
    """What the service needs to note an answer: the agreement of a trainee who is at work. 404 for every other."""
    if not trainee_for(request, agreement_id, today).is_running(today):
        raise Http404
    return _agreements_of(request.actor).only("id", "municipality_id", "case_id").get(id=agreement_id)


def coordinator_phone(actor) -> str:
    """The team's own number, for trainees whose case has no coordinator."""
    return Municipality.objects.filter(id=actor.municipality_id).values_list("phone", flat=True)[0]


def _agreements_of(actor):
    return Agreement.objects.filter(
        Q(case__closed_on=None) | Q(case__closed_on__gte=F("start_on")),
        municipality_id=actor.municipality_id,
        employer_id=_firm_id(actor),
    ).exclude(ending="never_started")


def _firm_id(actor) -> UUID | None:
    """The employer that the membership is for; a membership without one sees no trainee."""
    try:
        return UUID(actor.scope)
    except ValueError:
        return None
