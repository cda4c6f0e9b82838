"""Checklists of a case and their ticks."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.checklists.words import Party
from cases.models.cases import Case
from cases.models.definitions import Definition
from igu.accounts.history import tracked
from igu.accounts.models import Membership
from igu.accounts.retention import Retention
from igu.accounts.tenancy import TenantKey, TenantModel


@tracked()
class Checklist(TenantModel):
    """A list that has been begun for a case, with the edition of its points.

    replaced_at: both of two cases that were put together had it, and the other one counts.
    """

    retention = Retention.CASE

    case = TenantKey(Case, models.CASCADE, related_name="checklists")
    definition = TenantKey(Definition, models.PROTECT, related_name="+")
    key = models.SlugField(max_length=40, db_index=False, editable=False)
    participants = models.CharField(_("who took part"), max_length=300, blank=True)
    note = models.TextField(_("note"), max_length=4000, blank=True)
    made_by = TenantKey(Membership, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    replaced_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "case", "key"], condition=Q(replaced_at=None), name="checklist_once"
            )
        ]

    def __str__(self):
        return self.key


@tracked()
class Tick(TenantModel):
    """A point that somebody has ticked. One that is taken back stays, with who took it back and when."""

    retention = Retention.CASE

    checklist = TenantKey(Checklist, models.CASCADE, related_name="ticks")
    case = TenantKey(Case, models.CASCADE, related_name="+")
    point = models.SlugField(max_length=40, db_index=False)
    party = models.CharField(max_length=12, choices=Party, blank=True)
    ticked_on = models.DateField(_("date"))
    made_by = TenantKey(Membership, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = TenantKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "checklist", "point", "party"],
                condition=Q(undone_at=None),
                name="tick_once",
            )
        ]
        indexes = [models.Index(fields=["municipality", "case"], name="tick_case")]

    def __str__(self):
        return self.point
