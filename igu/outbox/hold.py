"""A restored database sends nothing by itself: its mails may have left long ago, and its copy may be a trial.

In production mail leaves only a database that carries a mark. The mark is a comment on the database itself, which a
dump does not take along: the first `migrate` of an empty database sets it, after a restore a person does
(`manage.py release_mail`).
"""

from django.conf import settings
from django.db import connections

MARK = "IGU: mail leaves this database"
COMMENT = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"


class Held(Exception):
    """Mail is held back until somebody says that this is the database to send from."""


def is_held() -> bool:
    return settings.PRODUCTION and MARK not in _comment("task")


def release_a_new_database(plan, **kwargs) -> None:
    """Before `migrate`: where the outbox's first table is yet to be made, nothing can have been restored."""
    first = ("outbox", "0001_initial")
    if any((step.app_label, step.name) == first and not backwards for step, backwards in plan):
        release()


def release() -> None:
    comment = _comment("owner")
    if MARK in comment:
        return
    owner = connections["owner"]
    with owner.cursor() as cursor:
        name = owner.ops.quote_name(owner.settings_dict["NAME"])
        cursor.execute(f"COMMENT ON DATABASE {name} IS %s", ["\n".join(filter(None, [comment, MARK]))])


def _comment(alias: str) -> str:
    with connections[alias].cursor() as cursor:
        cursor.execute(COMMENT)
        return cursor.fetchone()[0] or ""
