"""Files that people put to a journal entry."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.cases import Case
from cases.models.journal import JournalEntry
from igu.accounts.models import Membership
from igu.accounts.retention import Retention
from igu.accounts.tenancy import TenantKey, TenantModel


class Attachment(TenantModel):
    """A file, made harmless and sealed for its id. It can be fetched when a scanner has found nothing in it.

    name: what the person called it; it is never used as a path. content: empty when the file was stopped.
    """

    retention = Retention.CASE

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for the virus scan; it can be fetched afterwards")
        CLEAN = "clean", _("Ready")
        STOPPED = "stopped", _("Stopped: it holds harmful code")

    class Kind(models.TextChoices):
        PDF = "pdf", "PDF"
        DOCX = "docx", "Word"
        JPG = "jpg", "JPG"
        PNG = "png", "PNG"

    case = TenantKey(Case, models.CASCADE, related_name="attachments")
    entry = TenantKey(JournalEntry, models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=4, choices=Kind)
    size = models.PositiveIntegerField()
    content = models.BinaryField(null=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    made_by = TenantKey(Membership, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    scanned_at = models.DateTimeField(null=True)
    scanner = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["made_at", "id"]
        default_permissions = ()

    def __str__(self):
        return f"{self.kind} {self.state}"
