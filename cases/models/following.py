"""Who follows a case, and who did before."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases import words
from cases.models.cases import Case
from igu.accounts.models import Membership
from igu.accounts.retention import Retention
from igu.accounts.tenancy import TenantKey, TenantModel


class Handover(TenantModel):
    """A case went from one person to another. Never changed. Without `from_member` it is the first one.

    is_second: the place of the second fixed person, not the coordinator's. batch_id: shared by the cases that were
    handed over together, for the note about them and for taking it back.
    """

    retention = Retention.CASE

    case = TenantKey(Case, models.CASCADE, related_name="handovers")
    is_second = models.BooleanField(default=False)
    from_member = TenantKey(Membership, models.SET_NULL, null=True, related_name="+")
    to_member = TenantKey(Membership, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(_("why"), max_length=12, choices=words.HandoverReason, blank=True)
    note = models.TextField(_("note for whoever takes over"), max_length=2000, blank=True)
    handed_on = models.DateField(_("from"))
    batch_id = models.UUIDField(null=True, editable=False)
    made_by = TenantKey(Membership, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-handed_on", "-made_at", "id"]
        indexes = [
            models.Index(fields=["municipality", "case"], name="handover_case"),
            models.Index(fields=["municipality", "batch_id"], name="handover_batch", condition=~Q(batch_id=None)),
        ]
        default_permissions = ()

    def __str__(self):
        return f"{self.handed_on}"
