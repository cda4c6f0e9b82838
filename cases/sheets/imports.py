"""A sheet on its way through the browser: sent in, read, looked at, saved or thrown away.

The file lies sealed in the row until then; a short one is worked on at once, a long one by the worker.
"""

import datetime as dt
import logging
from datetime import timedelta
from pathlib import PurePosixPath
from uuid import UUID

import pghistory
from django.db import transaction
from django.utils import timezone

from cases.models import SheetImport
from cases.sheets import reading, services
from cases.sheets.checking import Checked
from cases.sheets.columns import COLUMNS
from cases.sheets.findings import Refused
from igu.accounts import sealing
from igu.accounts.models import Municipality
from igu.accounts.tenancy import acting_for
from igu.web.logs import MASK, TEN_DIGITS

ROUTE = "sheet_import"
READ_AT_ONCE = 2_000  # rows
SAVED_AT_ONCE = 250
MOST_SHOWN = 500
KEPT = timedelta(days=7)
State = SheetImport.State
logger = logging.getLogger(__name__)


def send_in(actor, *, file_name: str, content: bytes, today: dt.date) -> SheetImport:
    """Keep the file sealed, and read it unless it is long: then it waits for the worker."""
    sheet = SheetImport(
        municipality_id=actor.municipality_id, file_name=_plain(file_name), sent_by_id=actor.membership_id
    )
    sheet.sealed = sealing.seal_bytes(content, bound_to=sheet.id)
    sheet.save(force_insert=True)
    if not reading.is_longer(file_name, content, READ_AT_ONCE):
        _read(actor, sheet, content, today)
    return sheet


@transaction.atomic
def read_again(actor, sheet: SheetImport, *, choices: dict, today: dt.date) -> None:
    """Read the file as a person says it is written: `encoding`, `separator`."""
    sheet = SheetImport.objects.select_for_update(of=("self",)).get(id=sheet.id)
    if sheet.sealed is None or sheet.is_at_work:
        return
    sheet.choices = choices
    content = content_of(sheet)
    if reading.is_longer(sheet.file_name, content, READ_AT_ONCE):
        _keep(sheet, State.WAITING, sheet.result)
    else:
        _read(actor, sheet, content, today)


@transaction.atomic
def save_as_shown(actor, sheet: SheetImport, *, today: dt.date) -> None:
    """Save what was shown. A long sheet waits for the worker; one that is at work or saved already stays as it is."""
    sheet = SheetImport.objects.select_for_update(of=("self",)).get(id=sheet.id)
    if sheet.state != State.READ or sheet.result["errors"]:
        return
    if sheet.result["tallies"]["new"] + sheet.result["tallies"]["changed"] > SAVED_AT_ONCE:
        _keep(sheet, State.SAVING, sheet.result)
    else:
        _save(actor, sheet, today)


def work_on(actor, sheet_id: UUID, *, today: dt.date) -> None:
    """What the worker does with a sheet that waits. Safe to run twice, also at the same time."""
    try:
        with acting_for(actor.municipality_id), pghistory.context(task=ROUTE, membership=str(actor.membership_id)):
            sheet = SheetImport.objects.select_for_update(of=("self",)).filter(id=sheet_id).first()
            if sheet and sheet.state == State.WAITING:
                _read(actor, sheet, content_of(sheet), today)
            elif sheet and sheet.state == State.SAVING:
                _save(actor, sheet, today)
    except Exception:
        logger.exception("A sheet could not be worked on")
        with acting_for(actor.municipality_id):
            SheetImport.objects.filter(id=sheet_id).update(state=State.FAILED)


@transaction.atomic
def throw_away(sheet: SheetImport) -> None:
    """The file and what was read from it are gone; that it was sent in is remembered."""
    sheet = SheetImport.objects.select_for_update(of=("self",)).defer("sealed").get(id=sheet.id)
    if sheet.state not in (State.SAVING, State.SAVED):
        _empty(sheet, State.EMPTIED)


