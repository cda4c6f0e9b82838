"""Two municipalities in which every text field of every row holds a canary: a word that says whose it is.

The permission matrix, the read-log test and the leak scan walk this world. Rows are made by the models themselves, so
that a service that filters too much cannot hide a hole.
"""

import datetime as dt
import itertools
import re
import uuid
from dataclasses import dataclass, field
from types import SimpleNamespace

from django.db import models
from django.utils import timezone

from cases.activities.presets import PRESETS as ACTIVITY_KINDS
from cases.checklists.content import CHECKLISTS
from cases.goals.content import GOALS
from cases.identity import identity_of
from cases.journal.presets import PRESETS
from cases.models import (
    Absence,
    Activity,
    Agreement,
    Assessment,
    Attachment,
    Attendance,
    Case,
    Checklist,
    Citizen,
    CvConsent,
    CvShare,
    Definition,
    Document,
    Goal,
    GoalRating,
    Handover,
    Issue,
    JournalEntry,
    LanguagePlan,
    LanguageSession,
    LookReview,
    Measurement,
    Merge,
    NameToken,
    Profile,
    ProtectedTry,
    RequiredHours,
    SavedView,
    Signal,
    Tick,
    Visitation,
    WatchDecision,
    facts_of,
    seal_words,
)
from cases.scales.content import SCALES
from cases.sheets import imports
from education.models import PlanLine
from employers.models import Contact, Employer, Workplace
from followup.models import FollowUp, FollowUpModel, FollowUpRule, Reminder
from igu.accounts.models import ClosingDay, Invitation, Membership, Municipality, User
from igu.accounts.sealing import seal_bytes
from igu.accounts.tenancy import acting_for
from igu.audit.models import ReadLog
from igu.outbox.models import Mail

MONTHLY = {"anchor": "start_on", "steps": [{"unit": "months", "counts": [1, 2, 3]}]}
# Text that is not free: codes, keys, formats. Everything else gets a canary.
CLOSED = {
    "cvr",
    "p_number",
    "number",
    "key",
    "kind",
    "preset",
    "state",
    "scope",
    "aliens_act",
    "rule_version",
    "source",
    "answer",
    "token_hash",
    "file_name",
    "password",
    "query",
}
# What is about a citizen: administrators and log reviewers may see none of it.
CASE_CONTENT = {
    "Citizen",
    "NameToken",
    "Case",
    "Assessment",
    "PlanLine",
    "FollowUp",
    "Agreement",
    "JournalEntry",
    "Attachment",
    "LanguagePlan",
    "LanguageSession",
    "Profile",
    "CvConsent",
    "CvShare",
}
CASE_CONTENT |= {
    "Visitation",
    "Issue",
    "Handover",
    "Merge",
    "Activity",
    "Attendance",
    "RequiredHours",
    "Absence",
    "Signal",
    "WatchDecision",
}
PROTECTED = "!"
CASE_CONTENT |= {"Goal", "GoalRating", "Measurement", "Checklist", "Tick"}
counter = itertools.count(1)
CANARY = re.compile(r"(?=(k[ab][0-9a-f]{5}))")


@dataclass
class Canaries:
    """word → (tenant, model, field, row)."""

    planted: dict[str, tuple] = field(default_factory=dict)
    of_protected: bool = False  # while a protected case is made

    def plant(self, tenant, model, name) -> str:
        word = f"k{tenant.lower()}{next(counter):05x}"
        self.planted[word] = (tenant + PROTECTED * self.of_protected, model, name)
        return word

    def seen_in(self, text: str) -> dict[str, tuple]:
        """The canaries that a text holds, in any case of letters, with the places they come from."""
        return {word: self.planted[word] for word in CANARY.findall(text.lower()) if word in self.planted}


@dataclass
class Tenant:
    """One municipality of the world: its people by name, its rows by what they are to `anna`'s twin."""

    letter: str
    municipality: Municipality
    people: dict[str, Membership] = field(default_factory=dict)
    own: dict[str, object] = field(default_factory=dict)
    protected: dict[str, object] = field(default_factory=dict)
    colleagues: dict[str, object] = field(default_factory=dict)


@dataclass
class World:
    a: Tenant
    b: Tenant
    canaries: Canaries


def build_world() -> World:
    canaries = Canaries()
    return World(build_tenant("A", "0851", canaries), build_tenant("B", "0461", canaries), canaries)


