"""What people do to firms, workplaces and contacts."""

from uuid import UUID

from django.db import transaction

from employers import models
from igu.accounts.errors import RuleBroken
from igu.accounts.saving import delete_version, held_by_the_database, make_once, save_version
from igu.rules.identifiers import compact_cvr

HELD = {
    "employer_cvr_once": "cvr_taken",
    "workplace_p_number_once": "p_number_taken",
    "employer_funding_is_a_percentage": "share_outside_0_to_100",
}


@transaction.atomic
def make_employer(actor, *, cvr: str, token: UUID | None = None, **fields) -> models.Employer:
    """Raises RuleBroken: `cvr_taken`, `share_outside_0_to_100`."""
    with held_by_the_database(**HELD):
        employer, _is_new = make_once(models.Employer, actor, token, cvr=compact_cvr(cvr), **fields)
    return employer


@transaction.atomic
def change_employer(actor, *, employer: models.Employer, version: int, **fields) -> None:
    """Raises RuleBroken as make_employer, and Outdated."""
    with held_by_the_database(**HELD):
        save_version(employer, version, **fields)


@transaction.atomic
def make_workplace(actor, *, employer: models.Employer, token: UUID | None = None, **fields) -> models.Workplace:
    """Raises RuleBroken: `p_number_taken`."""
    with held_by_the_database(**HELD):
        workplace, _is_new = make_once(models.Workplace, actor, token, employer=employer, **fields)
    return workplace


@transaction.atomic
def change_workplace(actor, *, workplace: models.Workplace, version: int, **fields) -> None:
    """Raises RuleBroken: `p_number_taken`; Outdated."""
    with held_by_the_database(**HELD):
        save_version(workplace, version, **fields)


@transaction.atomic
def make_contact(actor, *, employer: models.Employer, token: UUID | None = None, **fields) -> models.Contact:
    """Raises RuleBroken: `workplace_of_another_firm`."""
    _check(employer, fields)
    contact, _is_new = make_once(models.Contact, actor, token, employer=employer, **fields)
    return contact


@transaction.atomic
def change_contact(actor, *, contact: models.Contact, version: int, **fields) -> None:
    """Raises RuleBroken: `workplace_of_another_firm`; Outdated."""
    _check(contact.employer, fields)
    save_version(contact, version, **fields)


@transaction.atomic
def delete_contact(actor, *, contact: models.Contact, version: int) -> None:
    """Agreements that name the contact stand without one. Raises Outdated."""
    delete_version(contact, version)


def _check(employer, fields):
    workplace = fields.get("workplace")
    if workplace and workplace.employer_id != employer.id:
        raise RuleBroken("workplace_of_another_firm")
