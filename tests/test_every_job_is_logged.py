"""P5 where no browser asks: every task of the worker and every command names in the log whom it has read.

Both are found by walking: a task or a command that is not known here fails with what to say about it.
"""

import datetime as dt
import inspect
import sys

import pytest
from django.apps import apps
from django.core.management import call_command, get_commands
from django.db import transaction
from django.utils import timezone

from cases.models import Document, SheetImport
from followup.digest import gather
from followup.models import Reminder
from followup.services import run_daily
from igu.accounts import sealing
from igu.accounts.tenancy import acting_for
from igu.celery import app as worker
from igu.outbox.models import Mail
from reports.figures import REPORTS
from tests import matrix, reads
from tests.walk import sheet_of
from tests.world import build_world

pytestmark = pytest.mark.django_db(transaction=True)
OURS = {app.name for app in apps.get_app_configs() if "site-packages" not in app.path}
PERIOD = ("--municipality", "0851", "--from", "2020-01-01", "--to", "2030-12-31")

# Commands that read no citizen, each with the reason.
READ_NOBODY = {
    "migrate": "works on tables",
    "rule": "asks no database",
    "demo": "fills an empty database with people who do not exist, and refuses in production",
    "generate": "the same",
    "create_administrator": "makes a log-in",
    "release_mail": "says that what waits in the outbox may leave; a mail is a row of ids",
}


@pytest.fixture
def world():
    """A morning on which nobody has been reminded yet."""
    world = build_world()
    for tenant in (world.a, world.b):
        with acting_for(tenant.municipality.id):
            Reminder.objects.all().delete()
    return world


def tasks() -> list:
    worker.loader.import_default_modules()
    return [task for name, task in sorted(worker.tasks.items()) if name.startswith(tuple(f"{ours}." for ours in OURS))]


def commands() -> list[str]:
    return sorted(name for name, owner in get_commands().items() if owner in OURS)


def arguments_of(task, world) -> list[str]:
    """What a task is told: ids, by the names of its parameters as those of a URL (tests/matrix.py)."""
    ids = {"municipality_id": str(world.a.municipality.id)}
    rows = matrix.TARGETS | {"sheet_id": "sheet_import"}
    ids |= {name: str(world.a.own[row].pk) for name, row in rows.items()}
    wanted = inspect.signature(task.run).parameters
    unknown = [name for name in wanted if name not in ids]
    assert unknown == [], f"{task.name}: say in tests/matrix.py which row {unknown} stands for, and seed it"
    return [ids[name] for name in wanted]


def arguments_of_commands(file) -> dict[str, list[tuple]]:
    """How a command is called."""
    return {
        "import_sheet": [(file, "--municipality", "0851"), (file, "--municipality", "0851", "--commit")],
        "report": [(name, *PERIOD, "--format", kind) for name in REPORTS for kind in ("csv", "json")],
        "run_daily": [()],
        "send_mail": [()],
    }


def waiting_document(world) -> None:
    long_ago = timezone.now() - dt.timedelta(minutes=9)
    with acting_for(world.a.municipality.id):
        Document.objects.filter(id=world.a.own["document"].id).update(state="waiting", asked_at=long_ago)


def waiting_sheet(world) -> None:
    sheet, long_ago = world.a.own["sheet_import"], timezone.now() - dt.timedelta(minutes=9)
    content = sealing.seal_bytes(sheet_of(world.a), bound_to=sheet.id)
    with acting_for(world.a.municipality.id):
        SheetImport.objects.filter(id=sheet.id).update(state="waiting", sent_at=long_ago, sealed=content)


def log_rows() -> dict[str, tuple[str, str]]:
    with transaction.atomic():
        sql = "SELECT id::text, citizen_id::text, concat_ws(' ', kind, route, purpose) FROM audit_readlog"
        return {row_id: (citizen, text.strip()) for row_id, citizen, text in reads.in_all_municipalities(sql)}


def watch(count, what, work) -> list[str]:
    """Do it, and compare whom it read with what it logged; the words of the new rows."""
    before = log_rows().keys()
    with reads.spying("default", "task") as seen:
        work()
        seen = set(seen)
    new = {row_id: row for row_id, row in log_rows().items() if row_id not in before}
    count.requests += 1
    with transaction.atomic():
        found = reads.Owners().found_in(seen)
    reads.compare(count, what, found, {citizen for citizen, _text in new.values()})
    return [text for _citizen, text in new.values()]


def test_every_task_names_whom_it_has_read(world, figure):
    count, told = reads.Count(), []

    for task in tasks():
        arguments = arguments_of(task, world)
        waiting_document(world)
        waiting_sheet(world)
        told += watch(count, task.name, lambda task=task, given=arguments: task(*given))

    figure(str(count).replace("requests", f"tasks of {len(tasks())}"))
    assert {"document document:education_plan", "import sheet_import", "job digest"} <= set(told)
    assert count.unlogged == [text for text in told if world.canaries.seen_in(text)] == []


def test_the_digest_names_the_cases_that_it_tells_of(world):
    run_daily(timezone.localdate())
    count = reads.Count()

    def write():
        with acting_for(world.a.municipality.id):
            mails = list(Mail.objects.filter(kind="digest", state="waiting").select_related("membership"))
            assert mails
            gather(mails)
            assert any(mail.own.follow_ups for mail in mails)

    told = watch(count, "digest", write)

    assert (count.unlogged, set(told)) == ([], {"job digest"})
    assert count.citizens > 0


def test_every_command_names_whom_it_has_read(world, tmp_path, capsys, figure):
    count, told = reads.Count(), []
    file = tmp_path / "ark.csv"
    file.write_bytes(sheet_of(world.a))
    calls = arguments_of_commands(str(file))
    unknown = [name for name in commands() if name not in calls and name not in READ_NOBODY]
    assert unknown == [], f"say in {__file__} how {unknown} are called, or why they read no citizen"

    for name in calls:
        for given in calls[name]:
            told += watch(count, f"{name} {given[:1]}", lambda name=name, given=given: called(name, given))

    capsys.readouterr()
    figure(str(count).replace("requests", f"calls of {len(calls)} commands"))
    assert {"import import_sheet", "list report_targetgroup"} <= set(told)
    assert count.unlogged == [text for text in told if world.canaries.seen_in(text)] == []


def called(name, given) -> None:
    """A command that finds something wrong ends with an exit code: it has read all the same."""
    try:
        call_command(name, *given)
    except SystemExit as stop:
        assert stop.code == 1, (name, given, sys.exc_info())
