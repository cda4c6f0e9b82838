"""Where signals come from. Each app registers what it can see; `cases` stores and shows it.

A source looks at a whole municipality, or at some cases, in one statement. It names a case once.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Found:
    """One case with something to look at.

    mark: grows when something new has happened, so that a dismissed signal comes back then and not before. facts: the
    figures of the sentence, ready for JSON. since_on: when the newest of it happened.
    """

    case_id: UUID
    mark: int
    since_on: dt.date
    facts: dict = field(default_factory=dict)


Find = Callable[[UUID, dt.date, Sequence[UUID] | None], list[Found]]


@dataclass(frozen=True, slots=True)
class Source:
    """find(municipality_id, today, case_ids): what there is, everywhere or in these cases. say(facts): the reason.

    url_name: the page of the case where it can be seen; it takes the case's id. anchor(facts): the place on it.
    """

    key: str
    label: str
    find: Find
    say: Callable[[dict], str]
    url_name: str
    order: int = 50
    anchor: Callable[[dict], str] = lambda facts: ""


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    _sources[source.key] = source


def sources(*keys: str) -> list[Source]:
    """All of them in their order, or those of these keys."""
    wanted = [source for source in _sources.values() if not keys or source.key in keys]
    return sorted(wanted, key=lambda source: (source.order, source.key))


def source_of(key: str) -> Source | None:
    """None for a signal that was stored by a source of an earlier version."""
    return _sources.get(key)
