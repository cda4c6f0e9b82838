"""Drawing a sample, asking, answering, closing."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from cases import models
from cases.documents import Worker
from cases.looks import access
from igu.accounts.errors import RuleBroken
from igu.accounts.models import Municipality
from igu.accounts.tenancy import acting_for
from igu.outbox.services import queue
from igu.rules.months import add_months

DRAWN = 10  # besides all look-ups with a typed reason
MAIL = "look_question"


@transaction.atomic
def draw_sample(actor, *, month: dt.date) -> int:
    """Put the month's sample aside: every typed reason, and look-ups that nobody can foresee. How many are new."""
    with_reason = [look for look in access.looks_of(actor, month) if look.explained == "reason"]
    wanted = {look.id: look for look in with_reason + access.draw(actor, month, DRAWN)}
    made = models.LookReview.objects.bulk_create(
        [_review(actor, look, month) for look in wanted.values()], ignore_conflicts=True
    )
    return len(made)


def draw_missing_samples(today: dt.date) -> int:
    """Draw last month's sample in every municipality that has none; a second run on the same day draws no other."""
    month, made = add_months(today.replace(day=1), -1), 0
    for municipality_id in Municipality.objects.values_list("id", flat=True):
        with acting_for(municipality_id):
            if not models.LookReview.objects.filter(month=month, is_drawn=True).exists():
                made += draw_sample(Worker(municipality_id, None), month=month)
    return made


@transaction.atomic
def ask(actor, *, look: access.Look, month: dt.date, question: str) -> models.LookReview:
    """Ask the person about a look-up, whether it was drawn or picked. The person gets a mail with a link.

    Raises RuleBroken: `answered` (an answer stays with its question), `asked_already` (by a colleague).
    """
    rows = models.LookReview.objects.select_for_update().filter(municipality_id=actor.municipality_id)
    review = rows.filter(look_id=look.id).first()
    if review and review.question not in ("", question):
        _check_asked(actor, review)
    if review is None:
        review = _review(actor, look, month, is_drawn=False)
        review.save(force_insert=True)
    models.LookReview.objects.filter(id=review.id).update(
        question=question, asked_at=timezone.now(), asked_by_id=actor.membership_id
    )
    if look.membership_id:
        key = f"{review.id}"
        queue(municipality_id=actor.municipality_id, membership_id=look.membership_id, kind=MAIL, key=key)
    return review


@transaction.atomic
def answer(actor, *, review: models.LookReview, text: str) -> None:
    """The person says why. The first answer stands. Raises RuleBroken: `answered` where this is another one."""
    rows = models.LookReview.objects.filter(id=review.id)
    is_first = rows.filter(answered_at=None).update(answer=text, answered_at=timezone.now())
    if not is_first and not rows.filter(answer=text).exists():
        raise RuleBroken("answered")


@transaction.atomic
def close(actor, *, review: models.LookReview) -> None:
    """The reviewer has seen it and has no further question."""
    rows = models.LookReview.objects.filter(id=review.id, closed_at=None)
    rows.update(closed_at=timezone.now(), closed_by_id=actor.membership_id)


def _check_asked(actor, review):
    if review.answered_at:
        raise RuleBroken("answered")
    if review.asked_by_id != actor.membership_id:
        raise RuleBroken("asked_already")


def _review(actor, look, month, is_drawn=True) -> models.LookReview:
    return models.LookReview(
        municipality_id=actor.municipality_id,
        month=month,
        look_id=look.id,
        looked_at=look.at,
        membership_id=look.membership_id,
        citizen_id=look.citizen_id,
        kind=look.kind,
        is_drawn=is_drawn,
    )
