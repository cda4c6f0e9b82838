"""What a fresh computer needs: system packages and the Python environment. Run by the system's own Python:

python3 -m igu.local.environment run     what `make run` needs
python3 -m igu.local.environment test    what `make test` and `make lint` need, too

Standard library only; safe to repeat, and quick when nothing is to do.
"""

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from igu.local import Refused

PROJECT = Path(__file__).resolve().parents[2]
ENVIRONMENT = PROJECT / ".venv"
REQUIREMENTS = {"run": "requirements-local.txt", "test": "requirements-dev.txt"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def has_library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def can_make_environment() -> bool:
    return (ENVIRONMENT / "bin" / "python").exists() or importlib.util.find_spec("ensurepip") is not None


def has_browser() -> bool:
    return bool(os.environ.get("CHROMIUM")) or any(shutil.which(name) for name in BROWSERS)


# Debian package: (is it there, what is lost without it)
FOR_RUN: dict[str, tuple[Callable[[], bool], str]] = {
    "python3-venv": (can_make_environment, "nothing can be installed"),
    "libpango-1.0-0": (lambda: has_library("libpango-1.0.so.0"), "no letters as PDF"),
    "libpangoft2-1.0-0": (lambda: has_library("libpangoft2-1.0.so.0"), "no letters as PDF"),
    "libharfbuzz-subset0": (lambda: has_library("libharfbuzz-subset.so.0"), "no letters as PDF"),
}
FOR_TEST = FOR_RUN | {
    "gettext": (lambda: shutil.which("xgettext") is not None, "`make lint` cannot look for untranslated texts"),
    "chromium": (has_browser, "the browser tests are left out"),
}


def main(purpose: str) -> None:
    install_system_packages(FOR_TEST if purpose == "test" else FOR_RUN)
    if not can_make_environment():
        raise Refused("Python cannot make an environment: install python3-venv and try again.")
    make_environment()
    install_requirements(PROJECT / REQUIREMENTS[purpose])


def missing(packages: dict) -> list[str]:
    return [name for name, (is_there, _) in packages.items() if not is_there()]


def install_system_packages(packages: dict) -> None:
    """Install what is missing where we may; else say in one line what to install, and what is lost without."""
    wanted = missing(packages)
    if not wanted:
        return
    become_root = how_to_become_root()
    if shutil.which("apt-get") and become_root is not None:
        say(f"Installing {', '.join(wanted)} …")
        apt = [*become_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
        install = [*apt, "install", "-y", "-qq", "--no-install-recommends", *wanted]
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        if subprocess.run(install, **quiet).returncode:  # a fresh image has no list of packages yet
            subprocess.run([*apt, "update", "-qq"], **quiet)
            subprocess.run(install, **quiet)
    still = missing(packages)
    if still:
        lost = "; ".join(dict.fromkeys(packages[name][1] for name in still))
        say(f"Please install: sudo apt-get install -y {' '.join(still)}   (until then: {lost})")


def how_to_become_root() -> list[str] | None:
    """The words before a command that needs root; None where we cannot get there without a password."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None


def make_environment() -> None:
    """`.venv`, made again when the folder has moved or its Python has gone."""
    python, note = ENVIRONMENT / "bin" / "python", ENVIRONMENT / "igu-made-at"
    runs = python.exists() and subprocess.run([python, "-c", ""], capture_output=True).returncode == 0
    has_moved = note.exists() and note.read_text() != str(ENVIRONMENT.resolve())
    if runs and not has_moved:
        return
    say("Making the Python environment .venv …")
    subprocess.run([sys.executable, "-m", "venv", "--clear", ENVIRONMENT], check=True)
    note.write_text(str(ENVIRONMENT.resolve()))


def install_requirements(file: Path) -> None:
    """Install the pinned packages once for each content of the file. The larger file holds the smaller one's pins."""
    fingerprint = hashlib.sha256(file.read_bytes()).hexdigest()
    stamp = ENVIRONMENT / f"installed-{file.stem}"
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    say(f"Installing the Python packages of {file.name} …")
    pip = [ENVIRONMENT / "bin" / "python", "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    if subprocess.run([*pip, "--require-hashes", "-r", file], stdin=subprocess.DEVNULL).returncode:
        raise Refused(f"The packages of {file.name} could not be installed: see above.")
    stamp.write_text(fingerprint)


def say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except Refused as why:
        sys.exit(str(why))
