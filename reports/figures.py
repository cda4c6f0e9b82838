"""The manager's figures: eight reports, each one function and one list of rows. The page, the command and the files
show the same rows.

A row says: of these groups, this value has `count` of `of`. Everything is read inside the municipality's tenant; the
counting is done by the database, but for the target group, whose rule is law and lives in igu.rules.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import inf

from django.db import connection
from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_noop as _

from cases.course.access import first_firm
from cases.models import Agreement, Case, Citizen
from cases.scales.progress import progress_of, standing_of
from cases.words import Ending, Outcome, Stage
from followup.models import Answer, FollowUp
from followup.services import PORTAL_MONTH
from igu.accounts.models import CASE_WORKERS, Membership
from igu.audit.log import note_reads
from igu.audit.models import Look
from igu.rules import eligibility

HEAD = ("group", "value", "count", "share", "of")
BANDS = ((18, 25), (25, 30), (30, 35), (35, 40), (40, 45), (45, 50))
ENDINGS = {
    Ending.COMPLETED: "gennemført",
    Ending.POSITIVE_JOB: "positivt frafald job",
    Ending.POSITIVE_EDUCATION: "positivt frafald uddannelse",
    Ending.NEGATIVE: "negativt frafald",
    Ending.NEVER_STARTED: "aldrig startet",
    Ending.MOVED: "flyttet",
}
OUTCOMES = {
    Outcome.JOB: "job",
    Outcome.SMALL_JOB: "job under 18,5 t",
    Outcome.EDUCATION: "uddannelse",
    Outcome.UNEMPLOYED: "ledig",
    Outcome.UNKNOWN: "ukendt",
}
NOBODY = "uden koordinator"
CHANGES = ("ingen skift", "ét skift", "flere skift")
# Days from the opening of a case at most.
WAITS = {14: "inden 14 dage", 30: "15-30 dage", 90: "31-90 dage", inf: "over 90 dage"}
NO_FIRM = "endnu ingen"


@dataclass(frozen=True, slots=True)
class Row:
    """`share` is percent with one decimal, None where there is nothing to share."""

    group: str
    value: str
    count: int
    of: int

    @property
    def share(self) -> Decimal | None:
        if not self.of:
            return None
        return (Decimal(self.count) * 100 / self.of).quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def cells(self) -> tuple:
        return (self.group, self.value, self.count, self.share, self.of)


@dataclass(frozen=True, slots=True)
class Period:
    """Both days belong to it; `on` is the day from which the past is told."""

    first: dt.date
    last: dt.date
    on: dt.date


def demographics(actor, period: Period) -> list[Row]:
    """Courses that start in the period, by sex, age at the start, sector and origin."""
    counts = _starts_by(actor, period)
    sexes, sectors, origins, ages = counts["sex"], counts["sector"], counts["origin"], Counter()
    for age, count in counts["age"].items():
        ages[band_of(int(age))] += count
    of = sum(ages.values())
    return [
        Row("total", "", of, of),
        *(Row("sex", sex, sexes[sex], of) for sex in ("mand", "kvinde")),
        *(Row("age", band_name(band), ages[band], of) for band in BANDS),
        *(Row("sector", sector, sectors[sector], of) for sector in ("offentlig", "privat")),
        *(Row("origin", origin, count, of) for origin, count in sorted(origins.items())),
    ]


# Each group is counted by itself, so that nobody's own row leaves the database. Whoever is born on 29 February has the
# birthday on the 28th in a common year, as in igu.rules.months.age_on: PostgreSQL clips an interval of years like that.
STARTS = """
WITH started AS (
  SELECT c.sex, c.birth_on, a.start_on, a.is_public, c.origin,
         (extract(year FROM a.start_on) - extract(year FROM c.birth_on))::int AS years
    FROM cases_agreement a JOIN cases_citizen c ON c.id = a.citizen_id
   WHERE a.municipality_id = %(municipality)s AND a.ending <> 'never_started'
     AND a.start_on BETWEEN %(first)s AND %(last)s
)
SELECT 'sex', sex, count(*) FROM started GROUP BY 2
 UNION ALL
SELECT 'sector', CASE WHEN is_public THEN 'offentlig' ELSE 'privat' END, count(*) FROM started GROUP BY 2
 UNION ALL
