"""Saving that loses nobody's work: a version is checked, and a broken rule of the database becomes a reason code."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, models, transaction
from django.db.models import F

from igu.accounts.errors import Outdated, RuleBroken


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