def build_tenant(letter: str, code: str, canaries: Canaries) -> Tenant:
    municipality = Municipality.objects.get(code=code)
    Municipality.objects.filter(pk=municipality.pk).update(phone="70 20 30 40")
    tenant = Tenant(letter, municipality)

    def make(model, **given):
        row = model(**given)
        for column in model._meta.local_fields:
            if is_free_text(column) and column.name not in given:
                setattr(row, column.attname, text_for(column, canaries, letter, model.__name__))
        if "municipality" in {column.name for column in model._meta.local_fields}:
            row.municipality = municipality
        row.save()
        return row

    with acting_for(municipality.id):
        tenant.people = build_people(letter, make)
        first = build_firm(make, letter, 1)
        second = build_firm(make, letter, 2)
        tenant.people["bo"] = build_person(make, letter, "bo", "employer", scope=first["employer"].id)
        tenant.people["ib"] = build_person(make, letter, "ib", "employer", scope=second["employer"].id)
        first["portal_user"], second["portal_user"] = tenant.people["bo"], tenant.people["ib"]
        tenant.own = first | build_case(make, canaries, letter, 1, tenant.people["anna"], first)
        tenant.colleagues = second | build_case(make, canaries, letter, 2, tenant.people["amir"], second)
        tenant.own["portal_user"], tenant.colleagues["portal_user"] = tenant.people["bo"], tenant.people["ib"]
        canaries.of_protected = True
        tenant.protected = build_protected(make, canaries, letter, tenant, first)
        canaries.of_protected = False
        for rows, name in ((tenant.own, "anna"), (tenant.colleagues, "amir")):
            rows["protected_try"] = tenant.protected["protected_try"]
            rows["membership"] = tenant.people[name]
            rows["sheet_import"] = build_sheet(canaries, letter, tenant.people[name])
            rows["closing_day"] = make(ClosingDay, closed_on=dt.date(2027, 3, 1) + dt.timedelta(days=next(counter)))
            rows["saved_view"] = make(SavedView, owner=tenant.people[name], query="visning=alle")
            rows["invitation"] = make(
                Invitation, membership=tenant.people[name], expires_at=timezone.now() + dt.timedelta(hours=72)
            )
            model = FollowUpModel.objects.create(municipality=municipality, name=f"M{letter}{name}")
            rule = FollowUpRule(municipality=municipality, model=model, key="call_citizen", party="citizen")
            rule.kind, rule.when, rule.what, rule.source = "contact", MONTHLY, "call", "O"
            rule.save()
            rows["follow_up_model"], rows["follow_up_rule"] = model, rule
    return tenant


def build_people(letter, make):
    roles = {
        "anna": "coordinator",
        "amir": "coordinator",
        "kai": "consultant",
        "dorte": "manager",
        "erik": "administrator",
        "lis": "log_reviewer",
    }
    return {name: build_person(make, letter, name, role) for name, role in roles.items()}


def build_person(make, letter, name, role, scope=""):
    user = make(User, email=f"{name}.{letter.lower()}@igu.test", is_demo=True)
    user.set_password("a long pass phrase")
    user.save()
    return make(Membership, user=user, role=role, scope=str(scope), from_on=dt.date(2020, 1, 1), phone="20 30 40 50")


def build_sheet(canaries, letter, sender):
    """A sheet that was sent in and read, with an error that shows a canary."""
    word = canaries.plant(letter, "SheetImport", "coordinator")
    content = f"cpr;fornavn;efternavn;koordinator\n740391-0001;Selam;Tekle;{word}@canary.test".encode()
    actor = SimpleNamespace(municipality_id=sender.municipality_id, membership_id=sender.id)
    return imports.send_in(actor, file_name="sheet.csv", content=content, today=timezone.localdate())


def build_firm(make, letter, number):
    cvr = {"A1": "36977191", "A2": "55133018", "B1": "36977191", "B2": "29189420"}[f"{letter}{number}"]
    employer = make(Employer, cvr=cvr)
    workplace = make(Workplace, employer=employer, p_number=f"100000000{number}")
    contact = make(Contact, employer=employer, workplace=workplace)
    return {"employer": employer, "workplace": workplace, "contact": contact}


