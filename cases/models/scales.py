"""Measurements: what somebody answered on a scale, on a day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.cases import Case
from cases.models.definitions import Definition
from cases.scales.words import Respondent
from igu.accounts.history import tracked
from igu.accounts.models import Membership
from igu.accounts.retention import Retention
from igu.accounts.tenancy import TenantKey, TenantModel


@tracked()
class Measurement(TenantModel):
    """One set of answers, with the edition of the scale that was answered.

    answers: by the key of the statement, a step's key, a number, an ISO date or words. What was not answered has no
    key there, so that it can never be taken for a zero.
    """

    retention = Retention.CASE

    case = TenantKey(Case, models.CASCADE, related_name="measurements")
    definition = TenantKey(Definition, models.PROTECT, related_name="+")
    measured_on = models.DateField(_("date"))
    respondent = models.CharField(_("who answers"), max_length=12, choices=Respondent)
    answers = models.JSONField(default=dict)
    note = models.TextField(_("note from the talk"), max_length=4000, blank=True)
    made_by = TenantKey(Membership, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["measured_on", "made_at", "id"]
        indexes = [models.Index(fields=["municipality", "case", "measured_on"], name="measurement_case")]

    def __str__(self):
        return f"{self.measured_on}"
