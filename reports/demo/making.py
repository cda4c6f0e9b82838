"""Make the demo's people, firms and cases by the services that everybody uses, then age what lies in the past."""

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.db.models import F

from cases import services as case_services
from cases.models import Agreement, Case
from education import services as plan_services
from employers import services as employer_services
from followup.models import Answer, FollowUp
from followup.services import refresh_cases
from igu.accounts.models import Membership, Municipality, Role, User
from igu.accounts.policy import find_actor
from igu.accounts.tenancy import acting_for
from igu.people.personas import PASSWORD, make_personas
from igu.rules.months import add_months, add_years
from reports.demo.stories import FIRMS, METTE, ODENSE_FIRMS, ODENSE_STORIES, STORIES

ISSUES = ("Vagtplanen passer dårligt med bussen. Taler med køkkenchefen.", "Vil gerne have flere timer på dansk.")


def is_there() -> bool:
    return User.objects.filter(is_demo=True).exists()


@transaction.atomic
def make_demo(today: dt.date) -> int:
    """Aalborg with six personas and a colleague, and a second municipality. Returns how many cases were made."""
    aalborg, odense = (Municipality.objects.get(code=code) for code in ("0851", "0461"))
    make_personas(scopes={"bo@demo.test": "-"})
    colleague = User.objects.create_user(METTE, PASSWORD, name="Mette Holst", is_demo=True)
    with acting_for(aalborg.id):
        Membership.objects.create(
            municipality=aalborg,
            user=colleague,
            role=Role.COORDINATOR,
            from_on=dt.date(2024, 1, 1),
            phone="10 20 30 01",
        )
        firms = make_place(aalborg, "anna@demo.test", FIRMS, STORIES, today)
        Membership.objects.filter(user__email="bo@demo.test").update(scope=str(firms["skovlyst"]["employer"].id))
    with acting_for(odense.id):
        make_place(odense, "carla@demo.test", ODENSE_FIRMS, ODENSE_STORIES, today)
    return len(STORIES) + len(ODENSE_STORIES)


def make_place(municipality, maker, firms, stories, today) -> dict:
    actor = actor_of(maker)
    places = {firm.key: make_firm(actor, firm) for firm in firms}
    for number, story in enumerate(stories):
        make_story(actor, municipality, story, places, today, number)
    return places


def actor_of(email: str):
    user = User.objects.get(email=email)
    return find_actor(user.id, None)


def make_firm(actor, firm) -> dict:
    employer = employer_services.make_employer(
        actor, cvr=firm.cvr, name=firm.name, industry=firm.industry, is_public=firm.is_public
    )
    workplace = employer_services.make_workplace(
        actor, employer=employer, p_number=firm.p_number, name=firm.name, address=firm.address
    )
    contact = employer_services.make_contact(
        actor, employer=employer, workplace=workplace, name=firm.contact, title=firm.title, phone=firm.phone
    )
    return {"employer": employer, "workplace": workplace, "contact": contact}


def make_story(actor, municipality, story, places, today, number) -> None:
    coordinator = Membership.objects.filter(municipality=municipality, user__email=story.coordinator).first()
    case = case_services.open_case(
        actor,
        citizen=citizen_of(story, today, number),
        cpr=cpr_of(story, today, number),
        coordinator_id=coordinator.id if coordinator else None,
        group=story.group,
        today=today,
    )
    if story.firm:
        make_course(actor, case, story, places[story.firm], today)
    if story.hold:
        case.refresh_from_db()
        case_services.change_case(
            actor,
            case=case,
            version=case.version,
            coordinator_id=case.coordinator_id,
            group=case.group,
            hold=story.hold,
            today=today,
        )
    opened_on = add_months(today, min(story.started or 0, 0) - 2)
    Case.objects.filter(id=case.id).update(opened_on=opened_on)


