"""The list of cases as somebody wants to find it again."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from igu.accounts.history import tracked
from igu.accounts.models import Membership
from igu.accounts.retention import Retention
from igu.accounts.tenancy import TenantKey, TenantModel


@tracked()
class SavedView(TenantModel):
    """A view of the list of cases under a name: its owner's own, or the whole team's.

    query: what stands in the URL, view and filters and order and columns, in the order of `listing.KEPT`.
    is_start: the owner's list begins with it.
    """

    retention = Retention.MUNICIPALITY

    owner = TenantKey(Membership, models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=40)
    query = models.CharField(max_length=500, blank=True)
    is_shared = models.BooleanField(_("shared with the team"), default=False)
    is_start = models.BooleanField(_("my list begins with it"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "owner", "name"], name="savedview_name_once"),
            models.UniqueConstraint(
                fields=["municipality", "owner"], condition=Q(is_start=True), name="savedview_one_start"
            ),
        ]
        default_permissions = ()

    def __str__(self):
        return self.name
