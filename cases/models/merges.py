"""Two cases of one citizen that became one, with what is needed to part them again."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models.cases import Case
from igu.accounts.models import Membership
from igu.accounts.retention import Retention
from igu.accounts.tenancy import TenantKey, TenantModel


class Merge(TenantModel):
    """`gone` was put into `kept`. moved: which rows went along, by table and column: {"cases_goal.case_id": [ids]}."""

    retention = Retention.CASE

    kept = TenantKey(Case, models.CASCADE, related_name="+")
    gone = TenantKey(Case, models.CASCADE, related_name="+")
    reason = models.CharField(_("why they are the same"), max_length=200)
    moved = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    made_by = TenantKey(Membership, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    undone_by = TenantKey(Membership, models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "gone"], condition=Q(undone_at=None), name="merge_one_a_case"
            )
        ]
        default_permissions = ()

    def __str__(self):
        return f"{self.gone_id} into {self.kept_id}"