SELECT 'origin', COALESCE(NULLIF(origin, ''), 'ukendt'), count(*) FROM started GROUP BY 2
 UNION ALL
SELECT 'age', (years - (birth_on + make_interval(years => years) > start_on)::int)::text, count(*)
  FROM started GROUP BY 2
"""


def _starts_by(actor, period: Period) -> dict[str, Counter]:
    """How many start in the period: group → value → count."""
    found = defaultdict(Counter)
    with connection.cursor() as cursor:
        values = {"municipality": actor.municipality_id, "first": period.first, "last": period.last}
        cursor.execute(STARTS, values)
        for group, value, count in cursor.fetchall():
            found[group][value] = count
    return found


def band_of(age: int) -> tuple[int, int] | None:
    return next((band for band in BANDS if band[0] <= age < band[1]), None)


def band_name(band: tuple[int, int]) -> str:
    return f"{band[0]}–{band[1]}"


def outcomes(actor, period: Period) -> list[Row]:
    """Courses that ended in the period by ending, then where those are who have been asked after 6 and 12 months."""
    ended = (
        Agreement.objects.exclude(ending="")
        .annotate(last_on=Coalesce("ended_on", "end_on"))
        .filter(last_on__range=(period.first, period.last))
    )
    found = list(ended.values_list("ending", "outcome_6", "outcome_12").annotate(n=Count("id")).order_by())
    by_ending = _summed(found, 0)
    of = by_ending.total()
    rows = [Row("ending", name, by_ending[code], of) for code, name in ENDINGS.items()]
    for group, place in (("after 6 months", 1), ("after 12 months", 2)):
        answers = _summed([row for row in found if row[place]], place)
        asked = answers.total()
        rows += [Row(group, name, answers[code], asked) for code, name in OUTCOMES.items()]
        rows.append(Row(group, "besvaret", asked, of))
    return rows


def _summed(found: list[tuple], place: int) -> Counter:
    """The count, last in each row, by what stands at `place`."""
    total = Counter()
    for row in found:
        total[row[place]] += row[-1]
    return total


def caseload(actor, period: Period) -> list[Row]:
    """Open cases and follow-ups of each coordinator on the day, and how many of the follow-ups are late."""
    running = Q(stage__in=[Stage.RUNNING, Stage.PAUSED, Stage.FINAL])
    cases = {
        row[0]: row[1:]
        for row in Case.objects.filter(closed_on=None)
        .order_by()
        .values("coordinator")
        .annotate(all=Count("id"), running=Count("id", filter=running))
        .values_list("coordinator", "all", "running")
    }
    waiting = {
        row[0]: row[1:]
        for row in FollowUp.objects.waiting()
        .filter(due_on__lte=period.on + dt.timedelta(days=14))
        .order_by()
        .values("case__coordinator")
        .annotate(all=Count("id"), late=Count("id", filter=Q(due_on__lt=period.on)))
        .values_list("case__coordinator", "all", "late")
    }
    people = names_of(actor, set(cases) | set(waiting), period.on)
    totals = [sum(row[0] for row in cases.values()), sum(row[1] for row in cases.values())]
    due = [sum(row[0] for row in waiting.values()), sum(row[1] for row in waiting.values())]
    nothing = (0, 0)
    return [
        *(Row("cases", name, cases.get(id_, nothing)[0], totals[0]) for id_, name in people),
        *(Row("running agreements", name, cases.get(id_, nothing)[1], totals[1]) for id_, name in people),
        *(Row("follow-ups", name, waiting.get(id_, nothing)[0], due[0]) for id_, name in people),
        *(Row("late", name, waiting.get(id_, nothing)[1], due[1]) for id_, name in people),
    ]


def names_of(actor, ids: set, on: dt.date) -> list[tuple]:
    """(membership, name) of everybody who has cases or could have; nobody last."""
    people = Membership.objects.filter(municipality_id=actor.municipality_id).filter(
        Q(id__in=[id_ for id_ in ids if id_]) | Q(id__in=Membership.objects.current(on).filter(role=CASE_WORKERS[0]))
    )
    named = list(people.order_by("user__name", "id").values_list("id", "user__name"))
    return named + ([(None, NOBODY)] if None in ids else [])


def ontime(actor, period: Period) -> list[Row]:
    """Follow-ups that were due in the period and are judged by now: how many were done by their date, per kind.

    What may be waived counts only when it was done: a missed call of the fourth month or later is no fault.
    """
    judged = FollowUp.objects.exclude(key__in=["", PORTAL_MONTH]).exclude(answer=Answer.WAIVED)
    judged = judged.exclude(may_waive=True, done_at=None).filter(
        Q(due_on__lt=period.on) | Q(done_at__isnull=False), due_on__range=(period.first, period.last)
    )
    in_time = Count("id", filter=Q(done_on__lte=F("due_on")) & ~Q(answer=Answer.NOT_REACHED))
    found = judged.order_by("key").values("key").annotate(done=in_time, of=Count("id"))
    return [Row("on time", row["key"], row["done"], row["of"]) for row in found]


def targetgroup(actor, period: Period) -> list[Row]:
    """Citizens of open cases without an agreement by what the law says on the day, and who loses the chance when."""
    without = Case.objects.filter(closed_on=None, agreement=None).values("citizen")
    citizens = list(Citizen.objects.filter(id__in=without))
    note_reads(actor, [citizen.id for citizen in citizens], kind=Look.LIST, route="report_targetgroup")
    people = [citizen.as_rule_input() for citizen in citizens]
    decisions = Counter(eligibility.judge(person, period.on).decision for person in people)
    closings = [closing for person in people if (closing := eligibility.last_start(person, period.on))]
    lost = Counter((f"{closing.last_on:%Y-%m}", str(closing.reason)) for closing in closings)
    return [
        *(Row("decision", str(decision), decisions[decision], len(people)) for decision in eligibility.Decision),
        *(
            Row("last start", f"{month} {reason}", count, len(closings))
            for (month, reason), count in sorted(lost.items())
        ),
    ]


def progress(actor, period: Period) -> list[Row]:
    """By statement: how many stand higher at their last answer in the period than at their first."""
    found = progress_of(actor.municipality_id, period.first, period.last)
    return [Row(one.scale, one.statement, one.moved, one.of) for one in found]


def standing(actor, period: Period) -> list[Row]:
    """By statement and step: how many of the newest answers in the period name the step (VEJ-01, X-14)."""
    return [
        Row(f"{one.scale}: {one.statement}", step, count, sum(count for _step, count in one.counts))
        for one in standing_of(actor.municipality_id, period.first, period.last)
        for step, count in one.counts
    ]


def course(actor, period: Period) -> list[Row]:
    """Cases by changes of coordinator (ODE-10), and those opened in the period by days to the first firm (HIL-05)."""
    there = Case.objects.filter(opened_on__lte=period.last).filter(
        Q(closed_on=None) | Q(closed_on__gte=period.first), coordinator__isnull=False
    )
    changes = Count("handovers", filter=Q(handovers__is_second=False, handovers__from_member__isnull=False))
    changed = Counter(min(case["n"], 2) for case in there.annotate(n=changes).values("n"))
    opened = Case.objects.filter(opened_on__range=(period.first, period.last)).annotate(met_on=first_firm())
    waits = Counter(_band_of(*days) for days in opened.values_list("opened_on", "met_on"))
    return [
        *(Row("continuity", value, changed[n], changed.total()) for n, value in enumerate(CHANGES)),
        *(Row("first firm", value, waits[value], waits.total()) for value in (*WAITS.values(), NO_FIRM)),
    ]


def _band_of(opened_on: dt.date, met_on: dt.date | None) -> str:
    if met_on is None:
        return NO_FIRM
    return next(band for most, band in WAITS.items() if (met_on - opened_on).days <= most)


Report = Callable[[object, Period], Iterable[Row]]
REPORTS: dict[str, Report] = {
    "demographics": demographics,
    "outcomes": outcomes,
    "caseload": caseload,
    "ontime": ontime,
    "targetgroup": targetgroup,
    "progress": progress,
    "standing": standing,
    "course": course,
}
TITLES = {
    "demographics": _("Who started"),
    "outcomes": _("Outcomes"),
    "caseload": _("Cases per coordinator"),
    "ontime": _("On time"),
    "targetgroup": _("Target group, and who loses the chance when"),
    "progress": _("Progress on the scales"),
    "standing": _("Where people stand on the scales"),
    "course": _("The same coordinator, and the first firm"),
}
