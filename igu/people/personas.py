"""The six people of the demo: one click each, no second factor, in the demo only."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from igu.accounts.models import Membership, Municipality, Role, User
from igu.accounts.tenancy import acting_for

PASSWORD = "demo"  # noqa: S105 - said aloud on the log-in page of the demo


@dataclass(frozen=True, slots=True)
class Persona:
    email: str
    name: str
    role: Role
    municipality: str
    title: str
    sees: str

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.name.split())


AALBORG, ODENSE = "0851", "0461"
PERSONAS = (
    Persona(
        "anna@demo.test",
        "Anna Kjær",
        Role.COORDINATOR,
        AALBORG,
        Role.COORDINATOR.label,
        _("Today's follow-ups, cases and firms"),
    ),
    Persona(
        "dorte@demo.test",
        "Dorte Holm",
        Role.MANAGER,
        AALBORG,
        Role.MANAGER.label,
        _("How many, how well, and who has too much"),
    ),
    Persona(
        "erik@demo.test",
        "Erik Bak",
        Role.ADMINISTRATOR,
        AALBORG,
        Role.ADMINISTRATOR.label,
        _("People, settings and follow-up models"),
    ),
    Persona(
        "lis@demo.test",
        "Lis Skov",
        Role.LOG_REVIEWER,
        AALBORG,
        Role.LOG_REVIEWER.label,
        _("Who has looked at whom, and why"),
    ),
    Persona(
        "bo@demo.test",
        "Bo Lind",
        Role.EMPLOYER,
        AALBORG,
        Role.EMPLOYER.label,
        _("The firm's own trainees, on the phone"),
    ),
    Persona(
        "carla@demo.test",
        "Carla Friis",
        Role.COORDINATOR,
        ODENSE,
        _("Coordinator in another municipality"),
        _("Sees none of Aalborg's citizens"),
    ),
)


def user_of(email: str) -> User | None:
    """The log-in of one of the six, where the demo's people have been made."""
    known = {persona.email for persona in PERSONAS}
    return User.objects.filter(email=email, is_demo=True, is_active=True).first() if email in known else None


def make_personas(scopes: dict[str, str] | None = None) -> dict[str, Membership]:
    """The personas with their roles, by e-mail. `scopes` gives an employer user's employer. Safe to repeat."""
    return {persona.email: _make(persona, str((scopes or {}).get(persona.email, ""))) for persona in PERSONAS}


def _make(persona: Persona, scope: str) -> Membership:
    municipality = Municipality.objects.get(code=persona.municipality)
    user = User.objects.filter(email=persona.email).first() or User.objects.create_user(
        persona.email, PASSWORD, name=persona.name, is_demo=True
    )
    with acting_for(municipality.id):
        return Membership.objects.update_or_create(
            municipality=municipality,
            user=user,
            role=persona.role,
            defaults={"scope": scope} if scope else {},
            create_defaults={"scope": scope, "from_on": dt.date(2024, 1, 1), "phone": "10 20 30 00"},
        )[0]
