"""Files that the worker makes for a case."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.cases import Case
from igu.accounts.models import Membership
from igu.accounts.retention import Retention
from igu.accounts.tenancy import TenantKey, TenantModel


class Document(TenantModel):
    """A file that the worker makes for a case and keeps behind the wall. `kind` names the function that writes it."""

    retention = Retention.CASE

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for its turn")
        MAKING = "making", _("Being made")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Could not be made")

    case = TenantKey(Case, models.CASCADE, related_name="documents")
    subject_id = models.UUIDField()
    kind = models.CharField(max_length=30)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    content = models.BinaryField(null=True)
    asked_by = TenantKey(Membership, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at", "id"]
        default_permissions = ()

    def __str__(self):
        return f"{self.kind} {self.state}"

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY

    @property
    def has_failed(self) -> bool:
        return self.state == self.State.FAILED
