"""The contact card (X-09): everyone knows whom to call at the firm, at the school and in the municipality."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases import models


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to call. `where` is the firm, school or municipality."""

    where: str
    name: str
    title: str = ""
    phone: str = ""
    email: str = ""


Source = Callable[[models.Case], Iterable[Person]]

_sources: dict[str, Source] = {}


def register(key: str, source: Source) -> None:
    """`source(case)` gives the people of one case, with at most one query."""
    _sources[key] = source


def card_of(case: models.Case) -> list[Person]:
    return [person for source in _sources.values() for person in source(case)]


def own_people(case: models.Case) -> Iterable[Person]:
    """What `cases` itself knows: the contact at the firm and the coordinator."""
    agreement, coordinator = case.agreement, case.coordinator
    if agreement and agreement.contact:
        contact = agreement.contact
        yield Person(agreement.employer.name, contact.name, contact.title, contact.phone, contact.email)
    if coordinator:
        user = coordinator.user
        yield Person(_("The municipality"), user.name, _("Coordinator"), coordinator.phone, user.email)
