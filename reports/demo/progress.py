"""What the demo's cases hold of goals, measurements and checklists: made by the services, on days that lie behind."""

import datetime as dt
from collections.abc import Sequence

from cases.checklists import services as checklists
from cases.definitions.access import Offer, offer_for
from cases.goals import services as goals
from cases.models import Case, GoalRating
from cases.scales import services as scales
from igu.rules.months import add_months

# How the answers of one person went, a row a quarter: health, energy, idea, belief, knowing. 0: not answered.
COURSES = (
    ((2, 2, 1, 2, 1), (3, 2, 2, 3, 2), (3, 4, 3, 3, 4), (4, 4, 4, 4, 4)),
    ((3, 3, 2, 2, 2), (3, 0, 3, 3, 3), (4, 3, 3, 4, 3)),
    ((4, 3, 3, 3, 2), (3, 2, 3, 2, 3)),
)
STATEMENTS = ("health", "energy", "idea", "belief", "knowing")
NOTES = (
    "Vil gerne prøve kassen, men er bange for at tale i telefon.",
    "Sover bedre, efter at vagten begynder kl. 8.",
    "Har fundet ud af, at det er køkkenet, der trækker.",
)
GOALS = (
    ("confidence", ("Spørger, når noget er uklart",), "Spørger selv mindst én gang om dagen", (2, 3, 4)),
    ("branch_cleaning", ("Bruger gulvvaskemaskinen", "Doserer og bruger midlerne sikkert"), "", (1, 3)),
    ("job_or_education", ("Ordinært job på arbejdspladsen",), "Aftale om timer før slut", (2, 2)),
)
MOST = 5  # cases of a town that are measured: enough to look at


def make_progress(actor_of, cases: Sequence[Case], today: dt.date) -> None:
    """`actor_of(case)` is who notes it. The cases are running, the one that has run longest first."""
    for number, case in enumerate(cases[:MOST]):
        actor, begun = actor_of(case), case.agreement.start_on
        _measure(actor, case, COURSES[number % len(COURSES)], begun, today, NOTES[number % len(NOTES)])
        _set_goals(actor, case, GOALS[: 1 + number % len(GOALS)], begun, today)
        _tick(actor, case, number, begun, today)


def _measure(actor, case, course, begun, today, note):
    five = _template(actor, "scale", "five_statements")
    for quarter, steps in enumerate(course):
        day = add_months(begun, 3 * quarter)
        if day > today:
            break
        answers = {key: str(step) for key, step in zip(STATEMENTS, steps, strict=True) if step}
        said = note if quarter == len(course) - 1 else ""
        _answer(actor, case, five, day, answers, said, "citizen" if quarter % 3 == 2 else "together", today)
    ladder = _template(actor, "scale", "progression_ladder")
    for day, step in ((begun - dt.timedelta(days=70), "3"), (min(begun, today), "6")):
        _answer(actor, case, ladder, day, {"step": step}, "", "municipality", today)


def _answer(actor, case, scale, day, answers, note, respondent, today):
    scales.measure(
        actor,
        case=case,
        scale=scale,
        measured_on=day,
        respondent=respondent,
        answers=answers,
        note=note,
        today=today,
    )


def _set_goals(actor, case, chosen, begun, today):
    for area, titles, measure, steps in chosen:
        made = goals.set_goals(
            actor,
            case=case,
            area=_template(actor, "goals", area),
            titles=titles,
            measure=measure,
            review_on=today + dt.timedelta(days=9 + 7 * len(titles)),
            today=today,
        )
        days = [add_months(begun, 1 + 2 * place) for place in range(len(steps))]
        GoalRating.objects.bulk_create(
            GoalRating(
                municipality_id=actor.municipality_id,
                goal=made[0],
                case=case,
                rated_on=day,
                rater=rater,
                rating=min(step + (rater == "employer"), 5),
                made_by_id=actor.membership_id,
            )
            for day, step in zip(days, steps, strict=True)
            for rater in ("citizen", "employer")
            if day <= today
        )


def _tick(actor, case, number, begun, today):
    run_up = [("rights", ""), ("rules", ""), ("igu", ""), ("economy", ""), ("fund", "")]
    both = [("supply", "citizen"), ("supply", "employer"), ("pace", "citizen"), ("payslip", "citizen")]
    start = [("length", ""), ("deadlines", ""), ("content", ""), ("buddy", ""), ("unions", "")]
    days = {
        "run_up": (run_up[: 3 + number], begun - dt.timedelta(days=20)),
        "start_meeting": (start, begun),
        "expectations": (both, begun),
    }
    for key, (points, day) in days.items():
        template = _template(actor, "checklist", key)
        for point, party in points:
            spot = {"case": case, "template": template, "point": point, "party": party}
            checklists.tick(actor, ticked_on=min(day, today), today=today, **spot)


def _template(actor, kind: str, key: str) -> Offer:
    return offer_for(actor.municipality_id, kind, key)
