"""Keeping, renaming and throwing away views of the list."""

from django.db import transaction

from cases.models import SavedView
from igu.accounts.saving import delete_version, held_by_the_database, make_once, save_version

TAKEN = {"savedview_name_once": "view_taken"}


@transaction.atomic
def keep_view(actor, *, name: str, query: str, is_shared: bool, is_start: bool, token=None) -> SavedView:
    """Keep a view under a name. Raises RuleBroken: `view_taken` when the person has one of that name."""
    if is_start:
        _let_go_of_start(actor)
    kept = {"name": name, "query": query, "is_shared": is_shared, "is_start": is_start}
    with held_by_the_database(**TAKEN):
        view, _made = make_once(SavedView, actor, token, owner_id=actor.membership_id, **kept)
    return view


@transaction.atomic
def change_view(actor, *, view: SavedView, version: int, name: str, is_shared: bool, is_start: bool) -> None:
    """Rename a view, share it or begin with it. Raises RuleBroken: `view_taken`; Outdated."""
    if is_start and not view.is_start:
        _let_go_of_start(actor)
    with held_by_the_database(**TAKEN):
        save_version(view, version, name=name, is_shared=is_shared, is_start=is_start)


def throw_view_away(actor, *, view: SavedView, version: int) -> None:
    """Raises Outdated."""
    delete_version(view, version)


def _let_go_of_start(actor):
    SavedView.objects.filter(owner_id=actor.membership_id, is_start=True).update(is_start=False)
