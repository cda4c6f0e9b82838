"""Activities and absence in the picture of two years, with one query each."""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from cases.activities import absence, access
from cases.timeline import Item, Lane, Look
from cases.words import Cause
from igu.web import days


def activities(case, today: dt.date) -> Iterator[Item]:
    """The run-up stands before the work, in its lane; everything else has a lane of its own."""
    for activity in access.with_kind(case):
        is_run_up = access.kind_of(activity).is_run_up and activity.start_on < _start_of(case)
        name, until = activity.name, days.plain(activity.end_on) if activity.end_on else _("goes on")
        yield Item(
            Lane.WORK if is_run_up else Lane.ACTIVITY,
            Look.RUN_UP if is_run_up else Look.ACTIVITY,
            activity.start_on,
            f"{name}, {days.plain(activity.start_on)} – {until}",
            name,
            activity.end_on or max(today, activity.start_on),
        )


def _start_of(case) -> dt.date:
    return case.agreement.start_on if case.agreement else dt.date.min


def absences(case, today: dt.date) -> Iterator[Item]:
    """Spells of absence; below the picture what the law says about long sickness."""
    found = access.absences_of(case)
    note = absence.extension_in_words(found, case.agreement, today)
    for one in found:
        length = absence.length_in_words(absence.length_of(one, today))
        cause = Cause(one.cause).label if one.cause in Cause.values else one.cause
        until = one.to_on or max(today, one.from_on)
        title = f"{cause}, {length}, {days.plain(one.from_on)} – {days.plain(until)}"
        yield Item(Lane.ABSENCE, Look.ABSENCE, one.from_on, title, f"{cause} {length}", until, note)
