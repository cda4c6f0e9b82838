"""Makes the demo by the services that people use, on the days on which they would have used them."""

import datetime as dt
from dataclasses import dataclass, field
from itertools import count

import pghistory
from django.db import connection, transaction
from django.utils import timezone

from cases import services as cases
from cases import stages
from cases.course.services import close_case
from cases.models import Agreement, Case
from cases.words import ClosedWhy, Ending, Stage
from education.models import LineStatus, PlanLine
from education.services import refresh_hours
from employers import services as employers
from employers.models import Contact, Employer, Workplace
from followup.models import Answer, FollowUp
from followup.services import answer_from_employer, refresh_cases
from igu.accounts.models import Membership, Municipality, Role, User
from igu.accounts.policy import find_actor
from igu.accounts.tenancy import acting_for
from igu.people.personas import make_personas
from igu.rules import statute
from igu.rules.months import add_months, add_years
from reports.demo.courses import hand_over_one, protect_one, write_course
from reports.demo.efforts import make_efforts
from reports.demo.journals import write_journals
from reports.demo.progress import make_progress
from reports.demo.stories import AALBORG, AALBORG_FIRMS, AMU, COURSES, ODENSE, ODENSE_FIRMS, Firm, Story

PHONE = "10 20 30 00"
COLLEAGUES = (
    ("jonas", "jonas@demo.test", "Jonas Riis", Role.COORDINATOR),
    ("mette", "mette@demo.test", "Mette Lund", Role.COORDINATOR),
    ("kai", "kai@demo.test", "Kai Bruun", Role.CONSULTANT),
)
UKRAINE_PERMITS_END = dt.date(2027, 3, 17)  # BEK 1095/2025
LANGUAGES = {"Eritrea": "tigrinya", "Syrien": "arabisk", "Ukraine": "ukrainsk", "Afghanistan": "dari", "Iran": "farsi"}
OFFERED_WITHIN = dt.timedelta(days=60)


@dataclass(slots=True)
class Town:
    """One municipality of the demo while it is made: who works there, its firms by key, and a counter of people."""

    municipality: Municipality
    today: dt.date
    people: dict[str, Membership]
    firms: dict[str, tuple[Employer, Workplace, Contact]] = field(default_factory=dict)
    numbers: count = field(default_factory=lambda: count(1))

    def actor(self, key: str):
        """A case without a coordinator was opened by the first one."""
        person = self.people.get(key) or next(iter(self.people.values()))
        return find_actor(person.user_id, str(person.id))


@transaction.atomic
def make_demo(today: dt.date) -> int:
    """Make the demo as it is on that day; how many cases. The personas are the mark that production refuses."""
    aalborg, odense = (Municipality.objects.get(code=code) for code in ("0851", "0461"))
    with pghistory.context(command="demo"):
        personas = make_personas(scopes={"bo@demo.test": _firm_of_bo(aalborg)})
        staff = {email.split("@")[0]: membership for email, membership in personas.items()}
        with acting_for(aalborg.id):
            people = {"anna": staff["anna"]} | {key: _colleague(aalborg, *rest) for key, *rest in COLLEAGUES}
            people["bo"] = staff["bo"]
            made = _make_town(Town(aalborg, today, people), AALBORG_FIRMS, AALBORG)
        with acting_for(odense.id):
            made += _make_town(Town(odense, today, {"carla": staff["carla"]}), ODENSE_FIRMS, ODENSE)
    return made


def _firm_of_bo(municipality) -> str:
    """Bo's role is bound to his firm, so that one is there before he is."""
    firm = next(firm for firm in AALBORG_FIRMS if firm.contact == "Bo Lind")
    with acting_for(municipality.id):
        return str(Employer.objects.create(municipality=municipality, **_facts_of(firm)).id)


def _colleague(municipality, email: str, name: str, role: str) -> Membership:
    user = User.objects.create_user(email, "demo", name=name, is_demo=True)
    return Membership.objects.create(
        municipality=municipality, user=user, role=role, from_on=dt.date(2024, 1, 1), phone=PHONE
    )


