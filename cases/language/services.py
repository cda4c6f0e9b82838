"""Making a language plan, changing it, signing it, and noting what was trained."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from cases import hooks
from cases.models import Case, LanguagePlan, LanguageSession
from igu.accounts.errors import RuleBroken
from igu.accounts.saving import held_by_the_database, make_once, save_version

ENDS = gettext_noop("The language plan ends: go on or close?")
HELD = {
    "language_plan_ends_after_it_starts": "ends_before_it_starts",
    "language_plan_hours_within_a_week": "hours_outside_a_week",
    "language_session_hours_within_a_day": "hours_outside_a_day",
}


@transaction.atomic
def make_plan(actor, *, case: Case, token: UUID | None = None, **fields) -> LanguagePlan:
    """Raises RuleBroken: `ends_before_it_starts`, `hours_outside_a_week`."""
    with held_by_the_database(**HELD):
        plan, _is_new = make_once(LanguagePlan, actor, token, case=case, made_by_id=actor.membership_id, **fields)
    _ask_to_look_again(actor, plan)
    return plan


@transaction.atomic
def change_plan(actor, *, plan: LanguagePlan, version: int, **fields) -> None:
    """Save another wording. Where something has changed both signatures are asked for again. Raises as make_plan;
    Outdated."""
    if any(getattr(plan, name) != value for name, value in fields.items()):
        fields |= {"citizen_signed_on": None, "workplace_signed_on": None, "workplace_signer": ""}
    with held_by_the_database(**HELD):
        save_version(plan, version, **fields)
    _ask_to_look_again(actor, plan)


def sign_plan(
    actor,
    *,
    plan: LanguagePlan,
    version: int,
    today: dt.date,
    citizen_signed_on: dt.date | None,
    workplace_signed_on: dt.date | None,
    workplace_signer: str,
) -> None:
    """Note who has signed this wording, and when. Raises RuleBroken: `signed_ahead`, `signer_missing`; Outdated."""
    if any(day and day > today for day in (citizen_signed_on, workplace_signed_on)):
        raise RuleBroken("signed_ahead")
    if workplace_signed_on and not workplace_signer:
        raise RuleBroken("signer_missing")
    save_version(
        plan,
        version,
        citizen_signed_on=citizen_signed_on,
        workplace_signed_on=workplace_signed_on,
        workplace_signer=workplace_signer,
    )


@transaction.atomic
def note_session(
    actor, *, plan: LanguagePlan, today: dt.date, held_on: dt.date, token: UUID | None = None, **fields
) -> LanguageSession:
    """Raises RuleBroken: `held_ahead`, `hours_outside_a_day`."""
    if held_on > today:
        raise RuleBroken("held_ahead")
    with held_by_the_database(**HELD):
        session, _is_new = make_once(
            LanguageSession,
            actor,
            token,
            plan=plan,
            case_id=plan.case_id,
            held_on=held_on,
            made_by_id=actor.membership_id,
            **fields,
        )
    return session


def _ask_to_look_again(actor, plan):
    due = [hooks.DueDate("ends", plan.ends_on, ENDS, "both")] if plan.ends_on else []
    hooks.dates_changed(actor, plan.case, f"language:{plan.id}", due)
