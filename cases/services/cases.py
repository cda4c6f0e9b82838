"""The case itself: its number, who follows it, and in which stage it stands."""

import datetime as dt

from django.db import transaction
from django.db.models import F

from cases import models, names, numbering, stages, words
from cases.services.citizens import make_citizen
from igu.accounts.saving import save_version


@transaction.atomic
def open_case(
    actor, *, citizen: dict, cpr: str = "", coordinator_id=None, group: str = "", today: dt.date
) -> models.Case:
    """Open a case with its citizen: number of the year, sealed CPR number, words for the search.

    citizen: fields of models.Citizen. cpr: ten digits, or empty with `no_cpr_reason` among the fields.
    Raises RuleBroken: `cpr_missing`, `cpr_has_case`.
    """
    person = make_citizen(actor.municipality_id, citizen, cpr)
    return models.Case.objects.create(
        municipality_id=actor.municipality_id,
        citizen=person,
        number=numbering.take_numbers(actor.municipality_id, today.year)[0],
        coordinator_id=coordinator_id,
        group=group,
        opened_on=today,
        sort_name=names.sort_key(person.first_name, person.last_name),
    )


@transaction.atomic
def change_case(
    actor, *, case: models.Case, version: int, coordinator_id, group: str, hold: str, today: dt.date
) -> None:
    """Save who follows the case and its group, and pause it, close it, or let its stage follow the agreement.

    hold: words.Stage.PAUSED, words.Stage.CLOSED, or empty. Raises Outdated.
    """
    is_closed = hold == words.Stage.CLOSED
    save_version(
        case,
        version,
        coordinator_id=coordinator_id,
        group=group,
        stage=hold or words.Stage.RUN_UP,
        closed_on=(case.closed_on or today) if is_closed else None,
    )
    stages.follow_agreements(case.municipality_id, today, [case.id])


@transaction.atomic
def hand_over(actor, *, case_ids, coordinator_id) -> int:
    """Give these cases to another coordinator, as many of them as the actor may see; how many have changed.

    No version is asked for: the one thing that is set is the one that was meant.
    """
    cases = models.Case.objects.visible_to(actor).filter(id__in=case_ids).exclude(coordinator_id=coordinator_id)
    return cases.update(coordinator_id=coordinator_id, version=F("version") + 1)
