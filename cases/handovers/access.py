"""The door to a handover: for whoever made it, whoever got the cases, and managers."""

from django.db.models import Prefetch, Q
from django.http import Http404

from cases import access
from cases.models import Case, Goal, Handover, Issue
from cases.models.goals import Status as GoalStatus
from cases.rows import in_words
from igu.audit.models import Look


def may_see(request, batch_id) -> None:
    """404 if the handover is not the actor's to see."""
    if not _handed(request.actor, batch_id).exists():
        raise Http404


def handover_for(request, batch_id) -> Handover:
    """Who gave, when and why: the same for every case of the batch. 404 if it is not the actor's to see."""
    found = _handed(request.actor, batch_id).select_related("to_member__user", "made_by__user").first()
    if found is None:
        raise Http404
    return found


def _handed(actor, batch_id):
    handed = Handover.objects.filter(batch_id=batch_id, case__in=access.cases_for(actor))
    if actor.is_manager:
        return handed
    return handed.filter(Q(made_by_id=actor.membership_id) | Q(to_member_id=actor.membership_id))


def cases_of(request, batch_id) -> list[Case]:
    """The cases of a batch, what is due first on top, with `open_issues`, `open_goals`, `next_in_words`. Noted."""
    together = access.cases_for(request.actor).filter(
        id__in=Handover.objects.filter(batch_id=batch_id).values("case_id")
    )
    open_goals = Goal.objects.filter(status=GoalStatus.OPEN, taken_back_at=None).order_by("review_on", "id")
    cases = list(
        together.with_header()
        .prefetch_related(
            Prefetch("issues", Issue.objects.filter(closed_on=None), to_attr="open_issues"),
            Prefetch("goals", open_goals, to_attr="open_goals"),
        )
        .order_by("next_due_on", "id")
    )
    for case in cases:
        case.next_in_words = in_words(case.next_what, case.next_count)
    access.note(request, [case.citizen_id for case in cases], kind=Look.LIST)
    return cases


def can_be_taken_back(handover: Handover, cases: list[Case]) -> bool:
    """Whether a case of the batch is still with whoever got it."""
    return any(case.coordinator_id == handover.to_member_id for case in cases)
