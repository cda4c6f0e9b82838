"""What a case may have only once, when two cases that both have it become one: the newest counts, the other stays to
be read, and the way back is remembered."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Max, Q
from django.utils import timezone

from cases import models

ONCE = {models.Profile: (), models.Checklist: ("key",)}  # model → what else makes a row another one
# What is worked out from a case, is somebody's own, or is said of the same day: it stays where both have it.
STAYS_IF_BOTH = {"cases_draft": ("owner_id", "form"), "cases_requiredhours": ("from_on",)}


def settle(actor, kept: models.Case, gone: models.Case, today: dt.date) -> dict[str, list[str]]:
    """Let the newer row count wherever both have one; the ids of the others, by table."""
    settled = {}
    for model in ONCE:
        older = [row.id for row in _older(model, kept, gone)]
        model.objects.filter(id__in=older).update(replaced_at=timezone.now())
        settled[model._meta.db_table] = [str(id_) for id_ in older]
    older = [row.id for row in _open_consents(kept, gone)[1:]]
    consents = models.CvConsent.objects.filter(id__in=older)
    consents.update(is_merged=True, withdrawn_on=today, withdrawn_by_id=actor.membership_id)
    return settled | {models.CvConsent._meta.db_table: [str(id_) for id_ in older]}


def unsettle(settled: dict[str, list[str]]) -> None:
    """Each case has its own again."""
    for model in ONCE:
        model.objects.filter(id__in=settled.get(model._meta.db_table, ())).update(replaced_at=None)
    consents = models.CvConsent.objects.filter(id__in=settled.get(models.CvConsent._meta.db_table, ()))
    consents.update(is_merged=False, withdrawn_on=None, withdrawn_by=None)


def former_profiles(case: models.Case) -> list[models.Profile]:
    return list(models.Profile.objects.filter(case=case).exclude(replaced_at=None).order_by("-replaced_at", "id"))


def _older(model, kept, gone) -> Iterator[models.Profile | models.Checklist]:
    rows = model.objects.filter(case__in=(kept, gone), replaced_at=None)
    events = model.pgh_event_model.objects.filter(pgh_obj_id__in=rows.values("id"))
    written = dict(events.order_by().values_list("pgh_obj_id").annotate(last=Max("pgh_id")))
    by_key: dict[tuple, list] = {}
    for row in sorted(rows, key=lambda row: (written[row.id], row.case_id == kept.id, row.id), reverse=True):
        by_key.setdefault(tuple(getattr(row, name) for name in ONCE[model]), []).append(row)
    return (row for rows in by_key.values() for row in rows[1:])


def _open_consents(kept, gone) -> list[models.CvConsent]:
    return list(models.CvConsent.objects.filter(Q(case=kept) | Q(case=gone), withdrawn_on=None))
