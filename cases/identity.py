"""The CPR number: sealed in its own table, found by a keyed hash, masked on every page until it is asked for."""

import uuid
from typing import Any

from cases import models
from igu.accounts import sealing

MASK = "••••••-••••"


def identity_of(citizen: models.Citizen, digits: str) -> models.Identity:
    """An identity that is not saved yet."""
    return models.Identity(**columns_of(citizen.municipality_id, citizen.id, digits))


def columns_of(municipality_id, citizen_id, digits: str) -> dict[str, Any]:
    """The row of a number. Its id is made first: the number is sealed for that row."""
    row_id = uuid.uuid4()
    return {
        "id": row_id,
        "municipality_id": municipality_id,
        "citizen_id": citizen_id,
        "sealed": sealing.seal(digits, bound_to=row_id),
        "search_key": search_key(municipality_id, digits),
    }


def search_key(municipality_id, digits: str) -> bytes:
    """What a CPR number is found by inside one municipality, and nowhere else."""
    return sealing.search_key(digits, purpose="cpr", municipality_id=municipality_id)


def digits_of(identity: models.Identity) -> str:
    """The ten digits. Whoever asks has noted the read as one that reveals the number."""
    return sealing.unseal(identity.sealed, bound_to=identity.id)


def written(digits: str) -> str:
    """As people write it: 010190-0001."""
    return f"{digits[:6]}-{digits[6:]}"
