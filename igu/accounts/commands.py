"""What all commands share: whatever is wrong with how they were called is one sentence and exit code 2."""

import datetime as dt
import sys
from argparse import ArgumentTypeError
from typing import NoReturn

from django.core.management.base import BaseCommand

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


def a_date(text: str) -> dt.date:
    """For `add_argument(type=a_date)`."""
    day = as_date(text)
    if day is None:
        raise ArgumentTypeError(f"“{text}” is not a date. Write it as YYYY-MM-DD or DD-MM-YYYY.")
    return day
