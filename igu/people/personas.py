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
    sees: str

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.name.split())


PERSONAS = (
    Persona("anna@demo.test", "Anna Kjær", Role.COORDINATOR, "0851", _("Min dag, cases and firms")),
    Persona("dorte@demo.test", "Dorte Holm", Role.MANAGER, "0851", _("Overview: caseload and what was done on time")),
    Persona("erik@demo.test", "Erik Bak", Role.ADMINISTRATOR, "0851", _("People, settings and the follow-up model")),
    Persona("lis@demo.test", "Lis Skov", Role.LOG_REVIEWER, "0851", _("Who has looked at whom, and why")),
    Persona("bo@demo.test", "Bo Lind", Role.EMPLOYER, "0851", _("The firm's own trainees, on the phone")),
    Persona(
        "carla@demo.test",
        "Carla Friis",
        Role.COORDINATOR,
        "0461",
        _("Another municipality: none of Aalborg's citizens"),
    ),
)


def make_personas(scopes: dict[str, str] | None = None) -> dict[str, Membership]:
    """The personas with their roles, by e-mail. `scopes` gives an employer user's employer. Safe to repeat."""
    made = {}
    for persona in PERSONAS:
        municipality = Municipality.objects.get(code=persona.municipality)
        user = User.objects.filter(email=persona.email).first()
        if user is None:
            user = User.objects.create_user(persona.email, PASSWORD, name=persona.name, is_demo=True)
        with acting_for(municipality.id):
            made[persona.email], _made = Membership.objects.get_or_create(
                municipality=municipality,
                user=user,
                role=persona.role,
                scope=str((scopes or {}).get(persona.email, "")),
                defaults={"from_on": dt.date(2024, 1, 1), "phone": "10 20 30 00"},
            )
    return made
