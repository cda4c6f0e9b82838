#!/usr/bin/env python
"""Django's command line. Starts the private servers for its own duration where none run or are named."""

import os
import sys

from igu.local import Refused
from igu.local.servers import attach

NEED_NO_SERVER = {
    *("rule", "help", "version", "check", "diffsettings", "makemessages", "compilemessages"),
    *("collectstatic", "findstatic", "startapp"),
}


def needs_server(words: list[str]) -> bool:
    """Whether this command line asks the database or the broker anything."""
    command = words[0] if words else "help"
    return not (command.startswith("-") or command in NEED_NO_SERVER or {"-h", "--help"} & set(words))


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "igu.settings")
    if not needs_server(sys.argv[1:]):
        return execute()
    try:
        with attach(os.environ):
            return execute()
    except Refused as why:
        sys.exit(str(why))


def execute() -> None:
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
