"""The agreement of citizen and employer: made, changed, ended. The case's stage and the upper apps follow it."""

import datetime as dt

from django.db import transaction

from cases import hooks, models, stages
from cases.services.rechecks import follow_starts
from igu.accounts.errors import RuleBroken
from igu.accounts.saving import held_by_the_database, save_version
from igu.rules import statute

HELD = {
    "agreement_no_overlap": "agreement_overlaps",
    "agreement_start_once": "agreement_starts_twice",
    "agreement_ends_after_it_starts": "ends_before_it_starts",
    "agreement_ended_after_it_started": "ended_before_it_started",
    "agreement_hours_within_a_week": "hours_outside_a_week",
    "agreement_runup_before_start": "runup_after_start",
}


@transaction.atomic
def make_agreement(
    actor, *, case: models.Case, start_on: dt.date, end_on: dt.date | None = None, today: dt.date, **fields
) -> models.Agreement:
    """Make an agreement. Its last day is two years less a day after the start when none is given.

    A closed case opens again. Raises RuleBroken: `outside_scheme`, `workplace_of_another_firm`,
    `contact_of_another_firm`, and the codes of HELD.
    """
    agreement = models.Agreement(
        municipality_id=case.municipality_id,
        case=case,
        citizen_id=case.citizen_id,
        start_on=start_on,
        end_on=end_on or statute.ordinary_end(start_on),
        **fields,
    )
    _check(agreement)
    with held_by_the_database(**HELD):
        agreement.save(force_insert=True)
    stages.open_again([case.id])
    _follow(actor, agreement, today)
    return agreement


@transaction.atomic
def change_agreement(actor, *, agreement: models.Agreement, version: int, today: dt.date, **fields) -> None:
    """Save these fields of an agreement. Raises as make_agreement, and Outdated."""
    for name, value in fields.items():
        setattr(agreement, name, value)
    agreement.end_on = fields["end_on"] = agreement.end_on or statute.ordinary_end(agreement.start_on)
    _check(agreement)
    with held_by_the_database(**HELD):
        save_version(agreement, version, **fields)
    _follow(actor, agreement, today)


@transaction.atomic
def end_agreement(
    actor, *, agreement: models.Agreement, version: int, ending: str, ended_on: dt.date, today: dt.date, **outcomes
) -> None:
    """Note how and on which day an agreement really ended, and where the person was 6 and 12 months later.

    Raises RuleBroken: `ended_before_it_started`, `agreement_overlaps`; Outdated.
    """
    with held_by_the_database(**HELD):
        save_version(agreement, version, ending=ending, ended_on=ended_on, **outcomes)
    _follow(actor, agreement, today)


@transaction.atomic
def reopen_agreement(actor, *, agreement: models.Agreement, version: int, today: dt.date) -> None:
    """Take an ending back that was noted by mistake. Raises RuleBroken: `agreement_overlaps`; Outdated."""
    with held_by_the_database(**HELD):
        save_version(agreement, version, ending="", ended_on=None, outcome_6="", outcome_12="")
    stages.open_again([agreement.case_id])
    _follow(actor, agreement, today)


def _check(agreement):
    codes = []
    if statute.statute_for(agreement.start_on) is None:
        codes.append("outside_scheme")
    if agreement.workplace_id and agreement.workplace.employer_id != agreement.employer_id:
        codes.append("workplace_of_another_firm")
    if agreement.contact_id and agreement.contact.employer_id != agreement.employer_id:
        codes.append("contact_of_another_firm")
    if codes:
        raise RuleBroken(*codes)


def _follow(actor, agreement, today):
    stages.follow_agreements(agreement.municipality_id, today, [agreement.case_id])
    hooks.agreements_changed(actor, [agreement], today=today)
    follow_starts(actor, [agreement], today=today)
