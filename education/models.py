"""The education plan: what is planned, offered and completed of the 851 counted hours."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.models import Agreement
from igu.accounts.history import tracked
from igu.accounts.retention import Retention
from igu.accounts.tenancy import TenantKey, TenantModel


class EducationType(models.TextChoices):
    AMU = "AMU", _("AMU course")
    FVU = "FVU", _("FVU, preparatory adult education")
    AVU = "AVU", _("AVU, general adult education")
    HF = "HF", _("HF single subject")
    FGU = "FGU", _("FGU, preparatory basic education")
    DU = "DU", _("Danish education")


class LineStatus(models.TextChoices):
    PLANNED = "planned", _("Planned")
    OFFERED = "offered", _("Offered")
    COMPLETED = "completed", _("Completed")
    CANCELLED = "cancelled", _("Cancelled")


@tracked()
class PlanLine(TenantModel):
    """One course of an agreement's education plan. hours are teaching hours; the factor is the rule's business."""

    retention = Retention.CASE

    agreement = TenantKey(Agreement, models.CASCADE, related_name="plan_lines")
    type = models.CharField(_("type"), max_length=3, choices=EducationType)
    title = models.CharField(_("course"), max_length=120)
    provider = models.CharField(_("provider"), max_length=120, blank=True)
    start_on = models.DateField(_("from"))
    end_on = models.DateField(_("to"))
    hours = models.DecimalField(_("teaching hours"), max_digits=6, decimal_places=2)
    status = models.CharField(_("status"), max_length=10, choices=LineStatus, default=LineStatus.PLANNED)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["start_on", "title", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end_on__gte=F("start_on")),
                name="plan_line_ends_after_it_starts",
                violation_error_message=_("The last day must not lie before the first."),
            ),
            models.CheckConstraint(
                condition=Q(hours__gt=0),
                name="plan_line_has_hours",
                violation_error_message=_("Write how many teaching hours the course has."),
            ),
        ]

    def __str__(self):
        return self.title
