"""What was said, seen and decided in a case. The words are sealed; who may know of an entry stands beside them."""

import json
from functools import cached_property

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cases.journal.words import Party, Theme
from cases.models.cases import Case
from cases.models.definitions import Definition
from igu.accounts import sealing
from igu.accounts.history import tracked
from igu.accounts.models import Membership
from igu.accounts.retention import Retention
from igu.accounts.tenancy import TenantKey, TenantModel


class JournalEntryQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """All but the restricted entries of others: those are for author, coordinator, managers and named readers."""
        if not actor.is_case_worker:
            return self.none()
        entries = self.filter(municipality_id=actor.municipality_id)
        if actor.is_manager:
            return entries
        me = actor.membership_id
        named = EntryReader.objects.filter(entry=OuterRef("pk"), membership_id=me)
        return entries.filter(Q(is_restricted=False) | Q(author_id=me) | Q(case__coordinator_id=me) | Exists(named))


@tracked()
class JournalEntry(TenantModel):
    """One entry. Its words are sealed for its id, in the history too, so that no copy of them lies open.

    sealed: what was written, as `seal_words` makes it. is_contact: somebody was reached, and nobody is to be kept from
    knowing it: it counts as the last contact.
    """

    retention = Retention.CASE

    case = TenantKey(Case, models.CASCADE, related_name="journal")
    definition = TenantKey(Definition, models.PROTECT, related_name="+")
    kind = models.SlugField(max_length=40, db_index=False)
    party = models.CharField(_("with"), max_length=8, choices=Party, blank=True)
    theme = models.CharField(_("theme"), max_length=12, choices=Theme, blank=True)
    happened_on = models.DateField(_("date"))
    sealed = models.BinaryField()
    is_contact = models.BooleanField(default=False)
    is_restricted = models.BooleanField(_("restricted"), default=False)
    author = TenantKey(Membership, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = TenantKey(Membership, models.PROTECT, null=True, related_name="+")
    taken_back_why = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = JournalEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_on", "-made_at", "-id"]
        indexes = [
            models.Index(fields=["municipality", "case", "happened_on", "made_at", "id"], name="journal_by_day"),
        ]
        default_permissions = ()

    def __str__(self):
        return f"{self.kind} {self.happened_on}"

    @property
    def is_corrected(self) -> bool:
        return self.version > 1

    @cached_property
    def _words(self) -> dict:
        return open_words(self.sealed, self.id)

    @property
    def text(self) -> str:
        return self._words["text"]

    @property
    def points(self) -> dict:
        """What was answered to the points of its kind, by key."""
        return self._words["points"]


def seal_words(entry_id, text: str, points: dict) -> bytes:
    return sealing.seal(json.dumps({"text": text, "points": points}), bound_to=entry_id)


def open_words(sealed: bytes, entry_id) -> dict:
    return json.loads(sealing.unseal(sealed, bound_to=entry_id))


class EntryReader(TenantModel):
    """Somebody who may know of a restricted entry besides its author, the coordinator and the managers."""

    retention = Retention.CASE

    entry = TenantKey(JournalEntry, models.CASCADE, related_name="readers")
    membership = TenantKey(Membership, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "entry", "membership"], name="entry_reader_once"),
        ]
        default_permissions = ()

    def __str__(self):
        return "reader"
