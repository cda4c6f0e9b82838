"""What is to be kept an eye on in a case until it is solved."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases import words
from cases.models.cases import Case
from igu.accounts.history import tracked
from igu.accounts.models import Membership
from igu.accounts.retention import Retention
from igu.accounts.tenancy import TenantKey, TenantModel


@tracked()
class Issue(TenantModel):
    """Something that stands in the way. One that is found in the run-up is carried into the programme (ODE-12)."""

    retention = Retention.CASE

    case = TenantKey(Case, models.CASCADE, related_name="issues")
    what = models.CharField(_("what"), max_length=200)
    state = models.CharField(_("state"), max_length=12, choices=words.IssueState, default=words.IssueState.OPEN)
    found_on = models.DateField(_("found on"))
    news = models.TextField(_("how it stands"), max_length=2000, blank=True)
    closed_on = models.DateField(null=True, editable=False)
    noted_by = TenantKey(Membership, models.SET_NULL, null=True, related_name="+", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["found_on", "id"]
        indexes = [models.Index(fields=["municipality", "case"], name="issue_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "at_work"], closed_on=None)
                | Q(state__in=["solved", "dropped"], closed_on__isnull=False),
                name="issue_closed_is_dated",
            )
        ]
        default_permissions = ()

    def __str__(self):
        return self.what

    @property
    def is_open(self) -> bool:
        return self.closed_on is None
