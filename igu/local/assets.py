"""The design system: fetched by npm from the committed lock file, copied to an ignored folder, never committed."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from igu.local import Refused, stamps
from igu.local.places import PROJECT

VENDOR = PROJECT / "static" / "vendor"
PACKAGE = PROJECT / "node_modules" / "dkfds"
NAMED_BY_PAGES = ("LICENSE.md", "css/dkfds.min.css", "js/dkfds.min.js", "img/all-svg-icons.svg")
MAP_LINE = re.compile(r"/\*# sourceMappingURL=.*?\*/|^//# sourceMappingURL=.*$", re.MULTILINE)
IN_CSS = re.compile(r"url\([\"']?([^\"')?#]+)")


def prepare() -> None:
    """Have the vendor files in place; nothing to do while lock file and this module stay as they are."""
    fingerprint = stamps.of_contents([PROJECT / "package-lock.json", Path(__file__)])
    stamps.unless_done(VENDOR / ".stamp", fingerprint, fetch_and_copy)


def fetch_and_copy() -> None:
    print("Fetching the design system …", flush=True)
    fetch()
    copy_anew()


def copy_anew() -> None:
    shutil.rmtree(VENDOR / "dkfds", ignore_errors=True)
    copy(PACKAGE / "dist", VENDOR / "dkfds")


def fetch() -> None:
    command = [
        find_npm(),
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--no-update-notifier",
        "--loglevel=error",
    ]
    if subprocess.run(command, cwd=PROJECT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL).returncode:
        raise Refused("The design system could not be fetched by npm: see above.")


def find_npm() -> str:
    """The environment's own npm, else the system's."""
    own = Path(sys.executable).with_name("npm")
    found = str(own) if own.exists() else shutil.which("npm")
    if not found:
        raise Refused("npm is missing: run `make setup`.")
    return found


def copy(source: Path, target: Path) -> None:
    """What pages name and what the style sheet names; without lines that point at maps nobody ships."""
    css = (source / "css" / "dkfds.min.css").read_text()
    named = {(source / "css" / path).resolve().relative_to(source.resolve()) for path in IN_CSS.findall(css)}
    for path in sorted({Path(name) for name in NAMED_BY_PAGES} | named):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        if path.suffix in {".css", ".js"}:
            (target / path).write_text(MAP_LINE.sub("", (source / path).read_text()))
        else:
            shutil.copyfile(source / path, target / path)
