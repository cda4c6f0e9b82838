"""Change history by database triggers (django-pghistory): also bulk updates, the actor in the context."""

import pghistory
from django.db import connections

# What an update writes into the history is a join of the rows before and after, by a plan that PostgreSQL keeps from
# the first update of a session. One made for few rows tries each with each: 100,000 cases took over ten seconds.
JOIN_BY_HASH = """
DO $$
DECLARE found regprocedure;
BEGIN
  FOR found IN SELECT oid FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proname LIKE 'pgtrigger_update%'
  LOOP
    EXECUTE format('ALTER FUNCTION %s SET enable_nestloop = off', found);
  END LOOP;
END $$
"""


def join_by_hash(using: str, plan=None, **_) -> None:
    """After each `migrate`, as the owner: one that writes a trigger anew forgets what was set on its function.

    plan: what was migrated; nothing comes of a flush, which has written no trigger.
    """
    if plan is None:
        return
    with connections[using].cursor() as cursor:
        cursor.execute(JOIN_BY_HASH)


def tracked(**options):
    """Track inserts, updates and deletes of a model. Its event table gets a wall in the same migration."""
    return pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), **options)
