"""Activities, the attendance in them, the hours that are required, and absence."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases import words
from cases.definitions.texts import said
from cases.models.cases import Case
from cases.models.definitions import Definition
from employers.models import Employer, Workplace
from igu.accounts.history import tracked
from igu.accounts.models import Membership
from igu.accounts.retention import Retention
from igu.accounts.tenancy import TenantKey, TenantModel


@tracked()
class Activity(TenantModel):
    """Something that is done with the citizen in a period: a course, an internship, a job, a mentor.

    definition: the edition of its kind. facts: answers to what the kind asks for, by the key of the line. planned and
    actual: hours a week in steps; timetable: the hours of a week (activities.steps reads and writes all three).
    """

    retention = Retention.CASE

    case = TenantKey(Case, models.CASCADE, related_name="activities")
    definition = TenantKey(Definition, models.PROTECT, related_name="+")
    employer = TenantKey(
        Employer, models.SET_NULL, null=True, blank=True, verbose_name=_("employer"), related_name="activities"
    )
    workplace = TenantKey(
        Workplace, models.SET_NULL, null=True, blank=True, verbose_name=_("workplace"), related_name="+"
    )
    place = models.CharField(_("place"), max_length=120, blank=True)
    area = models.CharField(_("area or function"), max_length=80, blank=True)
    contact = models.CharField(_("contact"), max_length=120, blank=True)
    contact_phone = models.CharField(_("the contact's phone"), max_length=30, blank=True)
    start_on = models.DateField(_("starts"))
    end_on = models.DateField(_("last day"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=40, blank=True)
    conclusion = models.TextField(_("conclusion"), max_length=4000, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    planned = models.JSONField(default=list, blank=True, editable=False)
    actual = models.JSONField(default=list, blank=True, editable=False)
    timetable = models.JSONField(default=list, blank=True, editable=False)
    made_by = TenantKey(Membership, models.SET_NULL, null=True, related_name="+", editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["start_on", "made_at", "id"]
        indexes = [models.Index(fields=["municipality", "case", "start_on"], name="activity_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(end_on=None) | Q(end_on__gte=F("start_on")),
                name="activity_ends_after_it_starts",
                violation_error_message=_("The last day must not lie before the first."),
            )
        ]
        default_permissions = ()

    def __str__(self):
        return f"{self.definition_id} {self.start_on}"

    @property
    def name(self) -> str:
        """The kind in the reader's language, where the definition has been fetched."""
        return said(self.definition.title)

    def runs_on(self, day) -> bool:
        return self.start_on <= day and (self.end_on is None or day <= self.end_on)


@tracked()
class Attendance(TenantModel):
    """One day of an activity: was the citizen there, for how many hours, and what it was about."""

    retention = Retention.CASE

    activity = TenantKey(Activity, models.CASCADE, related_name="attendances")
    held_on = models.DateField(_("day"))
    presence = models.CharField(_("presence"), max_length=9, choices=words.Presence)
    hours = models.DecimalField(_("hours"), max_digits=4, decimal_places=2, default=0)
    about = models.CharField(_("about"), max_length=200, blank=True)

    class Meta:
        ordering = ["held_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "activity", "held_on"], name="attendance_once_a_day"),
            models.CheckConstraint(
                condition=Q(hours__gte=0, hours__lte=24),
                name="attendance_within_a_day",
                violation_error_message=_("A day has between 0 and 24 hours."),
            ),
        ]
        default_permissions = ()

    def __str__(self):
        return f"{self.held_on} {self.presence}"


@tracked()
class RequiredHours(TenantModel):
    """From this day the citizen has to be active so many hours a week (AAR-03)."""

    retention = Retention.CASE

    case = TenantKey(Case, models.CASCADE, related_name="required_hours")
    from_on = models.DateField(_("from"))
    hours = models.DecimalField(_("hours a week"), max_digits=4, decimal_places=1)
    ground = models.CharField(_("why"), max_length=14, choices=words.HoursGround)
    note = models.CharField(_("note"), max_length=200, blank=True)
    made_by = TenantKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["from_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "case", "from_on"], name="required_hours_once_a_day"),
            models.CheckConstraint(
                condition=Q(hours__gte=0, hours__lte=37),
                name="required_hours_within_a_week",
                violation_error_message=_("Required hours lie between 0 and 37 a week."),
            ),
        ]
        default_permissions = ()

    def __str__(self):
        return f"{self.from_on} {self.hours}"


@tracked()
class Absence(TenantModel):
    """A spell in which the citizen was away. Cause and notes are the municipality's own: the firm never sees them."""

    retention = Retention.CASE

    case = TenantKey(Case, models.CASCADE, related_name="absences")
    cause = models.CharField(_("cause"), max_length=12, choices=words.Cause)
    from_on = models.DateField(_("first day"))
    to_on = models.DateField(_("last day"), null=True, blank=True)
    contacted_on = models.DateField(_("talked about on"), null=True, blank=True)
    contacted = models.CharField(_("talked with"), max_length=120, blank=True)
    note = models.TextField(_("what was agreed"), max_length=2000, blank=True)
    made_by = TenantKey(Membership, models.SET_NULL, null=True, related_name="+", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-from_on", "id"]
        indexes = [models.Index(fields=["municipality", "case", "from_on"], name="absence_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")),
                name="absence_ends_after_it_starts",
                violation_error_message=_("The last day must not lie before the first."),
            )
        ]
        default_permissions = ()

    def __str__(self):
        return f"{self.cause} {self.from_on}"
