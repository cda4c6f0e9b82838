"""A file as it was sent becomes one that may be kept: looked at in a process of its own that cannot hurt the app's."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.conf import settings

from cases.attachments.harmless import MOST_BYTES, SECONDS
from igu.accounts.errors import RuleBroken
from igu.web.tidy import tidy

NAME_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Checked:
    """What may be kept of a file. name: what the person called it, for the screen alone."""

    name: str
    kind: str
    content: bytes


def check(name: str, content: bytes) -> Checked:
    """Raises RuleBroken with the code of the reason."""
    if len(content) > MOST_BYTES:
        raise RuleBroken("file_too_big")
    name = tidy(name.replace("\\", "/").rsplit("/", 1)[-1])
    path = PurePosixPath(name or "-")
    answer, kept = _ask_child(path.suffix, content)
    if "refused" in answer:
        raise RuleBroken(answer["refused"])
    return Checked(f"{path.stem[: NAME_LENGTH - len(path.suffix)]}{path.suffix}", answer["kind"], kept)


def _ask_child(suffix: str, content: bytes) -> tuple[dict, bytes]:
    command = [sys.executable, "-m", "cases.attachments.harmless", suffix[:10]]
    try:
        ran = subprocess.run(command, input=content, cwd=settings.BASE_DIR, capture_output=True, timeout=SECONDS + 10)
    except subprocess.TimeoutExpired:
        return {"refused": "file_too_heavy"}, b""
    head, _line, kept = ran.stdout.partition(b"\n")
    if ran.returncode or not head:
        return {"refused": "file_too_heavy"}, b""
    return json.loads(head), kept