def build_case(make, canaries, letter, number, coordinator, firm):
    today = timezone.localdate()
    citizen = make(
        Citizen,
        birth_on=dt.date(1990, 5, 17),
        basis="7",
        address_since=dt.date(2016, 3, 1),
        permit_until=dt.date(2030, 1, 1),
    )
    identity_of(citizen, f"010190000{number}").save(force_insert=True)
    make(NameToken, citizen=citizen)
    case = make(
        Case,
        citizen=citizen,
        coordinator=coordinator,
        number=f"2026-{ord(letter)}{number}",
        opened_on=today,
        stage="running",
        next_due_on=today,
        sort_name=f"{citizen.last_name} {citizen.first_name}".lower(),
    )
    agreement = make(
        Agreement,
        case=case,
        citizen=citizen,
        employer=firm["employer"],
        workplace=firm["workplace"],
        contact=firm["contact"],
        start_on=today - dt.timedelta(days=100),
        end_on=today + dt.timedelta(days=630),
    )
    Case.objects.filter(pk=case.pk).update(agreement=agreement)
    facts = facts_of(citizen.as_rule_input())
    make(Assessment, case=case, start_on=today, decision="eligible", judged_by=coordinator, facts=facts)
    line = make(
        PlanLine,
        agreement=agreement,
        type="AMU",
        start_on=today,
        end_on=today + dt.timedelta(days=4),
        hours=37,
    )
    follow_up = make(
        FollowUp,
        case=case,
        agreement=agreement,
        key="call_employer",
        turn=1,
        party="employer",
        kind="contact",
        raw_on=today,
        due_on=today,
    )
    done = make(
        FollowUp,
        case=case,
        agreement=agreement,
        key="call_citizen",
        turn=1,
        party="citizen",
        kind="contact",
        raw_on=today - dt.timedelta(days=9),
        due_on=today - dt.timedelta(days=9),
        answer="good",
        done_at=timezone.now(),
        done_on=today,
        done_by=coordinator,
    )
    make(Reminder, follow_up=follow_up, membership=coordinator, remind_on=today, due_on=today)
    mail = make(
        Mail,
        membership=coordinator,
        kind="digest",
        key=f"{coordinator.id}:{number}",
        state=Mail.State.FAILED,
        not_before=timezone.now(),
    )
    document = make(
        Document,
        case=case,
        subject_id=agreement.id,
        kind="education_plan",
        state="ready",
        content=b"%PDF-1.7 canary",
        asked_by=coordinator,
    )
    rows = build_progress(make, case, coordinator, today)
    return rows | {
        "case": case,
        "citizen": citizen,
        "agreement": agreement,
        "plan_line": line,
        "follow_up": follow_up,
        "done_follow_up": done,
        "document": document,
        "mail": mail,
        **build_journal(make, canaries, letter, case, coordinator),
        **build_activities(make, letter, case, coordinator, firm),
        **build_course(make, case, coordinator),
        "language_plan": build_language_and_profile(make, case, coordinator),
    }


def build_activities(make, letter, case, coordinator, firm):
    """An activity with attendance, absence and what it shows; the answers to what its kind asks are canaries too."""
    today = timezone.localdate()
    preset = next(preset for preset in ACTIVITY_KINDS if preset.key == "internship")
    definition, _is_new = Definition.objects.get_or_create(
        municipality=coordinator.municipality,
        kind="activity",
        key=preset.key,
        defaults={"title": dict(preset.title), "body": preset.body},
    )
    activity = make(
        Activity,
        case=case,
        definition=definition,
        employer=firm["employer"],
        workplace=firm["workplace"],
        start_on=today - dt.timedelta(days=40),
        outcome="clarified",
        planned=[{"from": str(today - dt.timedelta(days=40)), "hours": "20", "paid": "5"}],
        timetable=[{"day": 0, "from": 480, "to": 900, "way": 25}],
    )
    make(Attendance, activity=activity, held_on=today - dt.timedelta(days=3), presence="present", hours=4)
    make(RequiredHours, case=case, from_on=today - dt.timedelta(days=40), hours=25, ground="activity_ready")
    absence = make(Absence, case=case, cause="sickness", from_on=today - dt.timedelta(days=90), to_on=today)
    signal = make(
        Signal,
        case=case,
        kind="absence",
        mark=1,
        since_on=today,
        facts={"spells": 1, "days": 91, "running": 0, "since": str(today)},
    )
    make(WatchDecision, case=case, decision="support", decided_on=today, decided_by=coordinator)
    return {"activity": activity, "absence": absence, "signal": signal}


