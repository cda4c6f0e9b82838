"""Loaded into the worker: notes what each task is given, and holds a task that fails with a person in its words."""

import json
import os
from pathlib import Path

from celery import shared_task
from celery.signals import task_prerun

from tests.leaks.canaries import REFUSED


@task_prerun.connect(weak=False)
def note(task, args, kwargs, **more):
    with Path(os.environ["IGU_TEST_HEARD"]).open("a") as heard:
        heard.write(json.dumps([task.name, args, kwargs]) + "\n")


@shared_task(name="tests.leaks.fail")
def fail() -> None:
    """As the words of an error of the database or of a library are: with the row in them."""
    try:
        raise KeyError(f"{REFUSED} {REFUSED.written_cpr}")
    except KeyError as first:
        raise ValueError(f"Failing row contains ({REFUSED.first}, {REFUSED.last}, {REFUSED.cpr}).") from first