def _make_town(town: Town, firms: tuple[Firm, ...], stories: tuple[Story, ...]) -> int:
    Municipality.objects.filter(id=town.municipality.id).update(
        sender_name=f"IGU-teamet, {town.municipality.name} Kommune", phone=PHONE
    )
    for number, firm in enumerate(firms, start=1):
        town.firms[firm.key] = _make_firm(town, firm, number)
    made = [(story, _make_case(town, story)) for story in sorted(stories, key=lambda story: _opened_on(story, town))]
    _backdate(town)
    _answer(town, {case.id: story for story, case in made})
    _write_journals(town, made)
    _write_courses(town, made)
    _hold(town, made)
    _progress(town, made)
    refresh_cases(town.municipality.id, [case.id for _, case in made])
    make_efforts(town.actor(""), {f"{story.first} {story.last}": case for story, case in made}, town.today)
    for story, case in made:
        if story.firm_says:
            _hear(town, story, case)
    return len(made)


def _progress(town: Town, made: list[tuple[Story, Case]]) -> None:
    """Goals, measurements and ticks in the cases that run now."""
    keys = {case.id: story.coordinator for story, case in made}
    running = Case.objects.filter(id__in=keys, stage=Stage.RUNNING).select_related("agreement")
    actors = {key: town.actor(key) for key in set(keys.values())}
    make_progress(lambda case: actors[keys[case.id]], list(running.order_by("agreement__start_on", "id")), town.today)


# --- firms ---------------------------------------------------------------------------------------------


def _facts_of(firm: Firm) -> dict:
    return {"cvr": firm.cvr, "name": firm.name, "industry": firm.industry, "is_public": firm.is_public}


def _make_firm(town: Town, firm: Firm, number: int) -> tuple[Employer, Workplace, Contact]:
    actor = town.actor("")
    employer = Employer.objects.filter(cvr=firm.cvr).first() or employers.make_employer(actor, **_facts_of(firm))
    workplace = employers.make_workplace(
        actor, employer=employer, p_number=f"99{firm.cvr}", name=firm.workplace, address=firm.address
    )
    names = [name for name in (firm.contact, firm.second_contact) if name]
    contacts = [
        employers.make_contact(
            actor,
            employer=employer,
            workplace=workplace,
            name=name,
            title=firm.title if place == 0 else "mentor",
            phone=f"10 20 30 {10 * place + number:02}",
            email=f"{name.split()[0].lower()}@{firm.key}.test",
        )
        for place, name in enumerate(names)
    ]
    return employer, workplace, contacts[0]


# --- citizens, cases, agreements -------------------------------------------------------------------------


def _start_of(story: Story, today: dt.date) -> dt.date:
    """Nobody starts after the scheme's last start date, however late the demo is made."""
    return min(add_months(today, -story.started) + dt.timedelta(days=story.shift), statute.LAST_START)


def _opened_on(story: Story, town: Town) -> dt.date:
    """Two months before the start; without an agreement some weeks ago, each on a day of its own."""
    if story.firm:
        return min(add_months(_start_of(story, town.today), -2), town.today - dt.timedelta(days=20))
    return town.today - dt.timedelta(days=20 + 3 * len(story.first) + len(story.last))


def _make_case(town: Town, story: Story) -> Case:
    actor, number = town.actor(story.coordinator), next(town.numbers)
    opened_on, coordinator = _opened_on(story, town), town.people.get(story.coordinator)
    birth_on = _birth_on(story, town.today, number)
    case = cases.open_case(
        actor,
        citizen=_citizen(story, town.today, birth_on, number),
        cpr=cpr_of(birth_on, story.sex, number),
        coordinator_id=coordinator and coordinator.id,
        group="ukraine" if story.basis == "ukraine" else "",
        today=opened_on,
    )
    begins = _start_of(story, town.today) if story.firm else town.today
    cases.assess(actor, case=case, start_on=begins, note="Set i sagen; papirerne er bedt om.")
    if story.firm:
        _make_agreement(actor, town, story, case)
    return case


def _birth_on(story: Story, today: dt.date, number: int) -> dt.date:
    if story.turns:
        age, days = story.turns
        return add_years(today + dt.timedelta(days=days), -age)
    return add_years(today - dt.timedelta(days=30 + 37 * number % 300), -story.older)


def cpr_of(birth_on: dt.date, sex: str, number: int) -> str:
    """A number on a day that cannot exist, day + 60, whose last digit fits the sex: nobody has it."""
    century = "4" if birth_on.year >= 2000 else "0"
    last = 2 * (number % 5) + (sex == "mand")
    return f"{birth_on.day + 60:02}{birth_on:%m%y}{century}{number:02}{last}"


