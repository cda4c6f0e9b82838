"""Early signals: what the records show of a case, said in words, and what a person has decided about it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases import words
from cases.models.cases import Case, OnlyAddedQuerySet
from igu.accounts.history import tracked
from igu.accounts.models import Membership
from igu.accounts.retention import Retention
from igu.accounts.tenancy import TenantKey, TenantModel


@tracked(exclude=["facts"])
class Signal(TenantModel):
    """One thing to look at in a case. kind: the source that found it; facts: the figures of its sentence.

    mark grows when something new has happened. A signal that was dismissed at a mark comes back above it only.
    """

    retention = Retention.CASE

    case = TenantKey(Case, models.CASCADE, related_name="signals")
    kind = models.CharField(max_length=20)
    mark = models.IntegerField()
    facts = models.JSONField(default=dict)
    since_on = models.DateField()
    is_open = models.BooleanField(default=True)
    dismissed_at_mark = models.IntegerField(null=True)
    dismissed_why = models.CharField(_("why it is no cause for concern"), max_length=300, blank=True)
    dismissed_on = models.DateField(null=True)
    dismissed_by = TenantKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["since_on", "kind", "id"]
        indexes = [models.Index(fields=["municipality", "kind", "case"], name="signal_open", condition=Q(is_open=True))]
        constraints = [models.UniqueConstraint(fields=["municipality", "case", "kind"], name="signal_once_a_kind")]
        default_permissions = ()

    def __str__(self):
        return self.kind


class WatchDecision(TenantModel):
    """What was decided about a case that is watched (SIL-07): support it or stop it, in what belief. Append-only."""

    retention = Retention.CASE

    case = TenantKey(Case, models.CASCADE, related_name="watch_decisions")
    decision = models.CharField(_("decision"), max_length=8, choices=words.Watch)
    causes = models.JSONField(_("causes"), default=list, blank=True)
    belief = models.TextField(_("what we believe"), max_length=2000)
    decided_on = models.DateField()
    decided_by = TenantKey(Membership, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    objects = OnlyAddedQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_at", "id"]
        indexes = [models.Index(fields=["municipality", "case", "decided_at"], name="watch_decision_case")]
        default_permissions = ()

    def __str__(self):
        return f"{self.decision} {self.decided_on}"
