"""Keeping, dropping and clearing away drafts."""

import json
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction
from django.utils.datastructures import MultiValueDict

from cases.models import Case, Draft
from igu.accounts.models import Municipality
from igu.accounts.sealing import seal
from igu.accounts.tenancy import acting_for

KEPT_FOR = timedelta(days=7)
LONGEST = 60_000  # characters, all fields together; the longest text of a form has 10,000
NEVER_KEPT = {"csrfmiddlewaretoken", "token", "version", "choose"}


@transaction.atomic
def keep_draft(actor, *, case: Case, form: str, typed: MultiValueDict, now: datetime) -> Draft | None:
    """Keep what stands in a form now, in the place of what stood there before; nothing where it is too much."""
    fields = {name: values for name, values in typed.lists() if name not in NEVER_KEPT}
    text = json.dumps(fields)
    if len(text) > LONGEST:
        return None
    where = {"municipality_id": actor.municipality_id, "owner_id": actor.membership_id, "case": case, "form": form}
    draft = Draft.objects.select_for_update().filter(**where).first()
    if draft is None:
        draft_id = uuid4()
        sealed = seal(text, bound_to=draft_id)
        draft, _is_new = Draft.objects.get_or_create(
            **where, defaults={"id": draft_id, "sealed": sealed, "saved_at": now}
        )
    draft.sealed, draft.saved_at = seal(text, bound_to=draft.id), now
    draft.save(update_fields=["sealed", "saved_at"])
    return draft


def drop_draft(actor, *, case: Case, form: str) -> None:
    """The form was saved, or what stood in it is not wanted any more."""
    Draft.objects.filter(owner_id=actor.membership_id, case=case, form=form).delete()


def clear_old_drafts(now: datetime) -> int:
    """Throw away what nobody came back to. Returns how many."""
    cleared = 0
    for municipality_id in Municipality.objects.values_list("id", flat=True):
        with acting_for(municipality_id):
            cleared += Draft.objects.filter(saved_at__lt=now - KEPT_FOR).delete()[0]
    return cleared
