"""The door to sheets that were sent in: each is its sender's own until it is saved."""

from django.shortcuts import get_object_or_404

from cases.models import SheetImport

State = SheetImport.State


def sheet_for(actor, import_id) -> SheetImport:
    """The sheet without its file. 404 when somebody else has sent it in."""
    return get_object_or_404(
        SheetImport.objects.defer("sealed").filter(
            municipality_id=actor.municipality_id, sent_by_id=actor.membership_id
        ),
        id=import_id,
    )


def sheet_with_file_for(actor, import_id) -> SheetImport:
    """A sheet that still has its file. 404 when it has been saved or thrown away."""
    sheets = SheetImport.objects.filter(municipality_id=actor.municipality_id, sent_by_id=actor.membership_id)
    return get_object_or_404(sheets.exclude(sealed=None), id=import_id)


def saved_lately(actor, count: int = 5) -> list[SheetImport]:
    """The sheets that were last saved in the municipality: when, by whom, how many rows."""
    rows = SheetImport.objects.filter(municipality_id=actor.municipality_id, state=State.SAVED)
    return list(rows.select_related("sent_by__user").defer("sealed").order_by("-committed_at", "id")[:count])
