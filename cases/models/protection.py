"""Tries to reach a protected case by somebody who may not know of it: what managers are told of."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models.cases import Case
from igu.accounts.models import Membership
from igu.accounts.retention import Retention
from igu.accounts.tenancy import TenantKey, TenantModel


class ProtectedTry(TenantModel):
    """Somebody reached for a protected case. Without a membership it came from the command line."""

    class How(models.TextChoices):
        OPENED = "opened", _("asked for its page")
        SEARCHED = "searched", _("searched for its number")
        ENTERED = "entered", _("entered the same CPR number")
        IMPORTED = "imported", _("read a sheet in that names the citizen")
        TICKED = "ticked", _("asked for it in a list")
        MANAGER = "manager", _("opened it as a manager")

    retention = Retention.CASE

    case = TenantKey(Case, models.CASCADE, related_name="tries")
    membership = TenantKey(Membership, models.SET_NULL, null=True, related_name="+")
    how = models.CharField(max_length=8, choices=How)
    at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(null=True)
    seen_by = TenantKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-at", "id"]
        indexes = [models.Index(fields=["municipality"], name="protected_try_new", condition=Q(seen_at=None))]
        default_permissions = ()

    def __str__(self):
        return f"{self.how} {self.at}"
