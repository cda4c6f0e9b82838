"""The functions that write the history of updates."""

import pytest
from django.apps import apps
from django.db import connection

UPDATES = """
SELECT p.proconfig FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
 WHERE t.tgname LIKE 'pgtrigger_update%' AND t.tgnewtable IS NOT NULL
"""


@pytest.mark.django_db
def test_an_update_of_very_many_rows_is_not_joined_row_by_row():
    with connection.cursor() as cursor:
        cursor.execute(UPDATES)
        settings = [row[0] for row in cursor.fetchall()]

    assert len(settings) >= sum(hasattr(model, "pgh_event_model") for model in apps.get_models())
    assert all(setting == ["enable_nestloop=off"] for setting in settings)
