"""The door to sheets that were sent in: each is its sender's own until it is saved. Whom its result names is noted."""

from django.shortcuts import get_object_or_404

from cases import access
from cases.models import Case, SheetImport
from igu.audit.models import Look

State = SheetImport.State


def sheet_for(request, import_id) -> SheetImport:
    """The sheet without its file. 404 when somebody else has sent it in."""
    return _opened(request, import_id, _own_sheets(request.actor).defer("sealed"))


def sheet_with_file_for(request, import_id) -> SheetImport:
    """A sheet that still has its file. 404 when it has been saved or thrown away."""
    return _opened(request, import_id, _own_sheets(request.actor).exclude(sealed=None))


def _own_sheets(actor):
    return SheetImport.objects.filter(municipality_id=actor.municipality_id, sent_by_id=actor.membership_id)


def _opened(request, import_id, sheets) -> SheetImport:
    """What the sheet would change is told with what stands there now: those citizens are read."""
    sheet = get_object_or_404(sheets, id=import_id)
    numbers = {case_number for _row, case_number, *_change in sheet.result.get("changes", ())}
    if numbers:
        changed = Case.objects.filter(municipality_id=sheet.municipality_id, number__in=numbers)
        access.note(request, list(changed.values_list("citizen_id", flat=True)), kind=Look.IMPORT)
    return sheet


def saved_lately(actor, count: int = 5) -> list[SheetImport]:
    """The sheets that were last saved in the municipality: when, by whom, how many rows."""
    rows = SheetImport.objects.filter(municipality_id=actor.municipality_id, state=State.SAVED)
    return list(rows.select_related("sent_by__user").defer("sealed").order_by("-committed_at", "id")[:count])
