"""What the signals hear of."""

from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from cases.signals.services import look_again


def look_at_contacts(municipality_id: UUID, case_ids: Iterable[UUID]) -> None:
    """A contact was noted, or no longer holds."""
    look_again(municipality_id, timezone.localdate(), case_ids, "no_contact")
