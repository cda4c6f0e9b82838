"""The two years of a case as a picture. Each app registers what it knows; `cases` draws it and prints it as a table."""

import datetime as dt
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import NamedTuple

from django.utils.translation import gettext as _


class Lane(StrEnum):
    """The lanes of the picture, from the top."""

    WORK = "work"
    SCHOOL = "school"
    ACTIVITY = "activity"
    ABSENCE = "absence"
    FOLLOW_UP = "follow_up"
    DEADLINE = "deadline"


class Look(StrEnum):
    """How a thing is drawn. The first seven are bars from day to day, the others marks on a day."""

    WORK = "work"
    RUN_UP = "run_up"
    SCHOOL_DONE = "school_done"
    SCHOOL_PLANNED = "school_planned"
    SCHOOL_CANCELLED = "school_cancelled"
    ACTIVITY = "activity"
    ABSENCE = "absence"
    GOOD = "good"
    ISSUE = "issue"
    COMING = "coming"
    DEADLINE_DONE = "deadline_done"
    DEADLINE_COMING = "deadline_coming"


class Item(NamedTuple):
    """One thing in the picture. `label` stands beside it (short, or empty), `title` is the whole sentence.

    note: what the law says about it, to stand below the picture.
    """

    lane: Lane
    look: Look
    start_on: dt.date
    title: str
    label: str = ""
    end_on: dt.date | None = None
    note: str = ""

    @property
    def last_on(self) -> dt.date:
        return self.end_on or self.start_on


Source = Callable[..., Iterable[Item]]

_sources: dict[str, Source] = {}


def register(key: str, source: Source) -> None:
    """`source(case, today)` gives the items of one case, with at most one query."""
    _sources[key] = source


def own_items(case, today: dt.date) -> Iterable[Item]:
    """What `cases` itself knows: the time at the firm."""
    agreement = case.agreement
    if agreement:
        title = _("Work at %(firm)s, %(start)s to %(end)s") % {
            "firm": agreement.employer.name,
            "start": f"{agreement.start_on:%d-%m-%Y}",
            "end": f"{agreement.last_day:%d-%m-%Y}",
        }
        yield Item(Lane.WORK, Look.WORK, agreement.start_on, title, agreement.employer.name, agreement.last_day)


def items_of(case, today: dt.date) -> list[Item]:
    items = [item for source in _sources.values() for item in source(case, today)]
    return sorted(items, key=lambda item: (item.start_on, item.lane, item.title))
