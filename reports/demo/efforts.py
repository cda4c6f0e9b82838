"""What the demo's citizens do: activities with hours and attendance, what is required of them, and when they were away.

Days are counted from the day on which the demo is made.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from cases.activities import services
from cases.activities.kinds import KEY
from cases.activities.rules import Slot, Step, rise
from cases.definitions.access import offers_of
from cases.models import Case
from cases.signals.services import decide_watch, look_again


@dataclass(frozen=True, slots=True)
class Effort:
    """An activity from one day to another. rises: planned hours from, to, by, every so many weeks.

    worked: (day, hours). meets: days between two meetings, hours of each. times: (weekday, from, to, way).
    """

    kind: str
    start: int
    end: int | None = None
    hours: int = 0
    place: str = ""
    area: str = ""
    contact: str = ""
    outcome: str = ""
    conclusion: str = ""
    facts: tuple = ()
    rises: tuple = ()
    worked: tuple = ()
    meets: tuple = ()
    about: str = ""
    times: tuple = ()


CLASS_MORNING = tuple((day, 540, 720, 20) for day in range(4))
EFFORTS = {
    "Selam Berhane": (
        Effort("run_up_course", -140, -112, 10, meets=(2, 2), about="Uskrevne regler", outcome="ready_igu"),
        Effort(
            "trial_internship",
            -106,
            -79,
            25,
            "Plejehjemmet Fjordblik",
            "pleje",
            outcome="go",
            conclusion="Rolig og venlig med beboerne. Mangler ord om kroppen.",
            facts=(
                ("view_citizen", "Trives på gangen og vil gerne blive."),
                ("view_employer", "Møder til tiden og spørger, når hun er i tvivl."),
            ),
        ),
        Effort("mentor", -60, None, 2, "Plejehjemmet Fjordblik", facts=(("mentor", "Per Holst"),), meets=(7, 2)),
    ),
    "Miriam Tesfay": (
        Effort(
            "language_buddy",
            -80,
            None,
            5,
            "Storkøkkenet Øst",
            facts=(("buddy", "Karin i varm mad"), ("grant", "granted")),
            meets=(7, 5),
            about="Pausesprog",
        ),
        Effort("exercise", -50, None, 2, "Svømmehallen", meets=(7, 2), about="Søvn og kræfter"),
    ),
    "Zahra Sharifi": (
        Effort(
            "internship",
            -420,
            -365,
            20,
            "Plejehjemmet Fjordblik",
            "køkken",
            outcome="clarified",
            conclusion="Vil pleje.",
        ),
        Effort("workplace_danish", -90, None, 3, facts=(("school", "Sprogcenter Nord, Lene"),), meets=(7, 3)),
    ),
    "Amina Khalil": (
        Effort("run_up_course", -42, 14, 8, meets=(2, 2), about="A-kasse og økonomi", times=CLASS_MORNING),
        Effort(
            "part_time_job",
            -70,
            None,
            place="Bageren i Vestbyen",
            contact="Kim Just",
            rises=(10, 25, 5, 6),
            worked=((-70, 8), (-28, 12)),
            times=((0, 780, 1020, 25), (2, 735, 960, 40), (4, 480, 720, 10)),
        ),
        Effort("health_house", -30, 30, 2, meets=(7, 2)),
        Effort("family", -60, None, 3),
    ),
    "Samuel Okbay": (Effort("jobdansk_2", -35, 40, 15, "Sprogcenter Nord", meets=(2, 3), about="Dansk til lageret"),),
    "Farah Aziz": (Effort("small_job", -25, None, 6, "Kiosken på Boulevarden", worked=((-25, 6),)),),
    "Kidus Tadesse": (Effort("job_school", -60, -12, 20, outcome="stopped", conclusion="Flyttede og kom ikke igen."),),
    "Hana Yohannes": (Effort("mentor_open", -200, None, 2, "Storkøkkenet Øst", facts=(("mentor", "Henrik Bøje"),)),),
}
REQUIRED = {"Amina Khalil": ("activity_ready", -84, 10, 25, 5, 6), "Samuel Okbay": ("job_ready", -35, 15, 37, 11, 4)}
# (cause, from, to, talked about on, what was agreed)
AWAY = {
    "Bereket Woldu": (("sickness", -140, -76, -130, "Brækket ben. Lægen siger ni uger."),),
    "Amanuel Fessehaye": (("sickness", -120, -86, -116, "Ringer hver fredag."),),
    "Rahel Gebre": (
        ("child_sick", -40, -39, -39, "Mormor hjælper næste gang."),
        ("sickness", -21, -18, -20, ""),
        ("unexplained", -6, -6, -5, "Havde glemt vagten. Har nu kalenderen i telefonen."),
    ),
    "Luwam Ghebremedhin": (("maternity", -70, None, -75, "Tilbage til foråret."),),
}
WATCHED = {"Ibrahim Suleiman": ("support", ["no_progress"], "Han kan nå det med flere kurser. Vi ses hver uge.")}


def make_efforts(actor, cases: dict[str, Case], today: dt.date) -> None:
    """Give the cases, by the citizen's name, what they do; then look at what it shows."""
    for name, case in cases.items():
        _make_of(actor, case, name, today)
    look_again(actor.municipality_id, today)
    for name, (decision, causes, belief) in WATCHED.items():
        if name in cases:
            decide_watch(actor, case=cases[name], decision=decision, causes=causes, belief=belief, today=today)


