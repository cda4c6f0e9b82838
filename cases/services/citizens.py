"""The person: facts, name tokens and CPR number."""

from django.db import transaction
from django.utils import timezone

from cases import identity, models, names
from igu.accounts.errors import RuleBroken
from igu.accounts.saving import held_by_the_database, save_version
from igu.web.tidy import tidy


def make_citizen(municipality_id, fields: dict, cpr: str) -> models.Citizen:
    """Save a new citizen with name tokens and, where there is one, the sealed CPR number (ten digits).

    Raises RuleBroken: `cpr_missing` (neither a number nor a reason), `cpr_has_case`.
    """
    if not cpr and not fields.get("no_cpr_reason"):
        raise RuleBroken("cpr_missing")
    citizen = models.Citizen.objects.create(municipality_id=municipality_id, **_named(fields))
    models.NameToken.objects.bulk_create(tokens_of(citizen))
    if cpr:
        _keep_cpr(citizen, cpr)
    return citizen


def tokens_of(citizen: models.Citizen) -> list[models.NameToken]:
    """The search words of a citizen, not saved yet."""
    return [
        models.NameToken(municipality_id=citizen.municipality_id, citizen_id=citizen.id, token=token)
        for token in names.tokens(citizen.first_name, citizen.last_name)
    ]


@transaction.atomic
def change_citizen(actor, *, citizen: models.Citizen, version: int, **fields) -> None:
    """Save these facts about a citizen; a new name is found by the search and sorted by the list at once.

    Raises Outdated.
    """
    before = models.Citizen.objects.values_list("first_name", "last_name").filter(id=citizen.id).first()
    save_version(citizen, version, **_named(fields))
    if before != (citizen.first_name, citizen.last_name):
        citizen.name_tokens.all().delete()
        models.NameToken.objects.bulk_create(tokens_of(citizen))
        citizen.cases.update(sort_name=names.sort_key(citizen.first_name, citizen.last_name))


@transaction.atomic
def give_cpr(actor, *, citizen: models.Citizen, version: int, cpr: str) -> None:
    """Give a citizen a CPR number, the first or a new one. The former number still finds the citizen.

    Raises RuleBroken: `cpr_has_case`; Outdated.
    """
    save_version(citizen, version, no_cpr_reason="")
    citizen.identities.filter(replaced_at=None).update(replaced_at=timezone.now())
    _keep_cpr(citizen, cpr)


def _keep_cpr(citizen, cpr):
    with held_by_the_database(identity_once="cpr_has_case"):
        identity.identity_of(citizen, cpr).save(force_insert=True)


def _named(fields: dict) -> dict:
    cleaned = {name: tidy(fields[name]) for name in ("first_name", "last_name") if name in fields}
    return fields | cleaned
