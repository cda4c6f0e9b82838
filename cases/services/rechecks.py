"""The target group is judged again as of the day on which an agreement begins: until then somebody is asked to."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from cases.hooks import Dated, DueDate, dates_of_many_changed
from cases.models import Agreement, Assessment, Citizen
from igu.audit.log import note_reads
from igu.audit.models import Look
from igu.rules.words import gettext_noop

KEY = "target_group"
WHAT = gettext_noop("Check the target group as of the start date")
WHY = gettext_noop("The law asks about the day on which the agreement begins")
AHEAD = dt.timedelta(days=14)  # ours: time for a paper that is missing


def follow_starts(actor, agreements: Sequence[Agreement], *, today: dt.date) -> None:
    """Ask for a judgement of each start that lies ahead and has none that still holds; no more where it has one.

    A start that has passed meanwhile goes on being asked for, but is not asked for anew: nothing can be decided by it.
    """
    judged = _judged(actor, [agreement for agreement in agreements if not agreement.ending])
    records = [_dated(one, judged=one.id in judged) for one in agreements if _speaks(one, judged, today)]
    if records:
        dates_of_many_changed(actor, records)


def start_is_judged(actor, case_id: UUID, start_on: dt.date) -> None:
    """Somebody has judged this day for the case: its agreement asks for it no more."""
    agreements = list(Agreement.objects.filter(case_id=case_id, start_on=start_on))
    if agreements:
        dates_of_many_changed(actor, [_dated(agreement, judged=True) for agreement in agreements])


def _speaks(agreement, judged, today) -> bool:
    return bool(agreement.ending) or agreement.id in judged or agreement.start_on >= today


def _dated(agreement: Agreement, *, judged: bool) -> Dated:
    due = DueDate(KEY, agreement.start_on - AHEAD, WHAT, "team", "deadline", WHY)
    return Dated(agreement.case_id, f"{KEY}:{agreement.id}", () if judged or agreement.ending else (due,))


def _judged(actor, agreements: Sequence[Agreement]) -> set[UUID]:
    """Those whose first day has been judged, by facts that the law would answer the same to today."""
    if not agreements:
        return set()
    by_start: dict[tuple, Assessment] = {}
    for one in Assessment.objects.of_cases([agreement.case_id for agreement in agreements]):
        by_start.setdefault((one.about_id, one.start_on), one)
    others = {one.citizen_id for one in by_start.values()} - {agreement.citizen_id for agreement in agreements}
    note_reads(actor, list(others), kind=Look.JOB, route="rechecks")
    found = {agreement: by_start.get((agreement.case_id, agreement.start_on)) for agreement in agreements}
    citizens = Citizen.objects.in_bulk({agreement.citizen_id for agreement, one in found.items() if one})
    return {agreement.id for agreement, one in found.items() if one and one.still_holds(citizens[agreement.citizen_id])}
