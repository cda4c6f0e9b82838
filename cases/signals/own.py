"""The signals that `cases` itself can see: absence, silence, nothing running, low answers, many changes of responsible.

The thresholds are ours (O): where a seed names the practice but no number. They are said with each signal.
"""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.definitions.access import content_of
from cases.models import Absence, Activity, Attendance, Case, Measurement
from cases.scales.content import KIND as SCALE
from cases.scales.content import Scale
from cases.signals.sources import Found, Source
from cases.words import Cause, HandoverReason, Presence, Stage
from igu.accounts.models import Municipality

EPOCH = dt.date(2000, 1, 1)
ABSENCE_WINDOW, ABSENCE_SPELLS, ABSENCE_DAYS = dt.timedelta(days=90), 3, 20
MISSED_WINDOW, MISSED_DAYS = dt.timedelta(days=30), 3
AGREED = (Cause.HOLIDAY, Cause.LAWFUL, Cause.MATERNITY, Cause.ADOPTION, Cause.BEREAVEMENT)
FRESH = dt.timedelta(days=7)  # a case that was opened this week is not inactive
CHANGES_WINDOW, CHANGES = dt.timedelta(days=180), 2
LOW = 0.3  # of the way from the lowest answer to the highest: the two lowest of five, or of seven


def days_from_epoch(day: dt.date) -> int:
    return (day - EPOCH).days


def _of_these(rows, case_ids, name="case_id"):
    return rows if case_ids is None else rows.filter(**{f"{name}__in": case_ids})


def _open_cases(municipality_id, case_ids):
    rows = Case.objects.filter(municipality_id=municipality_id, closed_on=None).order_by("id")
    return _of_these(rows, case_ids, "id")


# --- absence (SKI-05) ------------------------------------------------------------------------------


def find_absence(municipality_id: UUID, today: dt.date, case_ids: Sequence[UUID] | None) -> list[Found]:
    """Three spells or twenty days within 90 days, or three missed days of activities within 30. Leave is none."""
    since = today - ABSENCE_WINDOW
    spells = Absence.objects.filter(municipality_id=municipality_id, case__closed_on=None, from_on__lte=today)
    spells = spells.filter(Q(to_on=None) | Q(to_on__gte=since)).exclude(cause__in=AGREED)
    by_case: dict[UUID, list] = {}
    for case_id, from_on, to_on in _of_these(spells, case_ids).values_list("case_id", "from_on", "to_on"):
        by_case.setdefault(case_id, []).append(
            (max(from_on, since), min(to_on or today, today), from_on, to_on is None)
        )
    missed = Attendance.objects.filter(
        municipality_id=municipality_id,
        presence=Presence.ABSENT,
        held_on__range=(today - MISSED_WINDOW, today),
        activity__case__closed_on=None,
    )
    missed_by: dict[UUID, list] = {}
    rows = _of_these(missed, case_ids, "activity__case_id").values_list("activity__case_id", "held_on")
    for case_id, held_on in rows:
        missed_by.setdefault(case_id, []).append(held_on)
    found = [
        _absence(case_id, by_case.get(case_id, []), missed_by.get(case_id, []))
        for case_id in sorted(by_case.keys() | missed_by.keys())
    ]
    return [one for one in found if one]


