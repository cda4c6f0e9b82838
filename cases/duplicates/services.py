"""Two cases become one, and can be parted again: every row that went along is remembered by its id."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.utils import timezone

from cases import hooks, models, stages, words
from cases.course.services import follow_track
from cases.duplicates import doubles
from igu.accounts.errors import RuleBroken

# The case itself, this memory, words that are made anew, and what is found in the records of a case.
STAY = {"cases_case", "cases_merge", "cases_nametoken", "cases_signal"}
OVERLAP = ("agreement_no_overlap", "agreement_start_once")


@transaction.atomic
def merge(actor, *, kept: models.Case, gone: models.Case, reason: str, today: dt.date) -> models.Merge:
    """Put all that belongs to `gone` into `kept`. `gone` is closed, and its number leads nowhere any more.

    Both CPR numbers find the citizen afterwards. What was read of `gone` stays in the log under its citizen, and what
    was judged of it stays with it: both are shown with `kept`. A protected case protects the one it goes into.
    Raises RuleBroken: `agreements_overlap`, `rows_collide`.
    """
    before = {
        "stage": gone.stage,
        "closed_on": gone.closed_on and gone.closed_on.isoformat(),
        "closed_why": gone.closed_why,
        "identity": _retire_identity(kept, gone),
        "protection": _protect(kept, gone),
        "settled": doubles.settle(actor, kept, gone, today),
    }
    moved = _move(kept, gone)
    models.Case.objects.filter(id=gone.id).update(
        stage=words.Stage.CLOSED,
        closed_on=gone.closed_on or today,
        closed_why=words.ClosedWhy.MERGED,
        merged_into=kept,
        agreement=None,
        version=F("version") + 1,
    )
    made = models.Merge.objects.create(
        municipality_id=actor.municipality_id,
        kept=kept,
        gone=gone,
        reason=reason,
        moved=moved,
        before=before,
        made_by_id=actor.membership_id,
    )
    _follow(actor, kept, [kept, gone], today)
    hooks.contacts_changed(kept)
    return made


@transaction.atomic
def undo_merge(actor, *, merge: models.Merge, today: dt.date) -> None:
    """Part the two again: what went along goes back, as far as it is still there. Raises RuleBroken: `rows_collide`."""
    kept, gone, before = merge.kept, merge.gone, merge.before
    with _colliding(), connection.cursor() as cursor:
        for place, ids in merge.moved.items():
            table, column = place.split(".")
            cursor.execute(
                f'UPDATE "{table}" SET "{column}" = %s WHERE id = ANY(%s::uuid[]) AND "{column}" = %s',  # noqa: S608
                [_end(gone, column), ids, _end(kept, column)],
            )
        doubles.unsettle(before.get("settled", {}))
    if before.get("protection"):
        models.Case.objects.filter(id=kept.id).update(**before["protection"])
    if before["identity"]:
        models.Identity.objects.filter(id=before["identity"]).update(replaced_at=None)
    models.Case.objects.filter(id=gone.id).update(
        stage=before["stage"],
        closed_on=before["closed_on"],
        closed_why=before["closed_why"],
        merged_into=None,
        version=F("version") + 1,
    )
    models.Merge.objects.filter(id=merge.id).update(undone_at=timezone.now(), undone_by_id=actor.membership_id)
    _follow(actor, kept, [kept, gone], today)
    for case in (kept, gone):
        hooks.contacts_changed(case)


def _protect(kept, gone) -> dict | None:
    """What was said of the protection of `kept`, where `gone` brings its own along."""
    if not gone.is_protected or kept.is_protected:
        return None
    models.Case.objects.filter(id=kept.id).update(is_protected=True, protected_on=gone.protected_on)
    return {"is_protected": False, "protected_on": None}


def _retire_identity(kept, gone) -> str | None:
    """Two numbers cannot both count: the one of `gone` counts as replaced. Its id, for the way back."""
    if not kept.citizen.identities.filter(replaced_at=None).exists():
        return None
    current = gone.citizen.identities.filter(replaced_at=None).first()
    if current is None:
        return None
    models.Identity.objects.filter(id=current.id).update(replaced_at=timezone.now())
    return str(current.id)


def _move(kept, gone) -> dict[str, list[str]]:
    moved = {}
    with _colliding(), connection.cursor() as cursor:
        for table, column in _places(cursor):
            new, old = _end(kept, column), _end(gone, column)
            same = "".join(f' AND had."{name}" = t."{name}"' for name in doubles.STAYS_IF_BOTH.get(table, ()))
            both = f'AND NOT EXISTS (SELECT FROM "{table}" had WHERE had.case_id = %(new)s{same})' if same else ""
            cursor.execute(
                f'UPDATE "{table}" t SET "{column}" = %(new)s '  # noqa: S608
                f'WHERE municipality_id = %(municipality)s AND "{column}" = %(old)s {both} RETURNING id::text',
                {"new": new, "old": old, "municipality": kept.municipality_id},
            )
            if ids := [row[0] for row in cursor.fetchall()]:
                moved[f"{table}.{column}"] = ids
    return moved


def _places(cursor) -> Iterator[tuple[str, str]]:
    """Every table whose rows belong to a case or a citizen, of all apps; but for those that are only added to."""
    for model in apps.get_models():
        table = model._meta.db_table
        if table in STAY or hasattr(model, "pgh_tracked_model"):
            continue
        for field in model._meta.local_fields:
            if field.is_relation and field.related_model in (models.Case, models.Citizen):
                cursor.execute("SELECT has_table_privilege(%s, 'UPDATE')", [table])
                if cursor.fetchone()[0]:
                    yield table, field.column
    yield "cases_case", "merged_into_id"


def _end(case, column: str):
    """What the column holds for rows of this case."""
    return case.citizen_id if column == "citizen_id" else case.id


@contextmanager
def _colliding() -> Iterator[None]:
    """Turn a broken constraint into a reason: the two cases hold what may exist only once."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as fault:
        constraint = getattr(getattr(fault.__cause__, "diag", None), "constraint_name", None)
        raise RuleBroken("agreements_overlap" if constraint in OVERLAP else "rows_collide") from None


def _follow(actor, kept, both, today):
    """Stages, track, follow-ups and all that upper apps keep on a case are worked out again for both."""
    stages.follow_agreements(kept.municipality_id, today, [case.id for case in both])
    follow_track(kept)
    agreements = list(models.Agreement.objects.filter(case__in=both).order_by("id"))
    if agreements:
        hooks.agreements_changed(actor, agreements, today=today)
