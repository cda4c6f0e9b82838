"""The door to drafts: the owner's own, and none that is too old."""

from datetime import datetime
from functools import cache
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils.datastructures import MultiValueDict

from cases.drafts.services import KEPT_FOR
from cases.models import Case, Draft
from igu.accounts.sealing import SealBroken
from igu.web.statements import ME


def _own(membership_ids, now: datetime):
    return Draft.objects.filter(owner_id__in=membership_ids, saved_at__gt=now - KEPT_FOR)


def draft_of(actor, case: Case, form: str, now: datetime) -> Draft | None:
    return _own([actor.membership_id], now).filter(case=case, form=form).first()


@cache
def kept_at(form: str) -> Subquery:
    """When the actor's own draft was kept, however long ago: for `case_for`, which writes its statement once."""
    return Subquery(Draft.objects.filter(owner_id=ME, case=OuterRef("id"), form=form).values("saved_at"))


def if_not_too_old(saved_at: datetime | None, now: datetime) -> datetime | None:
    return saved_at if saved_at and saved_at > now - KEPT_FOR else None


def typed_of(draft: Draft | None) -> MultiValueDict:
    """What stood in the form; nothing where the draft or the key that sealed it is gone."""
    try:
        return MultiValueDict(draft.typed if draft else {})
    except SealBroken:
        return MultiValueDict()


def newest_at(membership_ids: list[UUID], now: datetime) -> datetime | None:
    """When the newest draft of these memberships was kept. Says nothing of whom it is about."""
    return _own(membership_ids, now).order_by("-saved_at").values_list("saved_at", flat=True).first()


def newest_of(actor, now: datetime) -> Draft | None:
    return _own([actor.membership_id], now).select_related("case").order_by("-saved_at").first()
