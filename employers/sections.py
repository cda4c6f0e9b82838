"""What upper apps show on a firm's page. They register in their `ready()`."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: a fragment and what it shows."""

    template: str
    context: dict


Source = Callable[..., Section]

_sources: dict[str, Source] = {}


def register(key: str, source: Source) -> None:
    """`source(request, employer, today)` gives the section; it notes in the read log whom it shows."""
    _sources[key] = source


def sections_of(request, employer, today) -> list[Section]:
    return [source(request, employer, today) for source in _sources.values()]
