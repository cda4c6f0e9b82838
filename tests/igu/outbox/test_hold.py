"""A restored database holds its mail until a person says that it may leave."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from igu.outbox import hold, sending
from igu.outbox.models import JobRun
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def restored(settings):
    """As a dump comes back: all rows, and no comment on the database."""
    settings.PRODUCTION = True
    _comment("NULL")
    yield
    _comment("NULL")


def _comment(text: str) -> None:
    owner = connections["owner"]
    with owner.cursor() as cursor:
        cursor.execute(f'COMMENT ON DATABASE "{owner.settings_dict["NAME"]}" IS {text}')


class Nobody:
    def __enter__(self):
        raise AssertionError("nothing may be handed over")


def test_nothing_leaves_a_restored_database(restored):
    with pytest.raises(hold.Held):
        sending.send_due(today=TODAY, post=Nobody)
    with pytest.raises(CommandError, match="release_mail"):
        call_command("send_mail")
    assert JobRun.objects.get(name="send_mail").note == "Held"  # so that the banner tells of it


def test_mail_leaves_once_it_is_released_and_what_stood_there_stays(restored, capsys):
    _comment("'asked for by operations'")

    call_command("release_mail")
    call_command("release_mail")
    call_command("send_mail")

    with connections["owner"].cursor() as cursor:
        cursor.execute(hold.COMMENT)
        assert cursor.fetchone()[0] == f"asked for by operations\n{hold.MARK}"
    assert "nothing to send" in capsys.readouterr().out


def test_a_new_database_is_released_by_its_first_migrate_and_no_later_one(restored):
    from django.db.migrations.loader import MigrationLoader

    graph = MigrationLoader(None, ignore_no_migrations=True).graph
    first, later = graph.nodes["outbox", "0001_initial"], graph.nodes["outbox", "0002_walls"]

    hold.release_a_new_database([(later, False)])
    assert hold.is_held()
    hold.release_a_new_database([(first, True)])
    assert hold.is_held()
    hold.release_a_new_database([(first, False), (later, False)])
    assert not hold.is_held()