def _citizen(story: Story, today: dt.date, birth_on: dt.date, number: int) -> dict:
    address_since = add_years(today, -story.here_years) + dt.timedelta(days=story.here_shift - 11 * number % 90)
    return {
        "first_name": story.first,
        "last_name": story.last,
        "birth_on": birth_on,
        "sex": story.sex,
        "origin": story.origin,
        "basis": story.basis,
        "family_to": story.family_to,
        "address_since": address_since,
        "arrived_on": address_since - dt.timedelta(days=70),
        "permit_until": UKRAINE_PERMITS_END if story.basis == "ukraine" else None,
        "phone": f"10 20 31 {number:02}",
        "language": story.language or LANGUAGES.get(story.origin, ""),
        "needs_interpreter": story.interpreter,
        "danish_education": "DU2" if story.test != "PD3" else "DU3",
        "danish_test": story.test,
    }


def _make_agreement(actor, town: Town, story: Story, case: Case) -> None:
    employer, workplace, contact = town.firms[story.firm]
    start_on = _start_of(story, town.today)
    signed_on = start_on - dt.timedelta(days=12)
    has_begun = start_on + dt.timedelta(days=25) <= town.today
    agreement = cases.make_agreement(
        actor,
        case=case,
        start_on=start_on,
        end_on=add_months(statute.ordinary_end(start_on), story.extended),
        today=min(signed_on, town.today),
        employer=employer,
        workplace=workplace,
        contact=contact,
        is_public=employer.is_public,
        signed_on=min(signed_on, town.today),
        hours_per_week=28,
        wage_scheme="29/8" if employer.is_public else "egu",
        vitas_agreement_on=start_on + dt.timedelta(days=6) if has_begun else None,
        vitas_plan_on=_plan_in_vitas_on(story, start_on) if has_begun else None,
    )
    if story.ending:
        _end(actor, story, agreement, town.today)
    PlanLine.objects.bulk_create(_plan_of(story, agreement, town.today))
    Case.objects.filter(id=case.id).update(agreement=agreement)
    refresh_hours(agreement, town.today)


def _plan_in_vitas_on(story: Story, start_on: dt.date) -> dt.date:
    """Well before the end of the month in which it starts, as the law wants it; who fell behind was late here, too."""
    next_month = add_months(start_on.replace(day=1), 1)
    in_time = max(start_on, next_month - dt.timedelta(days=6))
    return in_time if story.pace == 1 else next_month + dt.timedelta(days=3)


def _end(actor, story: Story, agreement: Agreement, today: dt.date) -> None:
    ended_on = max(add_months(today, -story.gone), agreement.start_on)
    cases.end_agreement(
        actor,
        agreement=agreement,
        version=agreement.version,
        ending=story.ending,
        ended_on=min(ended_on, agreement.end_on) if story.ending == Ending.COMPLETED else ended_on,
        today=today,
        outcome_6=story.outcome_6,
        outcome_12=story.outcome_12,
    )


# --- courses -----------------------------------------------------------------------------------------------


def _plan_of(story: Story, agreement: Agreement, today: dt.date) -> list[PlanLine]:
    """The usual courses, as far as they are by now; who is behind has had some of them cancelled."""
    over = [course for course in COURSES if _days(course, agreement)[1] < today]
    done = round(len(over) * story.pace)
    return [
        PlanLine(
            municipality_id=agreement.municipality_id,
            agreement=agreement,
            type=course[2],
            title=AMU[agreement.employer.industry][course[3]] if course[2] == "AMU" else course[3],
            provider=course[4],
            hours=course[5],
            start_on=start_on,
            end_on=end_on,
            status=_status(place, done, len(over), start_on, today),
        )
        for place, course in enumerate(COURSES)
        for start_on, end_on in [_days(course, agreement)]
        if start_on <= agreement.last_day and story.ending != Ending.NEVER_STARTED
    ]


def _days(course: tuple, agreement: Agreement) -> tuple[dt.date, dt.date]:
    """From the Monday after so many months, for so many days."""
    month = add_months(agreement.start_on, course[0])
    start_on = month + dt.timedelta(days=-month.weekday() % 7)
    return start_on, start_on + dt.timedelta(days=course[1])


