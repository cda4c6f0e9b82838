"""Visitations, open issues, a handover and a protected case for the demo."""

import datetime as dt

from cases import models
from cases import services as cases
from cases.course import services as course
from cases.protection import services as protection
from cases.protection import tries

NEEDS = (
    ("lacks_language", "Taler dansk til hverdag, men mangler fagordene.", "A2"),
    ("lacks_trade", "Har arbejdet i hjemlandet, men mangler de danske kurser.", "B1"),
    ("lacks_experience", "Har ikke haft et job i Danmark endnu.", "A2"),
)
ISSUES = (
    "Mangler børnepasning om torsdagen",
    "Kan ikke nå den første bus",
    "Venter på svar fra lægen",
)


def write_course(actor, case: models.Case, number: int, consultant, today: dt.date) -> None:
    """The first talk of a case, and for every fourth something that is to be kept an eye on."""
    need, said, level = NEEDS[number % len(NEEDS)]
    course.note_visitation(
        actor,
        case=case,
        held_on=case.opened_on,
        consultant_id=consultant and consultant.id,
        others="Sagsbehandler" if number % 2 else "",
        need=said,
        danish_level=level,
        is_on_benefit=number % 3 == 0,
        benefit_months=6 + 7 * number % 40,
        track="job" if number % 9 == 8 else "igu",
        reason="Vil gerne have et fag og et job, der holder.",
        **{need: True},
    )
    if number % 4 == 0:
        course.note_issue(
            actor,
            case=case,
            what=ISSUES[number // 4 % len(ISSUES)],
            found_on=case.opened_on,
            state="solved" if number % 8 else "open",
            news="Aftalt med borgeren, at vi ser på det hver måned.",
            today=today,
        )


def protect_one(actor, curious, case: models.Case, second, today: dt.date) -> None:
    """One case is protected, and a colleague has reached for it."""
    case.refresh_from_db()
    registered = today - dt.timedelta(days=200)
    protection.protect_case(actor, case=case, version=case.version, protected_on=registered, second_id=second.id)
    tries.note_tries(curious, [case.id], how=tries.How.OPENED, today=today)


def hand_over_one(actor, case: models.Case, to, today: dt.date) -> None:
    cases.hand_over(
        actor,
        case_ids=[case.id],
        coordinator_id=to.id,
        today=today - dt.timedelta(days=40),
        reason="igu_team",
        note="Afklaret i praktik. Firmaet er klar til en aftale.",
    )
