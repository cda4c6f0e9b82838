"""Who looked at whom, and who was turned away. Rows hold ids and closed words only: no name, no CPR, no search term."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models

from igu.accounts.retention import Retention
from igu.accounts.tenancy import TenantModel


class Look(models.TextChoices):
    """The kinds of reading that are told apart in the log."""

    READ = "read"
    LIST = "list"
    SEARCH = "search"
    REVEAL_CPR = "reveal_cpr"
    EXPORT = "export"
    DOCUMENT = "document"
    NOTE = "note"
    IMPORT = "import"
    JOB = "job"


class ReadLog(TenantModel):
    """One citizen was read in one answer. Written in the transaction of the read, never changed."""

    retention = Retention.LOG

    at = models.DateTimeField(auto_now_add=True)
    membership_id = models.UUIDField(null=True)  # no key: the log outlives what it points to; empty = command line
    citizen_id = models.UUIDField()
    kind = models.CharField(max_length=12, choices=Look)
    route = models.CharField(max_length=60)
    purpose = models.CharField(max_length=200, blank=True)
    request_id = models.CharField(max_length=32, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["municipality", "citizen_id", "at"], name="readlog_citizen"),
            BrinIndex(fields=["at"], name="readlog_month"),
        ]
        default_permissions = ()

    def __str__(self):
        return f"{self.kind} {self.route}"


class Refusal(TenantModel):
    """Somebody asked for a page that is not theirs, or is not there: the two are not told apart."""

    retention = Retention.LOG

    at = models.DateTimeField(auto_now_add=True)
    membership_id = models.UUIDField()
    route = models.CharField(max_length=60)
    method = models.CharField(max_length=8)
    target = models.CharField(max_length=40, blank=True)
    request_id = models.CharField(max_length=32, blank=True)

    class Meta:
        indexes = [models.Index(fields=["municipality", "at"], name="refusal_at")]
        default_permissions = ()

    def __str__(self):
        return f"refused {self.route}"
