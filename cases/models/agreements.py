"""The two-year contract of citizen and employer."""

import datetime as dt

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from cases import words
from cases.models.cases import Case
from cases.models.citizens import Citizen
from employers.models import Contact, Employer, Workplace
from igu.accounts.history import tracked
from igu.accounts.retention import Retention
from igu.accounts.tenancy import TenantKey, TenantModel


@tracked()
class Agreement(TenantModel):
    """The two-year contract of a citizen and an employer.

    end_on is its last day by the contract; ended_on the last day it really had, once it is over.
    """

    retention = Retention.CASE

    case = TenantKey(Case, models.PROTECT, related_name="agreements")
    citizen = TenantKey(Citizen, models.PROTECT, related_name="+")
    employer = TenantKey(Employer, models.PROTECT, verbose_name=_("employer"), related_name="agreements")
    workplace = TenantKey(
        Workplace, models.SET_NULL, null=True, blank=True, verbose_name=_("workplace"), related_name="+"
    )
    contact = TenantKey(Contact, models.SET_NULL, null=True, blank=True, verbose_name=_("contact"), related_name="+")
    runup_on = models.DateField(_("trial internship begins"), null=True, blank=True)
    signed_on = models.DateField(_("signed"), null=True, blank=True)
    start_on = models.DateField(_("starts"))
    end_on = models.DateField(_("last day"))
    ended_on = models.DateField(_("really ended"), null=True, blank=True)
    ending = models.CharField(_("ending"), max_length=20, choices=words.Ending, blank=True)
    hours_per_week = models.DecimalField(_("work hours a week"), max_digits=4, decimal_places=1, null=True, blank=True)
    is_public = models.BooleanField(_("public employer"), default=False)
    wage_scheme = models.CharField(_("wage scheme"), max_length=8, choices=words.WageScheme, blank=True)
    functions = models.TextField(_("work areas and functions"), max_length=2000, blank=True)
    vitas_agreement_on = models.DateField(_("agreement typed into VITAS"), null=True, blank=True)
    vitas_plan_on = models.DateField(_("plan typed into VITAS"), null=True, blank=True)
    outcome_6 = models.CharField(_("after 6 months"), max_length=12, choices=words.Outcome, blank=True)
    outcome_12 = models.CharField(_("after 12 months"), max_length=12, choices=words.Outcome, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-start_on", "id"]
        indexes = [
            models.Index(fields=["municipality", "start_on"], name="agreement_start"),
            models.Index(fields=["municipality", "end_on"], name="agreement_end"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "citizen", "start_on"],
                name="agreement_start_once",
                violation_error_message=_("There is an agreement with that start date already."),
            ),
            models.CheckConstraint(
                condition=Q(end_on__gte=F("start_on")),
                name="agreement_ends_after_it_starts",
                violation_error_message=_("The last day must not lie before the start."),
            ),
            models.CheckConstraint(
                condition=Q(runup_on=None) | Q(runup_on__lte=F("start_on")),
                name="agreement_runup_before_start",
                violation_error_message=_("The trial internship must not begin after the agreement."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("start_on")) | Q(ending="never_started"),
                name="agreement_ended_after_it_started",
                violation_error_message=_("The day it really ended must not lie before the start."),
            ),
            models.CheckConstraint(
                condition=Q(hours_per_week=None) | Q(hours_per_week__gt=0, hours_per_week__lte=37),
                name="agreement_hours_within_a_week",
                violation_error_message=_("Work hours lie between 0 and 37 a week."),
            ),
            ExclusionConstraint(
                name="agreement_no_overlap",
                expressions=[
                    (
                        Func(F("citizen"), F("citizen"), Value("[]"), function="uuid_span"),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func(F("start_on"), Coalesce("ended_on", "end_on"), Value("[]"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=~Q(ending="never_started"),
                violation_error_message=_("The citizen has another agreement in that period."),
            ),
        ]

    def __str__(self):
        return f"{self.start_on} – {self.end_on}"

    @property
    def last_day(self) -> dt.date:
        return self.ended_on or self.end_on
