"""Log lines as JSON, and the net that no CPR number gets through."""

import logging
import re

import structlog

TEN_DIGITS = re.compile(r"(?<!\d)\d{6}[- ]?\d{4}(?!\d)")


class Scrub(logging.Filter):
    """Masks everything that looks like a CPR number. P-numbers have ten digits too and go with it: accepted."""

    def filter(self, record):
        record.msg = TEN_DIGITS.sub("**********", record.getMessage())
        record.args = ()
        return True


def formatter():
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