def _absence(case_id, spells, missed) -> Found | None:
    length = sum((last - first).days + 1 for first, last, _from_on, _runs in spells)
    if len(spells) < ABSENCE_SPELLS and length < ABSENCE_DAYS and len(missed) < MISSED_DAYS:
        return None
    newest = max([from_on for _first, _last, from_on, _runs in spells] + missed)
    goes_on = any(runs for *_days, runs in spells)
    # a long spell that goes on is news every fourth week
    mark = days_from_epoch(newest) + (length // 28 if goes_on else 0)
    facts = {"spells": len(spells), "days": length, "missed": len(missed), "goes_on": goes_on}
    return Found(case_id, mark, newest, facts)


def say_absence(facts: dict) -> str:
    said = []
    if facts.get("spells"):
        words = ngettext(
            "Away once in 90 days, %(days)s days in all",
            "Away %(spells)s times in 90 days, %(days)s days in all",
            facts["spells"],
        ) % {"spells": facts["spells"], "days": facts.get("days", 0)}
        said.append(f"{words}, {_('and it goes on')}" if facts.get("goes_on") else words)
    if facts.get("missed"):
        said.append(
            ngettext(
                "%(n)s day of an activity missed in 30 days",
                "%(n)s days of activities missed in 30 days",
                facts["missed"],
            )
            % {"n": facts["missed"]}
        )
    return "; ".join(said) + "."


# --- silence ---------------------------------------------------------------------------------------


def find_silence(municipality_id: UUID, today: dt.date, case_ids: Sequence[UUID] | None) -> list[Found]:
    """Nobody has been reached for as many weeks as the municipality says."""
    weeks = Municipality.objects.values_list("no_contact_weeks", flat=True).get(id=municipality_id)
    rows = _open_cases(municipality_id, case_ids).silent(today, weeks)
    found = []
    for case_id, contact_on, opened_on in rows.values_list("id", "last_contact_on", "opened_on"):
        since = contact_on or opened_on
        weeks = (today - since).days // 7
        found.append(
            Found(case_id, days_from_epoch(since) + weeks // 4, since, {"weeks": weeks, "never": not contact_on})
        )
    return found


def say_silence(facts: dict) -> str:
    if facts.get("never"):
        return _("Nobody has been reached since the case was opened %(weeks)s weeks ago.") % facts
    return _("No contact for %(weeks)s weeks.") % facts


# --- nothing running (VEJ-03) ----------------------------------------------------------------------


def find_inactive(municipality_id: UUID, today: dt.date, case_ids: Sequence[UUID] | None) -> list[Found]:
    """No agreement that runs and no activity either: everyone is to be active, else job school."""
    running = Activity.objects.filter(municipality_id=municipality_id, outcome="", start_on__lte=today)
    running = _of_these(running.filter(Q(end_on=None) | Q(end_on__gte=today)), case_ids)
    rows = _open_cases(municipality_id, case_ids).filter(
        stage__in=(Stage.RUN_UP, Stage.BEFORE_START), opened_on__lte=today - FRESH
    )
    rows = rows.exclude(id__in=running.values("case_id"))
    ended = _last_days(municipality_id, today, case_ids)
    found = []
    for case_id, opened_on in rows.values_list("id", "opened_on"):
        since = max(ended.get(case_id, opened_on), opened_on)
        idle = (today - since).days
        found.append(Found(case_id, days_from_epoch(since) + idle // 28, since, {"days": idle}))
    return found


def _last_days(municipality_id, today, case_ids) -> dict:
    rows = Activity.objects.filter(municipality_id=municipality_id, end_on__lt=today)
    last: dict = {}
    for case_id, end_on in _of_these(rows, case_ids).order_by("end_on").values_list("case_id", "end_on"):
        last[case_id] = end_on
    return last


def say_inactive(facts: dict) -> str:
    days = facts.get("days", 0)
    return ngettext(
        "Nothing is going on, for %(n)s day. Job school is a stepping stone.",
        "Nothing is going on, for %(n)s days. Job school is a stepping stone.",
        days,
    ) % {"n": days}


# --- low answers -----------------------------------------------------------------------------------


def find_low_answers(municipality_id: UUID, today: dt.date, case_ids: Sequence[UUID] | None) -> list[Found]:
    """The newest measurement of a scale has an answer near the bottom. What was not answered is not low."""
    rows = Measurement.objects.filter(
        municipality_id=municipality_id, case__closed_on=None, definition__kind=SCALE, measured_on__lte=today
    )
    rows = _of_these(rows, case_ids).select_related("definition")
    rows = rows.order_by("case_id", "definition__key", "-measured_on", "-made_at").distinct(
        "case_id", "definition__key"
    )
    found: dict[UUID, Found] = {}
    for row in rows:
        low = _low(content_of(row.definition), row.answers)
        if low:
            before = found.get(row.case_id)
            day = max(row.measured_on, before.since_on) if before else row.measured_on
            count = low + (before.facts["low"] if before else 0)
            is_newest = not before or row.measured_on >= before.since_on
            scale = row.definition.key if is_newest else before.facts["scale"]
            facts = {"low": count, "on": day.isoformat(), "scale": scale}
            found[row.case_id] = Found(row.case_id, days_from_epoch(day), day, facts)
    return list(found.values())


def _low(scale: Scale, answers: dict) -> int:
    places = [scale.place(answers[line.key]) for line in scale.on_steps if line.key in answers]
    return sum(place is not None and place <= LOW for place in places)


def say_low_answers(facts: dict) -> str:
    words = {"n": facts.get("low", 0), "day": _day(facts.get("on", ""))}
    return ngettext("%(n)s low answer on %(day)s.", "%(n)s low answers on %(day)s.", words["n"]) % words


def anchor_of_scale(facts: dict) -> str:
    return f"#scale-{facts['scale']}" if facts.get("scale") else "#scales-head"


def _day(iso: str) -> str:
    return f"{dt.date.fromisoformat(iso):%d-%m-%Y}" if iso else ""


# --- changes of responsible (ODE-10) ---------------------------------------------------------------

CHANGED = """
WITH moves AS (
  SELECT h.*, lead(h.reason) OVER (PARTITION BY h.case_id ORDER BY h.made_at, h.id) AS then
    FROM cases_handover h
   WHERE h.municipality_id = %(municipality)s AND NOT h.is_second AND {these}
)
SELECT m.case_id, count(*), max(m.handed_on)
  FROM moves m JOIN cases_case c ON c.id = m.case_id AND c.closed_on IS NULL
 WHERE m.from_member_id IS NOT NULL AND m.to_member_id IS NOT NULL
   AND m.reason <> %(back)s AND m.then IS DISTINCT FROM %(back)s
   AND m.handed_on >= %(since)s
 GROUP BY m.case_id HAVING count(*) >= %(changes)s
 ORDER BY m.case_id
"""


def find_changes(municipality_id: UUID, today: dt.date, case_ids: Sequence[UUID] | None) -> list[Found]:
    """Two changes of coordinator or more within half a year: the citizen has told it all over again.

    A handover that was taken back has changed nothing: neither it nor its taking back counts.
    """
    since, back = today - CHANGES_WINDOW, HandoverReason.TAKEN_BACK.value
    values = {"municipality": municipality_id, "since": since, "changes": CHANGES, "back": back}
    these = "TRUE"
    if case_ids is not None:
        these, values["ids"] = "h.case_id = ANY(%(ids)s::uuid[])", [str(id_) for id_ in case_ids]
    with connection.cursor() as cursor:
        cursor.execute(CHANGED.format(these=these), values)
        rows = cursor.fetchall()
    return [Found(case_id, days_from_epoch(day) + count, day, {"changes": count}) for case_id, count, day in rows]


def say_changes(facts: dict) -> str:
    return _("%(changes)s changes of coordinator within half a year.") % facts


SOURCES = (
    Source("inactive", gettext_lazy("Not active"), find_inactive, say_inactive, "activities_panel", 10),
    Source("absence", gettext_lazy("Absence"), find_absence, say_absence, "activities_panel", 20),
    Source("no_contact", gettext_lazy("No contact"), find_silence, say_silence, "follow_up_panel", 40),
    Source(
        "low_answers", gettext_lazy("Low answers"), find_low_answers, say_low_answers, "goal_panel", 60, anchor_of_scale
    ),
    Source(
        "responsible",
        gettext_lazy("Changes of coordinator"),
        find_changes,
        say_changes,
        "course_panel",
        70,
        lambda facts: "#following-head",
    ),
)
