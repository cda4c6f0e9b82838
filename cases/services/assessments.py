"""The judgement of the target group: the rules speak, a person stands by it, and both are kept."""

import datetime as dt
from dataclasses import replace

from django.db import transaction

from cases import models, words
from cases.services.rechecks import start_is_judged
from igu.accounts.errors import RuleBroken
from igu.rules import eligibility


@transaction.atomic
def assess(
    actor,
    *,
    case: models.Case,
    start_on: dt.date,
    same_workplace_until: dt.date | None = None,
    note: str = "",
) -> models.Assessment:
    """Judge the citizen on a start date by the law of that date, and keep answer, facts and who asked.

    The citizen's facts are those of this moment; a later change of them does not change what was judged. The follow-up
    that asks for that day goes.
    Raises RuleBroken: `reason_missing` where the law leaves the answer to a person and the note does not say why.
    """
    person = _person(case, same_workplace_until)
    judgement = eligibility.judge(person, start_on)
    if judgement.decision == eligibility.Decision.MANUAL and not note.strip():
        raise RuleBroken("reason_missing")
    made = models.Assessment.objects.create(
        municipality_id=case.municipality_id,
        case=case,
        start_on=start_on,
        decision=judgement.decision,
        rule_version=judgement.rule_version,
        reasons=list(judgement.reasons),
        facts=models.facts_of(person),
        note=note,
        judged_by_id=actor.membership_id,
    )
    start_is_judged(actor, case.id, start_on)
    return made


def _person(case, same_workplace_until) -> eligibility.Person:
    person = case.citizen.as_rule_input(same_workplace_until=same_workplace_until)
    if case.agreements.filter(ending=words.Ending.COMPLETED).exists():
        return replace(person, completed_before=True)
    return person
