"""The door to files: only through the entry they belong to, and only when they are clean."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from cases.journal import access as journal_access
from cases.models import Attachment, Case
from igu.audit.models import Look


def attachment_for(request, case_id, attachment_id) -> tuple[Case, Attachment]:
    """The case, as `case_for` opens it, and a file of an entry that the actor may know of."""
    case = journal_access.case_access.case_for(request, case_id, kind=Look.DOCUMENT)
    visible = journal_access.entries_of(request.actor, case).filter(taken_back_at=None)
    attachment = get_object_or_404(
        Attachment.objects.select_related("entry"), id=attachment_id, case=case, entry__in=visible
    )
    attachment.entry.case = case
    return case, attachment


def clean_attachment_for(request, case_id, attachment_id) -> tuple[Case, Attachment]:
    """The same for one that may be fetched; the look at a restricted one is noted."""
    case, attachment = attachment_for(request, case_id, attachment_id)
    if attachment.state != Attachment.State.CLEAN:
        raise Http404
    journal_access.note_look(request, attachment.entry)
    return case, attachment
