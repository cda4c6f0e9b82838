"""What somebody was writing and has not saved yet."""

import json

from django.db import models

from cases.models.cases import Case
from igu.accounts import sealing
from igu.accounts.models import Membership
from igu.accounts.retention import Retention
from igu.accounts.tenancy import TenantKey, TenantModel


class Draft(TenantModel):
    """What stands in a form: sealed for its id, for its owner alone, for some days. `form` names the form,
    and the record that it is about: "correct:<uuid>"."""

    retention = Retention.DRAFT

    owner = TenantKey(Membership, models.CASCADE, related_name="+")
    case = TenantKey(Case, models.CASCADE, related_name="+")
    form = models.CharField(max_length=60)
    sealed = models.BinaryField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "owner", "case", "form"], name="draft_once")]
        default_permissions = ()

    def __str__(self):
        return f"draft {self.form}"

    @property
    def typed(self) -> dict[str, list[str]]:
        return json.loads(sealing.unseal(self.sealed, bound_to=self.id))
