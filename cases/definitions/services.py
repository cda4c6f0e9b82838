"""Using, rewriting and putting away definitions."""

from django.db import transaction

from cases.definitions import kinds
from cases.definitions.access import Offer
from cases.models import Definition
from igu.accounts.errors import Outdated
from igu.accounts.saving import held_by_the_database


def pin(actor, offer: Offer) -> Definition:
    """The edition that a record of today points to: a preset becomes the municipality's own when it is first used."""
    if offer.id is not None:
        return Definition.objects.get(id=offer.id)
    row, _created = Definition.objects.get_or_create(
        municipality_id=actor.municipality_id,
        kind=offer.kind,
        key=offer.key,
        is_newest=True,
        defaults=_written(actor, offer.title, offer.body) | {"is_in_use": offer.is_in_use},
    )
    return row


@transaction.atomic
def rewrite(actor, *, offer: Offer, title: dict, body: dict, is_in_use: bool) -> Definition:
    """Save a new wording as the next edition; records keep the one they were made with.

    Only a change of `is_in_use` makes no edition. Raises BadBody; Outdated when somebody has rewritten it meanwhile.
    """
    kinds.kind_of(offer.kind).read(body)
    row = pin(actor, offer)
    if (row.title, row.body) == (title, body):
        Definition.objects.filter(id=row.id).update(is_in_use=is_in_use)
        row.is_in_use = is_in_use
        return row
    if not Definition.objects.filter(id=row.id, is_newest=True).update(is_newest=False):
        raise Outdated
    return Definition.objects.create(
        municipality_id=actor.municipality_id,
        kind=row.kind,
        key=row.key,
        edition=row.edition + 1,
        is_in_use=is_in_use,
        **_written(actor, title, body),
    )


def rewrite_from(actor, *, offer: Offer, edition: int, title: dict, body: dict) -> Definition:
    """Save what was typed over this edition. Raises BadBody; Outdated when there is a newer one by now.

    A preset that nobody has used is edition 0, and 1 as soon as somebody has: the words are the same.
    """
    if max(edition, 1) != max(offer.edition, 1):
        raise Outdated
    return rewrite(actor, offer=offer, title=title, body=body, is_in_use=offer.is_in_use)


def use(actor, *, offer: Offer, is_in_use: bool) -> None:
    """Take a definition into use, or put it away: it is not offered any more, and old records stay as they are."""
    rewrite(actor, offer=offer, title=dict(offer.title), body=offer.body, is_in_use=is_in_use)


def define(actor, *, kind: str, key: str, title: dict, body: dict) -> Definition:
    """Save a definition that the municipality has made itself.

    Raises BadBody; RuleBroken: `definition_taken` when the key is in use.
    """
    kinds.kind_of(kind).read(body)
    with held_by_the_database(definition_one_newest="definition_taken", definition_edition_once="definition_taken"):
        return Definition.objects.create(
            municipality_id=actor.municipality_id, kind=kind, key=key, **_written(actor, title, body)
        )


def _written(actor, title, body):
    return {"title": dict(title), "body": body, "made_by_id": actor.membership_id}
