"""What stands in the journals, profiles and language plans of the demo. `{name}` and `{firm}` are the story's own."""

import datetime as dt

from cases.definitions.access import offers_of
from cases.journal.kinds import KEY
from cases.journal.services import write_entry
from cases.language.services import make_plan, note_session, sign_plan
from cases.models import Case
from cases.profile.services import give_consent, write_profile

# (days back, kind, party, theme, text, points)
ALL = (
    (3, "call", "employer", "plan", "{firm} kan undvære {name} to uger i næste måned, men ikke i uge 8.", {}),
    (12, "victory", "citizen", "language", "{name} tog selv telefonen hos en kunde og aftalte en ny tid på dansk.", {}),
)
MORE = (
    (
        33,
        "visit",
        "citizen",
        "learning",
        "",
        {"firm": "Plejehjemmet Solsiden", "functions": "Anrette mad\nTage imod varer\nHjælpe ved måltider"},
    ),
    (47, "meeting", "both", "well_being", "Alle er glade for forløbet. Aftalt: mere dansk i pauserne.", {}),
    (58, "authority", "citizen", "economy", "Forskudsopgørelsen er rettet sammen.", {"topic": "tax"}),
    (71, "path", "citizen", "future", "Vil gerne videre til en uddannelse efter IGU.", {"path": "trade_danish"}),
    (90, "provider", "school", "learning", "Udbyderen flytter holdet en uge.", {"school": "AMU Nordjylland"}),
)
RESTRICTED = (
    25,
    "concern",
    "citizen",
    "family",
    "{name} vil helst tales med, når vi er alene.",
    {"referral": "RED-rådgiver"},
)
PROFILE = {
    "summary": "Jeg er rolig, møder til tiden og vil gerne lære nyt.",
    "functions": "Gøre rent i køkken og kontor\nTage imod varer\nLægge på plads\nAnrette mad",
    "experience": "Hjalp i familiens butik i seks år\nPraktik på plejehjem, 4 uger",
    "education": "9 års skole\nHygiejnekursus",
    "languages": "Modersmål og dansk",
    "wishes": "Et fast job, hvor jeg taler dansk hver dag",
    "motivation": "Vil forsørge sig selv og være forbillede for børnene",
    "limits": "Kan ikke arbejde om aftenen, før børnene er ældre",
}


def write_journals(actor, case: Case, name: str, firm: str, number: int, today: dt.date) -> None:
    """Two entries in every journal, seven in each third one, and a restricted note, profile and plan in each sixth."""
    offers = {offer.key: offer for offer in offers_of(actor.municipality_id, KEY)}
    entries = ALL + (MORE if number % 3 == 0 else ()) + ((RESTRICTED,) if number % 6 == 0 else ())
    for days, kind, party, theme, text, points in entries:
        write_entry(
            actor,
            case=case,
            kind=offers[kind],
            happened_on=max(today - dt.timedelta(days=days), case.opened_on),
            today=today,
            text=text.format(name=name, firm=firm),
            points=points,
            party=party,
            theme=theme,
            is_restricted=kind == "concern",
        )
    if number % 6 == 0:
        _write_plan_and_profile(actor, case, firm, today)


def _write_plan_and_profile(actor, case, firm, today):
    write_profile(actor, case=case, version=1, **PROFILE)
    since = today - dt.timedelta(days=40)
    give_consent(actor, case=case, today=today, given_on=since, how="spoken", about="Køkken og rengøring")
    plan = make_plan(
        actor,
        case=case,
        place=firm,
        teacher="Sprogmentor på arbejdspladsen",
        starts_on=since,
        ends_on=today + dt.timedelta(days=80),
        hours_per_week=2,
        aim="Forstå og gentage beskeder ved vagtskifte\nSpørge, når noget er uklart",
        situations="Pausen med kollegerne\nInstruktion i nye opgaver\nBede om at få gentaget",
        workplace_does="En fast kollega taler dansk med borgeren i pausen",
    )
    signed = {"citizen_signed_on": since, "workplace_signed_on": since, "workplace_signer": firm}
    sign_plan(actor, plan=plan, version=1, today=today, **signed)
    for days, trained in ((30, "Ord om redskaber"), (16, "At bede om at få gentaget"), (2, "Småsnak i pausen")):
        held_on = today - dt.timedelta(days=days)
        note_session(actor, plan=plan, today=today, held_on=held_on, hours=1, trained=trained, led_by="Sprogmentor")
