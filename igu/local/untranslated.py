"""Whether every text of the code stands in Danish: extracted in a copy, so that nothing in the project changes."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from igu.local import messages
from igu.local.places import PROJECT

CATALOGUE = Path("locale/da/LC_MESSAGES/django.po")
SOURCES = {".py", ".html", ".txt", ".po"}


def find() -> list[str]:
    """One line a complaint: a text without Danish, a catalogue that gettext refuses, or one that is not in order."""
    if not shutil.which("xgettext"):
        return ["gettext is missing: sudo apt-get install -y gettext"]
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        copy_sources(copy)
        extract = [sys.executable, "-m", "django", "makemessages", "--locale=da", "--no-location", "--no-obsolete"]
        for command in (["msgfmt", "--check", "--output-file=/dev/null", CATALOGUE], extract):
            ran = subprocess.run(command, cwd=copy, capture_output=True, text=True)
            if ran.returncode:
                return ran.stderr.strip().splitlines()
        found = in_catalogue((copy / CATALOGUE).read_text(encoding="utf-8"))
        return found + out_of_order((PROJECT / CATALOGUE).read_text(encoding="utf-8"))


def copy_sources(target: Path) -> None:
    """What git knows or would add, apart from tests, whose texts nobody reads."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in listed.stdout.split("\0"):
        source = PROJECT / name
        if source.suffix in SOURCES and not name.startswith("tests/") and source.is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target / name)


def in_catalogue(po: str) -> list[str]:
    """The entries without a translation; one that gettext only guessed is none."""
    return [
        f"no Danish: {entry.original!r}" for entry in messages.read(po) if entry.original and not entry.is_translated
    ]


def out_of_order(po: str) -> list[str]:
    """Sorted, two people's new texts stand far apart: a catalogue in the order of the code is in conflict at once."""
    originals = [entry.original.encode() for entry in messages.read(po)]
    return [] if originals == sorted(originals) else ["the catalogue is not in order: run `make messages`"]
