"""What a municipality has defined itself: scales, checklists, kinds of activity. One row an edition."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from igu.accounts.history import tracked
from igu.accounts.models import Membership
from igu.accounts.retention import Retention
from igu.accounts.tenancy import TenantKey, TenantModel


@tracked()
class Definition(TenantModel):
    """One edition of a definition. Its words never change: a new wording is a new edition, and records keep theirs.

    title: words by language. body: what the kind reads (cases.definitions.kinds).
    """

    retention = Retention.MUNICIPALITY

    kind = models.CharField(max_length=12)
    key = models.SlugField(max_length=40, db_index=False)
    edition = models.PositiveSmallIntegerField(default=1)
    title = models.JSONField()
    body = models.JSONField()
    is_newest = models.BooleanField(default=True)
    is_in_use = models.BooleanField(_("in use"), default=True)
    made_by = TenantKey(Membership, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "kind", "key", "edition"], name="definition_edition_once"),
            models.UniqueConstraint(
                fields=["municipality", "kind", "key"], condition=Q(is_newest=True), name="definition_one_newest"
            ),
        ]
        default_permissions = ()

    def __str__(self):
        return f"{self.kind} {self.key} {self.edition}"
