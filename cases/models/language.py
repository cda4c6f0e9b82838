"""The joint language plan of a citizen and a workplace, and what was trained."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.models.cases import Case
from igu.accounts.history import tracked
from igu.accounts.models import Membership
from igu.accounts.retention import Retention
from igu.accounts.tenancy import TenantKey, TenantModel


@tracked()
class LanguagePlan(TenantModel):
    """What citizen and workplace have agreed about Danish at work. A plan that is changed is to be signed again."""

    retention = Retention.CASE

    case = TenantKey(Case, models.CASCADE, related_name="language_plans")
    place = models.CharField(_("workplace"), max_length=120)
    teacher = models.CharField(_("teacher or language mentor"), max_length=120, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)
    hours_per_week = models.DecimalField(_("hours a week"), max_digits=4, decimal_places=1, null=True, blank=True)
    aim = models.TextField(_("what the citizen shall be able to say and understand"), max_length=2000)
    situations = models.TextField(_("situations and words to train"), max_length=2000, blank=True)
    citizen_wishes = models.TextField(_("the citizen's wishes"), max_length=1000, blank=True)
    workplace_wishes = models.TextField(_("the workplace's wishes"), max_length=1000, blank=True)
    workplace_does = models.TextField(_("what the workplace does"), max_length=1000, blank=True)
    citizen_signed_on = models.DateField(_("the citizen signed on"), null=True, blank=True)
    workplace_signed_on = models.DateField(_("the workplace signed on"), null=True, blank=True)
    workplace_signer = models.CharField(_("signed for the workplace by"), max_length=120, blank=True)
    made_by = TenantKey(Membership, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-starts_on", "-made_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="language_plan_ends_after_it_starts",
                violation_error_message=_("The last day must not lie before the first."),
            ),
            models.CheckConstraint(
                condition=Q(hours_per_week=None) | Q(hours_per_week__gt=0, hours_per_week__lte=37),
                name="language_plan_hours_within_a_week",
                violation_error_message=_("The hours lie between 0 and 37 a week."),
            ),
        ]
        default_permissions = ()

    def __str__(self):
        return f"language plan {self.starts_on}"

    @property
    def is_signed(self) -> bool:
        return bool(self.citizen_signed_on and self.workplace_signed_on)


@tracked()
class LanguageSession(TenantModel):
    """One time of training at the workplace."""

    retention = Retention.CASE

    plan = TenantKey(LanguagePlan, models.CASCADE, related_name="sessions")
    case = TenantKey(Case, models.CASCADE, related_name="+")
    held_on = models.DateField(_("date"))
    hours = models.DecimalField(_("hours"), max_digits=4, decimal_places=1)
    trained = models.TextField(_("what was trained"), max_length=1000)
    led_by = models.CharField(_("led by"), max_length=120, blank=True)
    made_by = TenantKey(Membership, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-held_on", "-made_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(hours__gt=0, hours__lte=24),
                name="language_session_hours_within_a_day",
                violation_error_message=_("A session lasts more than 0 and at most 24 hours."),
            ),
        ]
        default_permissions = ()

    def __str__(self):
        return f"language session {self.held_on}"
