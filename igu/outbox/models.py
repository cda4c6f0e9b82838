"""Mail that waits, and when each job last went well. A body is made when it is sent: nothing personal here."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from igu.accounts.models import Membership
from igu.accounts.retention import Retention
from igu.accounts.tenancy import TenantKey, TenantModel


class MailQuerySet(models.QuerySet):
    def visible_to(self, actor):
        return self.filter(municipality_id=actor.municipality_id)


class Mail(TenantModel):
    """One mail to one membership. `key` makes it unique within its kind, so that it cannot be queued twice.

    A row is claimed for the length of a lease; `attempt` is the fence: only the claimer's own attempt may go on.
    `failures` counts the times a mail server said no or was not there; pauses grow with it.
    Between "handing over" and the server's answer nobody can know whether it was taken: such a row is sent again
    and counted in `doubts`, never in silence.
    """

    retention = Retention.MAIL

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        CLAIMED = "claimed", _("Being sent")
        HANDING_OVER = "handing_over", _("Being handed over")
        SENT = "sent", _("Sent")
        DROPPED = "dropped", _("No longer needed")
        FAILED = "failed", _("Could not be sent")

    membership = TenantKey(Membership, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=80)
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    made_at = models.DateTimeField(auto_now_add=True)
    not_before = models.DateTimeField()
    attempt = models.PositiveIntegerField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    doubts = models.PositiveSmallIntegerField(default=0)
    answer = models.CharField(max_length=200, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "kind", "key"], name="mail_once")]
        indexes = [
            models.Index(
                fields=["not_before", "id"],
                name="mail_open",
                condition=models.Q(state__in=["waiting", "claimed", "handing_over"]),
            )
        ]
        default_permissions = ()

    def __str__(self):
        return f"{self.kind} {self.id}"


class JobRun(models.Model):
    """The last run of each job of the clock; managers see a banner when one has stood still."""

    retention = Retention.TECHNICAL

    name = models.CharField(max_length=40, primary_key=True)
    known_since = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    succeeded_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.name
