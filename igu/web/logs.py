"""Log lines: one JSON object each, ids and no words of people. The last step masks what looks like a CPR number."""

import logging
import re
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path

import structlog

TEN_DIGITS = re.compile(r"(?<!\d)\d{6}[- ]?\d{4}(?!\d)")
MASK = "**********"
OURS = {"ts", "request_id", "municipality", "membership"}  # made by us, and full of digits
WORDS = {"exc", "traceback", "args", "kwargs", "return_value"}  # what Celery tells of a task beside its name and id
OMITTED = "…"
ROOT = str(Path(__file__).resolve().parents[2])


def _mask(value):
    if isinstance(value, dict):
        return {_mask(key): _mask(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_mask(entry) for entry in value]
    if isinstance(value, bool | float) or value is None:
        return value
    text = TEN_DIGITS.sub(MASK, str(value))
    return value if isinstance(value, int) and text == str(value) else text


def scrub(logger, name, event):
    """P-numbers have ten digits too and go with the CPR numbers: accepted in a log."""
    return {key: value if key in OURS else _mask(value) for key, value in event.items()}


class WithoutWords(logging.Filter):
    """Takes an error's words out of a line that somebody else has written: Celery, Django and libraries put them in."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, Mapping):
            record.args = {key: OMITTED if key in WORDS else _kind_of(value) for key, value in record.args.items()}
        elif record.args:
            record.args = tuple(map(_kind_of, record.args))
        error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
        if error is not None and str(error):
            record.msg, record.args = record.getMessage().replace(str(error), type(error).__qualname__), ()
        return True


def _kind_of(value):
    return type(value).__qualname__ if isinstance(value, BaseException) else value


def _frame(entry: traceback.FrameSummary) -> str:
    return f"{entry.filename.removeprefix(ROOT).lstrip('/')}:{entry.lineno} {entry.name}"


def tell_exception(logger, name, event):
    """Which error and where. Never its words: they hold what somebody typed, or a whole row of the database."""
    info = event.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()
    error = info[1] if isinstance(info, tuple) else info
    if isinstance(error, BaseException):
        kinds = []
        event["at"] = [_frame(entry) for entry in traceback.extract_tb(error.__traceback__)]
        while error is not None:
            kinds.append(type(error).__qualname__)
            error = error.__cause__ or error.__context__
        event["error"] = " from ".join(kinds)
    return event


def formatter():
    """The formatter of the one handler; structlog's own events go the same way as everybody else's."""
    shared = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="ts"),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            tell_exception,
            scrub,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
