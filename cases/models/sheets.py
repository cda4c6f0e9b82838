"""A sheet that was sent in to be read."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from igu.accounts.models import Membership
from igu.accounts.retention import Retention
from igu.accounts.tenancy import TenantKey, TenantModel


class SheetImport(TenantModel):
    """A sheet that somebody has sent in to be read: kept sealed between the dry run and the saving, then emptied.

    result: what the page shows of the dry run. choices: what a person chose about how the file is read.
    """

    retention = Retention.IMPORT

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be read")
        READ = "read", _("Read, not saved")
        REFUSED = "refused", _("Cannot be read")
        SAVING = "saving", _("Being saved")
        SAVED = "saved", _("Saved")
        FAILED = "failed", _("Could not be saved")
        EMPTIED = "emptied", _("Thrown away")

    file_name = models.CharField(max_length=120)
    sealed = models.BinaryField(null=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    choices = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    sent_by = TenantKey(Membership, models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField(auto_now_add=True)
    committed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-sent_at", "id"]
        default_permissions = ()

    def __str__(self):
        return self.file_name

    @property
    def is_at_work(self) -> bool:
        return self.state in (self.State.WAITING, self.State.SAVING)
