"""The case itself: its number, who follows it, and in which stage it stands."""

import datetime as dt

from django.db import transaction
from django.db.models import F, OuterRef, Subquery, Value

from cases import models, names, numbering, stages, words
from cases.services.citizens import make_citizen
from cases.signals.services import look_again
from igu.accounts.saving import save_version

KEEP = object()  # no word about it: as it was


@transaction.atomic
def open_case(
    actor, *, citizen: dict, cpr: str = "", coordinator_id=None, second_id=None, group: str = "", today: dt.date
) -> models.Case:
    """Open a case with its citizen: number of the year, sealed CPR number, words for the search.

    citizen: fields of models.Citizen. cpr: ten digits, or empty with `no_cpr_reason` among the fields.
    Raises RuleBroken: `cpr_missing`, `cpr_has_case`.
    """
    person = make_citizen(actor.municipality_id, citizen, cpr)
    case = models.Case.objects.create(
        municipality_id=actor.municipality_id,
        citizen=person,
        number=numbering.take_numbers(actor.municipality_id, today.year)[0],
        coordinator_id=coordinator_id,
        second_id=second_id,
        group=group,
        opened_on=today,
        sort_name=names.sort_key(person.first_name, person.last_name),
    )
    _note_handovers(actor, case, {}, today)
    return case


@transaction.atomic
def change_case(
    actor,
    *,
    case: models.Case,
    version: int,
    coordinator_id,
    group: str,
    hold: str,
    today: dt.date,
    second_id=KEEP,
    reason: str = "",
    note: str = "",
) -> None:
    """Save who follows the case and its group, and pause it or let its stage follow the agreement.

    hold: words.Stage.PAUSED, or empty. A closed case stays closed: cases.course.services closes and opens again.
    reason and note: of a handover, kept in the history of who followed the case. Raises Outdated.
    """
    is_closed = case.stage == words.Stage.CLOSED
    before = {False: case.coordinator_id, True: case.second_id}
    second_id = case.second_id if second_id is KEEP else second_id
    save_version(
        case,
        version,
        coordinator_id=coordinator_id,
        second_id=second_id,
        group=group,
        stage=case.stage if is_closed else hold or words.Stage.RUN_UP,
    )
    _note_handovers(actor, case, before, today, reason, note)
    look_again(case.municipality_id, today, [case.id], "responsible")
    stages.follow_agreements(case.municipality_id, today, [case.id])


@transaction.atomic
def hand_over(
    actor, *, case_ids, coordinator_id, today: dt.date, reason: str = "", note: str = "", batch_id=None
) -> list:
    """Give these cases to another coordinator, as many of them as the actor may see; whose have changed (citizens).

    No version is asked for: the one thing that is set is the one that was meant.
    """
    cases = models.Case.objects.visible_to(actor).filter(id__in=case_ids).exclude(coordinator_id=coordinator_id)
    moves = list(cases.values_list("citizen_id", "id", "coordinator_id", Value(coordinator_id)))
    _note_moves(actor, moves, reason=reason, note=note, handed_on=today, batch_id=batch_id)
    cases.update(coordinator_id=coordinator_id, version=F("version") + 1)
    look_again(actor.municipality_id, today, [case_id for _citizen_id, case_id, *_move in moves], "responsible")
    return [citizen_id for citizen_id, *_move in moves]


@transaction.atomic
def take_back(actor, *, batch_id, today: dt.date) -> list:
    """Give the cases that were handed over together back to whom they came from; whose have changed (citizens).

    One that has gone on to somebody else meanwhile stays there.
    """
    made = models.Handover.objects.filter(batch_id=batch_id, case_id=OuterRef("pk"))
    before = Subquery(made.values("from_member_id")[:1])
    cases = models.Case.objects.visible_to(actor).filter(coordinator_id=Subquery(made.values("to_member_id")[:1]))
    moves = list(cases.values_list("citizen_id", "id", "coordinator_id", before))
    _note_moves(actor, moves, reason=words.HandoverReason.TAKEN_BACK, note="", handed_on=today)
    cases.update(coordinator_id=before, version=F("version") + 1)
    look_again(actor.municipality_id, today, [case_id for _citizen_id, case_id, *_move in moves], "responsible")
    return [citizen_id for citizen_id, *_move in moves]


def _note_moves(actor, moves: list[tuple], **told) -> None:
    """Keep of each case who had it before and who has it now."""
    models.Handover.objects.bulk_create(
        models.Handover(
            municipality_id=actor.municipality_id,
            case_id=case_id,
            from_member_id=before,
            to_member_id=after,
            made_by_id=actor.membership_id,
            **told,
        )
        for _citizen_id, case_id, before, after in moves
    )


def _note_handovers(actor, case, before: dict, today, reason="", note=""):
    """Keep who took over from whom, in the place of the coordinator (False) and of the second person (True)."""
    after = {False: case.coordinator_id, True: case.second_id}
    for is_second, member in after.items():
        former = before.get(is_second)
        if str(member or "") != str(former or ""):
            models.Handover.objects.create(
                municipality_id=case.municipality_id,
                case=case,
                is_second=is_second,
                from_member_id=former,
                to_member_id=member,
                reason=reason,
                note=note,
                handed_on=today,
                made_by_id=actor.membership_id,
            )
