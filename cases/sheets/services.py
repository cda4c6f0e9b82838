"""A sheet is tried or saved: all of its rows, or none."""

import datetime as dt
from uuid import UUID

import pghistory
from django.db import IntegrityError, transaction

from cases.protection import tries
from cases.sheets import writing
from cases.sheets.checking import Checked, check
from cases.sheets.findings import finding
from igu.audit.log import note_reads
from igu.audit.models import Look


def try_out(actor, file_name: str, content: bytes, *, route: str, today: dt.date, **reading) -> Checked:
    """Check a sheet and save nothing. Whom it names among our citizens is in the read log. Raises Refused."""
    checked = check(actor, file_name, content, today=today, **reading)
    tries.note_tries(actor, checked.known.hidden.values(), how=tries.How.IMPORTED, today=today)
    note_reads(actor, _known_ids(checked), kind=Look.IMPORT, route=route)
    return checked


def save_sheet(
    actor, file_name: str, content: bytes, *, route: str, today: dt.date, as_shown: dict | None = None, **reading
) -> tuple[Checked, bool]:
    """Check a sheet once more and save all of it; whether that was done.

    It is not when something is wrong with a row, or when the tallies are no longer those that were shown to whoever
    said yes. Raises Refused.
    """
    try:
        with transaction.atomic(), pghistory.context(sheet=route):
            writing.wait_for_turn(actor.municipality_id)
            checked = try_out(actor, file_name, content, route=route, today=today, **reading)
            if checked.errors or as_shown not in (None, checked.tallies):
                return checked, False
            written = writing.write(actor, checked.plan, checked.known, today=today)
            note_reads(actor, written.new_citizen_ids, kind=Look.IMPORT, route=route)
            return checked, True
    except IntegrityError:
        checked = check(actor, file_name, content, today=today, **reading)
        checked.findings.append(finding(0, "", "changed_meanwhile"))
        return checked, False


def _known_ids(checked: Checked) -> list[UUID]:
    return [person.known.citizen_id for person in checked.plan.people if person.known]
