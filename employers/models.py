"""Firms as one municipality knows them: the legal unit, its workplaces, and the people there."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from igu.accounts.history import tracked
from igu.accounts.retention import Retention
from igu.accounts.tenancy import TenantKey, TenantModel
from igu.rules import identifiers


def check_cvr(value):
    if not identifiers.is_cvr(value):
        raise ValidationError(_("The check digit does not fit. Look the CVR number up on virk.dk and correct it."))


def check_p_number(value):
    if not identifiers.is_p_number(value):
        raise ValidationError(_("A P-number has 10 digits. Write all of them."))


class EmployerQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Every firm of the municipality for its case workers, an employer user's own one for that user."""
        own = self.filter(municipality_id=actor.municipality_id)
        if actor.is_employer:
            return own.filter(id=actor.scope)
        return own if actor.is_case_worker else own.none()


@tracked()
class Employer(TenantModel):
    """A legal unit with a CVR number. Each municipality has its own row of it."""

    retention = Retention.EMPLOYER

    cvr = models.CharField(_("CVR number"), max_length=8, validators=[check_cvr])
    name = models.CharField(_("name"), max_length=120)
    is_public = models.BooleanField(_("public employer"), default=False)
    industry = models.CharField(_("industry"), max_length=80, blank=True)
    public_funding_share = models.DecimalField(
        _("share of costs covered by public grants, percent"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = EmployerQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "cvr"],
                name="employer_cvr_once",
                violation_error_message=_("The firm is here already."),
            ),
            models.CheckConstraint(
                condition=models.Q(public_funding_share=None) | models.Q(public_funding_share__range=(0, 100)),
                name="employer_funding_is_a_percentage",
                violation_error_message=_("A share lies between 0 and 100 percent."),
            ),
        ]

    def __str__(self):
        return self.name


@tracked()
class Workplace(TenantModel):
    """A production unit with a P-number: "the company" of the three-month rule."""

    retention = Retention.EMPLOYER

    employer = TenantKey(Employer, models.CASCADE, related_name="workplaces")
    p_number = models.CharField(_("P-number"), max_length=10, validators=[check_p_number])
    name = models.CharField(_("name"), max_length=120, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "p_number"],
                name="workplace_p_number_once",
                violation_error_message=_("The workplace is here already."),
            )
        ]

    def __str__(self):
        return self.name or self.p_number


@tracked()
class Contact(TenantModel):
    """A person at a firm. One with a log-in has a membership too, whose scope is the employer."""

    retention = Retention.EMPLOYER

    employer = TenantKey(Employer, models.CASCADE, related_name="contacts")
    workplace = TenantKey(Workplace, models.SET_NULL, null=True, blank=True, related_name="contacts")
    name = models.CharField(_("name"), max_length=100)
    title = models.CharField(_("title"), max_length=80, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["name", "id"]

    def __str__(self):
        return self.name
