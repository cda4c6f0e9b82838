"""Keeping files, and letting them go when a scanner has looked."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID, uuid4

from django.db.models import Sum
from django.utils import timezone

from cases.attachments import scanning
from cases.attachments.checking import Checked
from cases.attachments.harmless import MEGABYTE
from cases.models import Attachment, JournalEntry
from igu.accounts.errors import RuleBroken
from igu.accounts.models import Municipality
from igu.accounts.sealing import seal_bytes, unseal_bytes
from igu.accounts.tenancy import acting_for

QUOTA = (
    100 * MEGABYTE
)  # a case; restricted entries have one of their own, so that a full one tells nothing of the other


def attach(actor, *, entry: JournalEntry, files: Iterable[Checked]) -> list[Attachment]:
    """Put files to an entry; each waits for its scan. Raises RuleBroken: `quota_used`."""
    files = list(files)
    have = Attachment.objects.filter(case=entry.case, entry__is_restricted=entry.is_restricted).aggregate(n=Sum("size"))
    if (have["n"] or 0) + sum(len(file.content) for file in files) > QUOTA:
        raise RuleBroken("quota_used")
    return Attachment.objects.bulk_create(_row(actor, entry, file) for file in files)


def _row(actor, entry, file: Checked) -> Attachment:
    attachment_id = uuid4()
    return Attachment(
        id=attachment_id,
        municipality_id=entry.municipality_id,
        case=entry.case,
        entry=entry,
        name=file.name,
        kind=file.kind,
        size=len(file.content),
        content=seal_bytes(file.content, bound_to=attachment_id),
        made_by_id=actor.membership_id,
    )


def content_of(attachment: Attachment) -> bytes:
    """The bytes of a file that may be fetched."""
    return unseal_bytes(attachment.content, bound_to=attachment.id)


def scan(municipality_id: UUID, attachment_id: UUID) -> None:
    """Ask the scanner about one file. Safe to run twice; while nobody can be asked the file goes on waiting."""
    with acting_for(municipality_id):
        rows = Attachment.objects.select_for_update(skip_locked=True)
        attachment = rows.filter(id=attachment_id, state=Attachment.State.WAITING).first()
        if attachment is None:
            return
        try:
            verdict = scanning.scan(content_of(attachment))
        except scanning.ScannerAway:
            return
        attachment.state = Attachment.State.CLEAN if verdict.is_clean else Attachment.State.STOPPED
        attachment.scanned_at, attachment.scanner = timezone.now(), verdict.scanner
        if not verdict.is_clean:
            attachment.content = None
        attachment.save(update_fields=["state", "scanned_at", "scanner", "content"])


def waiting(older_than=timedelta(seconds=30)) -> list[tuple[UUID, UUID]]:
    """(municipality, file) of what the worker was not woken for, and what waits for a scanner."""
    found = []
    before = timezone.now() - older_than
    for municipality_id in Municipality.objects.values_list("id", flat=True):
        with acting_for(municipality_id):
            rows = Attachment.objects.filter(state=Attachment.State.WAITING, made_at__lt=before)
            found += [(municipality_id, attachment_id) for attachment_id in rows.values_list("id", flat=True)[:100]]
    return found
