"""`make lint`: every check is run, and those that fail are shown together."""

import os
import secrets
import subprocess
import sys

from igu.local import untranslated
from igu.local.places import PROJECT

PYTHON = [sys.executable, "-m"]
MANAGE = [sys.executable, "manage.py"]
CHECKS = {
    "style": [*PYTHON, "ruff", "check", "."],
    "format": [*PYTHON, "ruff", "format", "--check", "."],
    "imports run one way": [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"],
    "templates": [*PYTHON, "djlint", "templates", "--lint", "--quiet"],
    "types of the rules": [*PYTHON, "mypy"],
    "migrations are made": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "settings of production": [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"],
}


def run() -> int:
    failed = [name for name, command in CHECKS.items() if not passes(name, command)]
    complaints = untranslated.find()
    show("everything is translated", "\n".join(complaints))
    return 1 if failed or complaints else 0


def passes(name: str, command: list[str]) -> bool:
    env = os.environ | (production() if "--deploy" in command else {})
    ran = subprocess.run(command, cwd=PROJECT, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    show(name, (ran.stdout + ran.stderr) if ran.returncode else "")
    return ran.returncode == 0


def show(name: str, complaints: str) -> None:
    print(f"{'FAILED' if complaints else 'ok':8}{name}", flush=True)
    if complaints:
        print(complaints.rstrip(), flush=True)


def production() -> dict[str, str]:
    """An environment as an operator would set it, with secrets made up on the spot."""
    return {
        "IGU_ENV": "production",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "IGU_SEAL_KEYS": secrets.token_urlsafe(64),
        "IGU_SEARCH_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "igu.example.dk",
        "SITE_URL": "https://igu.example.dk",
        "DATABASE_URL": "postgresql://igu_owner@db/igu",
        "DATABASE_APP_URL": "postgresql://igu_app@db/igu",
        "DATABASE_TASK_URL": "postgresql://igu_task@db/igu",
        "REDIS_URL": "redis://broker/0",
    }
