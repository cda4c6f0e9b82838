"""Reviewing who looked: a sample that nobody can foresee, a question to the person, and the answer."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from igu.accounts.models import Membership
from igu.accounts.retention import Retention
from igu.accounts.tenancy import TenantKey, TenantModel


class LookReview(TenantModel):
    """One look-up that is reviewed: drawn for a month's sample, or picked by the reviewer.

    look_id and the ids beside it are those of the read log, which outlives what it points to.
    """

    retention = Retention.LOG

    month = models.DateField()  # the first day of the month that was looked at
    look_id = models.UUIDField()
    looked_at = models.DateTimeField()
    membership = TenantKey(Membership, models.SET_NULL, null=True, related_name="+")
    citizen_id = models.UUIDField()
    kind = models.CharField(max_length=12)
    is_drawn = models.BooleanField(default=True)
    question = models.CharField(_("question"), max_length=300, blank=True)
    asked_by = TenantKey(Membership, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(null=True)
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = TenantKey(Membership, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-looked_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "look_id"], name="look_review_once"),
            models.CheckConstraint(condition=Q(answer="") | Q(answered_at__isnull=False), name="look_answer_is_dated"),
        ]
        indexes = [models.Index(fields=["municipality", "month"], name="look_review_month")]
        default_permissions = ()

    def __str__(self):
        return f"{self.kind} {self.looked_at}"
