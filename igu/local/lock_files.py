"""`make lock` pins what is asked for, `make upgrade` the newest of it. Each file holds the pins of the smaller one."""

import subprocess
import sys

from igu.local import Refused
from igu.local.places import PROJECT

OPTIONS = "--universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --quiet"
CHAIN = ("requirements", "requirements-local", "requirements-dev")


def renew(*more: str) -> None:
    smaller = ""
    for name in CHAIN:
        constraints = ["--constraints", f"{smaller}.txt"] if smaller else []
        command = [sys.executable, "-m", "uv", "pip", "compile", *OPTIONS.split(), *more, *constraints]
        if subprocess.run([*command, f"{name}.in", "--output-file", f"{name}.txt"], cwd=PROJECT).returncode:
            raise Refused(f"{name}.in cannot be pinned: see above.")
        smaller = name
