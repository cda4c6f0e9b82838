"""The person: facts, sealed CPR numbers, and the words that the search finds them by."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases import words
from igu.accounts.history import tracked
from igu.accounts.retention import Retention
from igu.accounts.tenancy import TenantKey, TenantModel
from igu.rules import eligibility
from igu.rules.statute import Basis


@tracked()
class Citizen(TenantModel):
    """The person. The CPR number is not here but sealed in Identity."""

    retention = Retention.CASE

    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=80)
    birth_on = models.DateField(_("date of birth"))
    sex = models.CharField(_("sex"), max_length=8, choices=words.Sex, blank=True)
    origin = models.CharField(_("country of origin"), max_length=60, blank=True)
    arrived_on = models.DateField(_("arrived in Denmark"), null=True, blank=True)
    address_since = models.DateField(_("first address in Denmark from"), null=True, blank=True)
    basis = models.CharField(_("residence basis"), max_length=12, choices=words.Basis, blank=True)
    aliens_act = models.CharField(_("version of the Aliens Act"), max_length=20, blank=True)
    family_to = models.CharField(_("reunified with"), max_length=8, choices=words.FamilyTo, blank=True)
    permit_until = models.DateField(_("residence permit until"), null=True, blank=True)
    completed_before = models.BooleanField(_("has completed an IGU before"), default=False)
    no_cpr_reason = models.CharField(_("why there is no CPR number yet"), max_length=120, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=40, blank=True)
    needs_interpreter = models.BooleanField(_("needs an interpreter"), default=False)
    schooling_years = models.PositiveSmallIntegerField(_("years of schooling"), null=True, blank=True)
    literacy = models.CharField(_("reads and writes own language"), max_length=8, choices=words.Literacy, blank=True)
    danish_education = models.CharField(_("Danish education"), max_length=3, choices=words.DanishEducation, blank=True)
    danish_test = models.CharField(_("Danish test passed"), max_length=3, choices=words.DanishTest, blank=True)
    danish_test_on = models.DateField(_("Danish test passed on"), null=True, blank=True)
    family = models.CharField(_("family"), max_length=16, choices=words.Family, blank=True)
    children = models.PositiveSmallIntegerField(_("children at home"), null=True, blank=True)
    background = models.TextField(_("background"), max_length=4000, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(basis="family") | Q(family_to=""),
                name="citizen_family_to_only_for_family",
                violation_error_message=_("»Reunified with« is only for family reunification."),
            )
        ]

    def __str__(self):
        return f"{self.first_name} {self.last_name}"

    def as_rule_input(self, *, same_workplace_until: dt.date | None = None) -> eligibility.Person:
        """What the law asks about the citizen; the former job is asked for with each judgement."""
        return eligibility.Person(
            birth_on=self.birth_on,
            basis=Basis(self.basis) if self.basis else None,
            address_since=self.address_since,
            family_to=eligibility.FamilyTo(self.family_to) if self.family_to else None,
            completed_before=self.completed_before,
            same_workplace_until=same_workplace_until,
            permit_until=self.permit_until,
        )


class Identity(TenantModel):
    """The CPR number of a citizen: sealed with a key from the environment, found by a keyed hash, in no history.

    A number that was replaced (a substitute number, a change of sex) stays, so that the citizen is still found by it.
    """

    retention = Retention.CASE

    citizen = TenantKey(Citizen, models.CASCADE, related_name="identities")
    sealed = models.BinaryField()
    search_key = models.BinaryField(max_length=32)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "citizen"], condition=Q(replaced_at=None), name="identity_one_a_citizen"
            ),
            models.UniqueConstraint(
                fields=["municipality", "search_key"],
                name="identity_once",
                violation_error_message=_("The citizen has a case already."),
            ),
        ]
        default_permissions = ()

    def __str__(self):
        return "identity"


class NameToken(TenantModel):
    """One word of a citizen's name, folded to small letters: what the name search asks with >= and <."""

    retention = Retention.CASE

    citizen = TenantKey(Citizen, models.CASCADE, related_name="name_tokens")
    token = models.CharField(max_length=80, db_collation="C")

    class Meta:
        indexes = [models.Index(fields=["municipality", "token", "citizen"], name="nametoken_find")]
        default_permissions = ()

    def __str__(self):
        return "token"