def _status(place: int, done: int, over: int, start_on: dt.date, today: dt.date) -> str:
    if place < done:
        return LineStatus.COMPLETED
    if place < over:
        return LineStatus.CANCELLED
    return LineStatus.OFFERED if start_on < today + OFFERED_WITHIN else LineStatus.PLANNED


# --- follow-ups --------------------------------------------------------------------------------------------


def _backdate(town: Town) -> None:
    """Follow-ups were made when the agreement was, not on the day of the demo."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE followup_followup f SET made_at = least(a.signed_on, f.due_on) "
            "FROM cases_agreement a WHERE a.id = f.agreement_id AND f.municipality_id = %s",
            [town.municipality.id],
        )


def _answer(town: Town, stories: dict) -> None:
    """What was due before today is answered, but for what a story leaves open; some of it late, some with news."""
    rows = FollowUp.objects.filter(done_at=None, due_on__lt=town.today, case__in=stories).order_by("due_on", "id")
    answered = []
    for row in rows.select_related("case"):
        story = stories[row.case_id]
        if row.due_on < town.today - dt.timedelta(days=story.open_days):
            _answer_one(row, story, len(answered), town.today)
            answered.append(row)
    FollowUp.objects.bulk_update(
        answered, ["answer", "note", "themes", "done_on", "done_at", "done_by"], batch_size=500
    )


def _answer_one(row: FollowUp, story: Story, number: int, today: dt.date) -> None:
    row.done_on = min(row.due_on + dt.timedelta(days=4 if number % 9 == 4 else 0), today)
    row.done_at = timezone.make_aware(dt.datetime.combine(row.done_on, dt.time(10, 15)))
    row.done_by_id, row.answer = row.case.coordinator_id, Answer.GOOD
    is_latest = row.key.startswith("call_") and row.due_on > today - dt.timedelta(days=45)
    if story.issue and is_latest and row.party == "employer":
        row.answer, row.note, row.themes = Answer.ISSUE, story.issue, ["hours"]
    elif number % 13 == 7 and row.kind == "contact":
        row.answer = Answer.NOT_REACHED


def _hear(town: Town, story: Story, case: Case) -> None:
    """What the firm's own user has answered this month."""
    agreement = Agreement.objects.get(case=case)
    answer_from_employer(town.actor("bo"), agreement=agreement, is_well=story.firm_says == "well", today=town.today)


def _write_courses(town: Town, made: list[tuple[Story, Case]]) -> None:
    """What every case begins with; in the larger town one case is protected and one was handed over."""
    consultant = town.people.get("kai")
    for number, (story, case) in enumerate(made):
        write_course(town.actor(story.coordinator), case, number, consultant, town.today)
    if consultant:
        by_name = {story.first: case for story, case in made}
        anna = town.actor("anna")
        protect_one(anna, town.actor("jonas"), by_name["Hiwet"], consultant, town.today)
        hand_over_one(anna, by_name["Emebet"], town.people["mette"], town.today)


def _write_journals(town: Town, made: list[tuple[Story, Case]]) -> None:
    """By the coordinators themselves, in the cases that have begun."""
    begun = [(story, case) for story, case in made if story.firm and story.started >= 0]
    for number, (story, case) in enumerate(begun):
        firm = town.firms[story.firm][0].name
        write_journals(town.actor(story.coordinator), case, story.first, firm, number, town.today)


def _hold(town: Town, made: list[tuple[Story, Case]]) -> None:
    """Pauses and closings are set by a person; all other stages follow the dates."""
    stages.follow_agreements(town.municipality.id, town.today)
    for story, case in made:
        if not story.hold:
            continue
        case.refresh_from_db()
        if story.hold == Stage.CLOSED:
            why = ClosedWhy.DONE if story.ending == "completed" else ClosedWhy.OTHER_TRACK
            close_case(
                town.actor(story.coordinator),
                case=case,
                version=case.version,
                why=why,
                closed_on=town.today,
                today=town.today,
            )
        else:
            cases.change_case(
                town.actor(story.coordinator),
                case=case,
                version=case.version,
                coordinator_id=case.coordinator_id,
                group=case.group,
                hold=story.hold,
                today=town.today,
            )
