"""What a citizen can and wants, and who may be told."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.models.cases import Case
from igu.accounts.history import tracked
from igu.accounts.models import Membership
from igu.accounts.retention import Retention
from igu.accounts.tenancy import TenantKey, TenantModel


@tracked()
class Profile(TenantModel):
    """Competences and wishes in the citizen's own words: functions rather than titles. One a case.

    replaced_at: another one of a case that was put together with this one is newer, and counts.
    motivation, limits and tasks are for the team; the rest makes the CV.
    """

    retention = Retention.CASE

    case = TenantKey(Case, models.CASCADE, related_name="profiles")
    summary = models.TextField(_("shortly about me"), max_length=600, blank=True)
    functions = models.TextField(_("functions I can do"), max_length=2000, blank=True)
    experience = models.TextField(_("what I have done"), max_length=2000, blank=True)
    education = models.TextField(_("education and courses"), max_length=1000, blank=True)
    languages = models.TextField(_("languages"), max_length=300, blank=True)
    has_licence = models.BooleanField(_("has a driving licence"), default=False)
    wishes = models.TextField(_("what I want"), max_length=1000, blank=True)
    motivation = models.TextField(_("what drives the citizen"), max_length=1000, blank=True)
    limits = models.TextField(_("own limits"), max_length=1000, blank=True)
    tasks = models.TextField(_("tasks that the course is put together of"), max_length=2000, blank=True)
    replaced_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "case"], condition=Q(replaced_at=None), name="profile_one_a_case"
            )
        ]
        default_permissions = ()

    def __str__(self):
        return "profile"


@tracked()
class CvConsent(TenantModel):
    """The citizen lets the CV be shown to firms, from a talk on a day until it is withdrawn.

    is_merged: nobody withdrew it; a newer one of a case that was put together with this one took its place.
    """

    retention = Retention.CASE

    class How(models.TextChoices):
        WRITTEN = "written", _("In writing")
        SPOKEN = "spoken", _("Said in the talk")

    case = TenantKey(Case, models.CASCADE, related_name="cv_consents")
    given_on = models.DateField(_("given in the talk on"))
    how = models.CharField(_("how"), max_length=8, choices=How)
    about = models.CharField(_("for which firms or jobs"), max_length=200, blank=True)
    noted_by = TenantKey(Membership, models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(null=True)
    withdrawn_by = TenantKey(Membership, models.PROTECT, null=True, related_name="+")
    is_merged = models.BooleanField(default=False, db_default=False, editable=False)

    class Meta:
        ordering = ["-given_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "case"], condition=Q(withdrawn_on=None), name="cv_consent_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("given_on")),
                name="cv_consent_withdrawn_after_it_was_given",
            ),
        ]
        default_permissions = ()

    def __str__(self):
        return f"consent {self.given_on}"


class CvShare(TenantModel):
    """The CV was given to somebody: when, to whom, and which version of the profile."""

    retention = Retention.CASE

    case = TenantKey(Case, models.CASCADE, related_name="cv_shares")
    consent = TenantKey(CvConsent, models.PROTECT, related_name="shares")
    recipient = models.CharField(_("to whom"), max_length=120)
    shared_on = models.DateField(_("on"))
    profile_version = models.PositiveIntegerField()
    made_by = TenantKey(Membership, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-shared_on", "-made_at", "id"]
        default_permissions = ()

    def __str__(self):
        return f"share {self.shared_on}"
