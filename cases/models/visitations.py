"""The talk in which it is decided what a citizen needs, and which way is tried."""

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
class Visitation(TenantModel):
    """What was found and decided on one day. A later one is a row of its own: together they are the history of tracks.

    consultant: the firm consultant who was there (VES-05). benefit_months: of the last 48, with a benefit (AAR-06).
    """

    retention = Retention.CASE

    case = TenantKey(Case, models.CASCADE, related_name="visitations")
    held_on = models.DateField(_("held on"))
    consultant = TenantKey(
        Membership, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("firm consultant")
    )
    others = models.CharField(_("others who were there"), max_length=200, blank=True)
    lacks_experience = models.BooleanField(_("work experience"), default=False)
    lacks_language = models.BooleanField(_("language"), default=False)
    lacks_trade = models.BooleanField(_("trade skills"), default=False)
    need = models.TextField(_("the need in a few words"), max_length=2000, blank=True)
    danish_level = models.CharField(_("Danish level"), max_length=4, choices=words.DanishLevel, blank=True)
    is_on_benefit = models.BooleanField(_("on an integration benefit"), null=True, blank=True)
    benefit_months = models.PositiveSmallIntegerField(_("months with a benefit, of the last 48"), null=True, blank=True)
    track = models.CharField(_("track"), max_length=12, choices=words.Track)
    reason = models.TextField(_("why this track"), max_length=2000)
    decided_by = TenantKey(Membership, models.SET_NULL, null=True, related_name="+", editable=False)
    decided_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-held_on", "-decided_at", "id"]
        indexes = [models.Index(fields=["municipality", "case"], name="visitation_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(benefit_months=None) | Q(benefit_months__lte=48),
                name="visitation_months_of_48",
                violation_error_message=_("At most 48 months."),
            )
        ]
        default_permissions = ()

    def __str__(self):
        return f"{self.held_on} {self.track}"

    @property
    def needs(self) -> list[str]:
        """What the citizen lacks, in words."""
        fields = ("lacks_experience", "lacks_language", "lacks_trade")
        return [str(self._meta.get_field(name).verbose_name) for name in fields if getattr(self, name)]