def make_course(actor, case, story, place, today) -> None:
    start_on = add_months(today, story.started) + dt.timedelta(days=story.days)
    agreement = case_services.make_agreement(
        actor,
        case=case,
        start_on=start_on,
        signed_on=start_on - dt.timedelta(days=10),
        today=today,
        **place,
        is_public=place["employer"].is_public,
        hours_per_week=Decimal(29),
        wage_scheme="29/8",
        functions="Oplæring i de daglige opgaver",
    )
    for education_type, title, hours, month, weeks in story.plan:
        first = add_months(start_on, month)
        last = first + dt.timedelta(days=weeks * 7 - 3)
        status = "planned" if last >= today else "offered" if education_type == "DU" else "completed"
        plan_services.add_line(
            actor,
            agreement=agreement,
            today=today,
            type=education_type,
            title=title,
            provider="Sprogcenter Nord" if education_type == "DU" else "AMU-center Fjorden",
            start_on=first,
            end_on=last,
            hours=Decimal(hours),
            status=status,
        )
    if story.ended:
        ending, months = story.ended
        agreement.refresh_from_db()
        ended_on = agreement.end_on if months == 24 else add_months(start_on, months)
        case_services.end_agreement(
            actor, agreement=agreement, version=agreement.version, ending=ending, ended_on=ended_on, today=today
        )
        Agreement.objects.filter(id=agreement.id).update(outcome_6=story.outcome_6)
    age_follow_ups(actor, case, agreement, story, today)


def age_follow_ups(actor, case, agreement, story, today) -> None:
    """What was due before today has been answered, but for the last few of a story that is late."""
    FollowUp.objects.filter(agreement=agreement).update(
        made_at=dt.datetime.combine(agreement.start_on, dt.time(9), dt.UTC) - dt.timedelta(days=14)
    )
    due = FollowUp.objects.filter(agreement=agreement, due_on__lt=today).order_by("-due_on", "key", "party")
    answered = [row.id for row in due[story.late :]]
    done_by = case.coordinator_id or actor.membership_id
    rows = FollowUp.objects.filter(id__in=answered)
    rows.update(answer=Answer.GOOD, done_on=F("due_on"), done_at=F("due_on"), done_by_id=done_by, version=2)
    for text, follow_up in zip(ISSUES, rows.filter(kind="contact").order_by("due_on")[1:4:2], strict=False):
        FollowUp.objects.filter(id=follow_up.id).update(answer=Answer.ISSUE, note=text)
    refresh_cases(case.municipality_id, [case.id])


def citizen_of(story, today, number) -> dict:
    language = {
        "Eritrea": "tigrinya",
        "Syrien": "arabisk",
        "Irak": "arabisk",
        "Ukraine": "ukrainsk",
        "Somalia": "somali",
    }
    fields = {
        "first_name": story.first_name,
        "last_name": story.last_name,
        "sex": story.sex,
        "birth_on": birth_of(story, today, number),
        "origin": story.origin,
        "basis": story.basis,
        "address_since": add_years(today, -story.years_here) - dt.timedelta(days=40 + number),
        "arrived_on": add_years(today, -story.years_here) - dt.timedelta(days=140 + number),
        "phone": f"10 20 40 {number:02}",
        "language": language.get(story.origin, ""),
        "needs_interpreter": number % 4 == 0,
        "schooling_years": number % 11,
    }
    extra = {
        key: dt.date.fromisoformat(value) if key.endswith("until") else value for key, value in story.extra.items()
    }
    return fields | extra


def birth_of(story, today, number) -> dt.date:
    return add_years(today, -story.age) - dt.timedelta(days=20 + number * 3)


def cpr_of(story, today, number) -> str:
    """Ten digits on a day that does not exist (day + 60), of the right century and sex."""
    birth = birth_of(story, today, number)
    century = 4 if birth.year >= 2000 else 1
    last = (number * 2 + (story.sex == "mand")) % 10
    return f"{birth.day + 60:02}{birth:%m%y}{century}{number:02}{last}"
