"""Visitations, open issues, closing and reopening."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from cases import hooks, models, stages, words
from cases.services.agreements import end_agreement
from igu.accounts.errors import RuleBroken
from igu.accounts.saving import make_once, save_version

# --- visitation ---------------------------------------------------------------------------------------------


@transaction.atomic
def note_visitation(actor, *, case: models.Case, token: UUID | None = None, **fields) -> models.Visitation:
    """Keep what a visitation found and decided; the newest one says the track of the case."""
    visitation, _is_new = make_once(
        models.Visitation, actor, token, case=case, decided_by_id=actor.membership_id, **fields
    )
    follow_track(case)
    return visitation


@transaction.atomic
def change_visitation(actor, *, visitation: models.Visitation, version: int, **fields) -> None:
    """Correct a visitation. Raises Outdated."""
    save_version(visitation, version, **fields)
    follow_track(visitation.case)


def follow_track(case: models.Case) -> None:
    """The track is what the newest visitation says."""
    newest = case.visitations.values_list("track", flat=True).first() or ""
    models.Case.objects.filter(id=case.id).exclude(track=newest).update(track=newest)


# --- issues ---------------------------------------------------------------------------------------------------


@transaction.atomic
def note_issue(actor, *, case: models.Case, token: UUID | None = None, today: dt.date, **fields) -> models.Issue:
    """Note something that stands in the way."""
    closed_on = None if fields["state"] in OPEN_STATES else today
    issue, _is_new = make_once(
        models.Issue, actor, token, case=case, noted_by_id=actor.membership_id, closed_on=closed_on, **fields
    )
    return issue


OPEN_STATES = (words.IssueState.OPEN, words.IssueState.AT_WORK)


@transaction.atomic
def change_issue(actor, *, issue: models.Issue, version: int, today: dt.date, **fields) -> None:
    """Say how an issue stands now. The day on which it was closed stays when it is closed already. Raises Outdated."""
    is_open = fields["state"] in OPEN_STATES
    save_version(issue, version, closed_on=None if is_open else issue.closed_on or today, **fields)


# --- closing and reopening -------------------------------------------------------------------------------------


@transaction.atomic
def close_case(actor, *, case: models.Case, version: int, why: str, closed_on: dt.date, today: dt.date) -> None:
    """Close a case with the reason. Who has moved away ends the running agreement with it.

    Raises RuleBroken: `agreement_is_running`; Outdated.
    """
    running = case.agreement if case.agreement and not case.agreement.ending else None
    if running and why != words.ClosedWhy.MOVED:
        raise RuleBroken("agreement_is_running")
    save_version(case, version, stage=words.Stage.CLOSED, closed_on=closed_on, closed_why=why)
    if running:
        ended_on = max(min(closed_on, running.end_on), running.start_on)
        end_agreement(
            actor, agreement=running, version=running.version, ending=words.Ending.MOVED, ended_on=ended_on, today=today
        )


@transaction.atomic
def reopen_case(actor, *, case: models.Case, version: int, today: dt.date) -> None:
    """Open a case that was closed, by mistake or too early. What ended because of a move runs on. Raises Outdated."""
    save_version(case, version, **stages.OPEN_AGAIN)
    moved = case.agreements.filter(ending=words.Ending.MOVED).order_by("-start_on").first()
    if moved and moved.id == case.agreement_id:
        save_version(moved, moved.version, ending="", ended_on=None)
        hooks.agreements_changed(actor, [moved], today=today)
    stages.follow_agreements(case.municipality_id, today, [case.id])