def build_course(make, case, coordinator):
    """What is known of the course of a case, and a second case of the citizen that was put into it."""
    today = timezone.localdate()
    visitation = make(Visitation, case=case, held_on=today, track="igu", lacks_language=True, consultant=coordinator)
    issue = make(Issue, case=case, found_on=today, state="open")
    batch_id = uuid.uuid4()
    make(Handover, case=case, to_member=coordinator, made_by=coordinator, handed_on=today, batch_id=batch_id)
    twin = make(Citizen, birth_on=dt.date(1990, 5, 17))
    gone = make(Case, citizen=twin, number=f"{case.number}x", opened_on=today, closed_on=today, stage="closed")
    Case.objects.filter(pk=gone.pk).update(merged_into=case)
    before = {"stage": "closed", "closed_on": str(today), "closed_why": "", "identity": None}
    look = ReadLog(membership_id=coordinator.id, citizen_id=case.citizen_id, kind="read", route="case_detail")
    look.municipality = case.municipality
    look.save()
    review = make(
        LookReview,
        month=today.replace(day=1),
        look_id=look.id,
        looked_at=timezone.now(),
        membership=coordinator,
        citizen_id=case.citizen_id,
        asked_at=timezone.now(),
        answer="",
    )
    found = {"look": look, "look_review": review, "handover": SimpleNamespace(pk=batch_id)}
    return found | {"visitation": visitation, "issue": issue, "merge": make(Merge, kept=case, gone=gone, before=before)}


def build_journal(make, canaries, letter, case, author):
    """An entry that everybody who works with cases may read; its words are sealed."""
    body = PRESETS[0].body
    definition = Definition.objects.filter(municipality=case.municipality, kind="journal").first()
    definition = definition or make(Definition, kind="journal", key="call", title={"da": "Opkald"}, body=body)
    entry = JournalEntry(case=case, definition=definition, kind="call", happened_on=timezone.localdate(), author=author)
    word = canaries.plant(letter, "JournalEntry", "sealed")
    entry.municipality, entry.sealed = case.municipality, seal_words(entry.id, word, {})
    entry.save(force_insert=True)
    file = make(Attachment, case=case, entry=entry, kind="pdf", size=9, state="clean", scanner="", made_by=author)
    Attachment.objects.filter(id=file.id).update(content=seal_bytes(b"%PDF-1.7", bound_to=file.id))
    return {"entry": entry, "attachment": file}


def build_protected(make, canaries, letter, tenant, firm):
    """Amir's case, with Kai as the second person, at Anna's firm: nobody else but the manager may know of it."""
    firm = firm | {"workplace": make(Workplace, employer=firm["employer"], p_number="1000000003")}
    rows = build_case(make, canaries, letter, 3, tenant.people["amir"], firm)
    Case.objects.filter(pk=rows["case"].pk).update(
        is_protected=True, protected_on=timezone.localdate(), second=tenant.people["kai"]
    )
    rows["protected_try"] = make(ProtectedTry, case=rows["case"], membership=tenant.people["anna"], how="opened")
    return rows


def build_progress(make, case, coordinator, today):
    """A goal with a rating, a measurement and a checklist with a tick."""
    goal = make(Goal, case=case, definition=definition_of(case, GOALS, "trade_skills"), review_on=today)
    make(GoalRating, goal=goal, case=case, rated_on=today, rater="employer", rating=3, made_by=coordinator)
    scale = definition_of(case, SCALES, "five_statements")
    answers = {"health": "2", "energy": "5"}
    measurement = make(
        Measurement, case=case, definition=scale, measured_on=today, respondent="citizen", answers=answers
    )
    points = definition_of(case, CHECKLISTS, "run_up")
    checklist = make(Checklist, case=case, definition=points, key="run_up")
    make(Tick, checklist=checklist, case=case, point="rights", ticked_on=today, made_by=coordinator, undone_at=None)
    return {"goal": goal, "measurement": measurement, "checklist": checklist}


def definition_of(case, kind, key):
    """The municipality's first edition of a preset."""
    preset = kind.preset(key)
    words = {"title": dict(preset.title), "body": preset.body}
    spot = {"municipality_id": case.municipality_id, "kind": kind.key, "key": key}
    return Definition.objects.get_or_create(**spot, defaults=words)[0]


def build_language_and_profile(make, case, author):
    today = timezone.localdate()
    plan = make(LanguagePlan, case=case, starts_on=today, made_by=author)
    make(LanguageSession, plan=plan, case=case, held_on=today, hours=2, made_by=author)
    make(Profile, case=case)
    consent = make(CvConsent, case=case, given_on=today, how="spoken", noted_by=author)
    make(CvShare, case=case, consent=consent, shared_on=today, profile_version=1, made_by=author)
    return plan


def is_free_text(column) -> bool:
    return isinstance(column, (models.CharField, models.TextField)) and not column.choices and column.name not in CLOSED


def text_for(column, canaries, letter, model) -> str:
    word = canaries.plant(letter, model, column.name)
    return f"{word}@canary.test" if isinstance(column, models.EmailField) else word