def _make_of(actor, case, name, today):
    for effort in EFFORTS.get(name, ()):
        _make(actor, case, effort, today)
    if name in REQUIRED:
        ground, start, first, last, by, weeks = REQUIRED[name]
        steps = rise(_day(today, start), Decimal(first), Decimal(last), Decimal(by), weeks)
        services.require_hours(actor, case=case, ground=ground, note="", noted=steps)
    for cause, first, last, talked, note in AWAY.get(name, ()):
        services.note_absence(
            actor,
            case=case,
            cause=cause,
            from_on=_day(today, first),
            to_on=_day(today, last),
            contacted_on=_day(today, talked),
            contacted=name.split()[0],
            note=note,
        )


def _day(today, number):
    return None if number is None else today + dt.timedelta(days=number)


def _make(actor, case, effort: Effort, today: dt.date) -> None:
    offer = next(offer for offer in offers_of(actor.municipality_id, KEY) if offer.key == effort.kind)
    start_on, end_on = _day(today, effort.start), _day(today, effort.end)
    activity = services.start_activity(
        actor,
        case=case,
        offer=offer,
        hours=Decimal(effort.hours) if effort.hours else None,
        employer_id=None,
        workplace_id=None,
        place=effort.place,
        area=effort.area,
        contact=effort.contact,
        contact_phone="",
        start_on=start_on,
        end_on=end_on,
        facts=dict(effort.facts),
    )
    if effort.rises:
        first, last, by, weeks = effort.rises
        steps = rise(start_on, Decimal(first), Decimal(last), Decimal(by), weeks)
        paid = [Step(step.from_on, step.hours, step.hours) for step in steps]
        services.note_steps(actor, activity=activity, is_planned=True, noted=paid)
    worked = [Step(_day(today, day), Decimal(hours), Decimal(hours)) for day, hours in effort.worked]
    services.note_steps(actor, activity=activity, is_planned=False, noted=worked)
    services.note_slots(actor, activity=activity, slots=[Slot(*time) for time in effort.times])
    services.note_attendance(actor, activity=activity, days=_meetings(effort, today))
    if effort.outcome:
        services.end_activity(
            actor,
            case=case,
            activity=activity,
            version=activity.version,
            outcome=effort.outcome,
            end_on=end_on,
            conclusion=effort.conclusion,
            facts={},
        )


def _meetings(effort: Effort, today: dt.date) -> list[dict]:
    """On workdays until yesterday; every seventh time somebody was away."""
    if not effort.meets:
        return []
    every, hours = effort.meets
    last = min(effort.end if effort.end is not None else -1, -1)
    days = [_day(today, number) for number in range(effort.start + 1, last + 1, every)]
    return [
        {
            "held_on": day,
            "presence": "absent" if number % 7 == 5 else "present",
            "hours": Decimal(hours),
            "about": effort.about if number % 3 == 0 else "",
        }
        for number, day in enumerate(day for day in days if day.weekday() < 5)
    ]
