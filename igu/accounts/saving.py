"""Saving that loses nobody's work: a version is checked, and a broken rule of the database becomes a reason code."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar
from uuid import UUID, uuid4, uuid5

from django.db import IntegrityError, models, transaction
from django.db.models import F

from igu.accounts.errors import Outdated, RuleBroken

Row = TypeVar("Row", bound=models.Model)


def save_version(row: models.Model, version: int, **fields) -> None:
    """Save these fields of `row` if nobody has saved it since `version` was read. Raises Outdated."""
    saved = type(row)._default_manager.filter(pk=row.pk, version=version).update(**fields, version=F("version") + 1)
    if not saved:
        raise Outdated
    for name, value in (fields | {"version": version + 1}).items():
        setattr(row, name, value)


def delete_version(row: models.Model, version: int) -> None:
    """Delete `row` if nobody has saved it since `version` was read. Raises Outdated."""
    deleted, _ = type(row)._default_manager.filter(pk=row.pk, version=version).delete()
    if not deleted:
        raise Outdated


def make_once(model: type[Row], actor, token: UUID | None, **fields) -> tuple[Row, bool]:
    """The row that the form with this token makes, and whether it is new: a second sending finds the first one's.

    token: `cleaned_data["token"]` of a form that is `igu.web.forms.Once`; None makes a new row.
    """
    row_id = once_id(model, actor, token) if token else uuid4()
    return model._default_manager.get_or_create(id=row_id, municipality_id=actor.municipality_id, defaults=fields)


def once_id(model: type[models.Model], actor, token: UUID) -> UUID:
    """The id of the row that `make_once` makes. It belongs to the actor: nobody's token meets another's row."""
    return uuid5(token, f"{actor.membership_id} {model._meta.label_lower}")


@contextmanager
def held_by_the_database(**codes: str) -> Iterator[None]:
    """Turn a broken constraint into RuleBroken: `held_by_the_database(employer_cvr_once="cvr_taken")`.

    For what two people may do at the same moment: a check before the save cannot see the other one's.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as fault:
        constraint = getattr(getattr(fault.__cause__, "diag", None), "constraint_name", None)
        if constraint not in codes:
            raise
        raise RuleBroken(codes[constraint]) from None
