"""The tenant of a transaction, and the building blocks of its walls.

A municipality's rows are kept apart three times: by `visible_to` in each app's access module, by row-level
security, and by keys that carry the municipality with them. The database knows the tenant by the setting
`igu.municipality`, always LOCAL to the transaction, so that a reused connection never carries it on.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, models, transaction

SETTING = "igu.municipality"


@contextmanager
def acting_for(municipality_id) -> Iterator[None]:
    """Run the block in a transaction whose tenant is `municipality_id`; the former tenant comes back after it.

    For tasks, commands, streams and tests. Views get their tenant from `policy`.
    """
    is_inside = connection.in_atomic_block
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_setting(%s, true), set_config(%s, %s, true)",
                [SETTING, SETTING, str(municipality_id or "")],
            )
            before = cursor.fetchone()[0] or ""
        yield
        # A rollback brings the former tenant back by itself, and a transaction of its own ends with its tenant.
        if is_inside and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, before])


class TenantKey(models.ForeignKey):
    """A key that stays inside the municipality: its constraint is (municipality_id, this_id), made by TenantWall."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs | {"db_constraint": False})


class TenantModel(models.Model):
    """A row of one municipality. Its migration puts a TenantWall around the table."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(
        "accounts.Municipality", models.PROTECT, related_name="+", editable=False, db_index=False
    )

    class Meta:
        abstract = True
