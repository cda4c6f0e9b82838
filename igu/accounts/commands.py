"""What all commands share: whatever is wrong with how they were called is one sentence and exit code 2."""

import datetime as dt
import sys
from argparse import ArgumentTypeError
from dataclasses import dataclass
from typing import NoReturn
from uuid import UUID

from django.core.management.base import BaseCommand
from django.utils.translation import gettext

from igu.rules.sheet import as_date


class OneSentenceCommand(BaseCommand):
    def create_parser(self, prog_name, subcommand, **kwargs):
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.error = self.refuse
        return parser

    def refuse(self, sentence: str) -> NoReturn:
        """Say what is wrong and end with exit code 2."""
        self.stderr.write(str(sentence))
        sys.exit(2)

    def speak_utf8(self) -> None:
        """Print UTF-8, whatever the terminal's locale is."""
        if reconfigure := getattr(self.stdout, "reconfigure", None):
            reconfigure(encoding="utf-8")

    def municipality(self, code: str):
        """The municipality with this four-digit code."""
        from igu.accounts.models import Municipality  # not at the top: `rule` runs without a database

        municipality = Municipality.objects.filter(code=code).first()
        if municipality is None:
            self.refuse(gettext("No municipality has the code “%(code)s”. Write its four digits.") % {"code": code})
        return municipality


def a_date(text: str) -> dt.date:
    """For `add_argument(type=a_date)`."""
    day = as_date(text)
    if day is None:
        raise ArgumentTypeError(f"“{text}” is not a date. Write it as YYYY-MM-DD or DD-MM-YYYY.")
    return day


@dataclass(frozen=True, slots=True)
class CommandLine:
    """Whoever runs the server: the actor of a command. In history and read log it is nobody's membership."""

    municipality_id: UUID
    membership_id: None = None
