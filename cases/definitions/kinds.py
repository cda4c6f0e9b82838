"""The kinds of definition. Each mechanism registers its own in `ready()`, with the presets that ship with it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cases.definitions.texts import Text


class BadBody(ValueError):
    """A body that its kind cannot read. `args[0]` is a sentence for the person who wrote it."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A definition that ships with the system. source: the practice it comes from, such as HIL-01."""

    key: str
    title: Text
    body: dict
    source: str = ""
    is_in_use: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """A list of lines inside a body. kinds: what a line can be (code, label), where it can be several things."""

    key: str
    label: str
    help: str = ""
    kinds: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """One more thing in a body that can be edited: a number, or some of `choices`."""

    key: str
    label: str
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """read: makes a body (JSON) into the mechanism's own frozen dataclass; raises BadBody.

    groups and settings: what of a body the municipality can edit; all else in it stays as it is. what: one sentence on
    what it is for. old: one sentence on what a new edition means for old records.
    """

    key: str
    label: str
    read: Callable[[dict], Any]
    presets: tuple[Preset, ...]
    order: int = 0
    groups: tuple[Group, ...] = ()
    settings: tuple[Setting, ...] = ()
    what: str = ""
    old: str = ""

    def texts_of(self, body: dict) -> list[Text]:
        """The words of every line of a body, in the order of the groups."""
        return [line["text"] for group in self.groups for line in body.get(group.key, ())]

    def preset(self, key: str) -> Preset | None:
        return next((preset for preset in self.presets if preset.key == key), None)


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    _kinds[kind.key] = kind


def kind_of(key: str) -> Kind:
    """Raises KeyError where there is no such kind."""
    return _kinds[key]


def kinds() -> list[Kind]:
    return sorted(_kinds.values(), key=lambda kind: (kind.order, kind.key))