def waiting(older_than=timedelta(minutes=1)) -> list[tuple[UUID, UUID, UUID]]:
    """(municipality, sender, sheet) of what the worker was not woken for, or died on."""
    found = []
    before = timezone.now() - older_than
    for municipality_id in Municipality.objects.values_list("id", flat=True):
        with acting_for(municipality_id):
            rows = SheetImport.objects.filter(state__in=[State.WAITING, State.SAVING], sent_at__lt=before)
            found += [(municipality_id, *row) for row in rows.values_list("sent_by_id", "id")]
    return found


def empty_old(now: dt.datetime) -> int:
    """Throw away what nobody has saved within a week; how many."""
    emptied = 0
    for municipality_id in Municipality.objects.values_list("id", flat=True):
        with acting_for(municipality_id):
            for sheet in SheetImport.objects.filter(sealed__isnull=False, sent_at__lt=now - KEPT).defer("sealed"):
                _empty(sheet, State.EMPTIED)
                emptied += 1
    return emptied


def content_of(sheet: SheetImport) -> bytes:
    return sealing.unseal_bytes(sheet.sealed, bound_to=sheet.id)


def checked_again(actor, sheet: SheetImport, *, today: dt.date) -> Checked:
    """All that was found, not only what a page shows. Raises Refused."""
    return services.try_out(actor, sheet.file_name, content_of(sheet), route=ROUTE, today=today, **sheet.choices)


def _read(actor, sheet: SheetImport, content: bytes, today: dt.date) -> None:
    try:
        checked = services.try_out(actor, sheet.file_name, content, route=ROUTE, today=today, **sheet.choices)
    except Refused as refusal:
        _keep(sheet, State.REFUSED, {"refusal": refusal.finding.as_data()})
    else:
        _keep(sheet, State.READ, result_of(checked))


def _save(actor, sheet: SheetImport, today: dt.date) -> None:
    shown = sheet.result["tallies"]
    checked, is_saved = services.save_sheet(
        actor, sheet.file_name, content_of(sheet), route=ROUTE, today=today, as_shown=shown, **sheet.choices
    )
    if is_saved:
        sheet.committed_at = timezone.now()
        _empty(sheet, State.SAVED)
    else:
        _keep(sheet, State.READ, result_of(checked) | {"is_news": not checked.errors})


def _keep(sheet: SheetImport, state: str, result: dict) -> None:
    sheet.state, sheet.result = state, result
    sheet.save(update_fields=["state", "choices", "result"])


def _empty(sheet: SheetImport, state: str) -> None:
    sheet.state, sheet.sealed = state, None
    sheet.result = {key: sheet.result[key] for key in ("tallies",) if key in sheet.result}
    sheet.save(update_fields=["state", "sealed", "result", "committed_at"])


def _plain(file_name: str) -> str:
    """The name without a path and without a CPR number, its end kept: that says what kind of file it is."""
    name = PurePosixPath(file_name.replace("\\", "/")).name or "ark"
    name = TEN_DIGITS.sub(MASK, name)
    return name if len(name) <= 120 else name[:100] + PurePosixPath(name).suffix[:20]


def result_of(checked: Checked) -> dict:
    """What the page shows, as it is kept: codes and plain text, to be put in words when shown."""
    table, headings = checked.sheet.table, checked.sheet.headings
    errors, notices = checked.errors, checked.notices
    return {
        "tallies": checked.tallies,
        "error_count": len(errors),
        "notice_count": len(notices),
        "errors": [error.as_data() for error in errors[:MOST_SHOWN]],
        "notices": [notice.as_data() for notice in notices[:MOST_SHOWN]],
        "changes": [_change(checked, change) for change in checked.plan.changes[:MOST_SHOWN]],
        "reading": {
            "kind": table.kind,
            "encoding": table.encoding,
            "separator": table.separator,
            "sheet": table.sheet,
            "recognised": len(headings.places),
            "known": len(COLUMNS),
            "translated": headings.translated,
            "unused": headings.unused,
            "missing": headings.missing,
        },
    }


def _change(checked: Checked, change) -> list[str]:
    people = {id: address for address, id in checked.known.coordinators.items()}
    before, after = (_as_text(people.get(value, value)) for value in (change.before, change.after))
    return [change.row, change.case_number, change.column, before, after]


def _as_text(value) -> str | bool:
    if isinstance(value, dt.date):
        return f"{value:%d-%m-%Y}"
    return value if isinstance(value, bool) else str(value or "")
