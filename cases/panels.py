"""What upper apps hang on the case page: tabs, buttons in its head, and notices. Each registers in its `ready()`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Panel:
    """A tab. Its page is an ordinary URL that takes the case's id and answers with `frame.render_panel`."""

    key: str
    label: str
    url_name: str
    order: int


@dataclass(frozen=True, slots=True)
class Action:
    """A button in the head of the case page; its URL takes the case's id. The one primary button stands last."""

    key: str
    label: str
    url_name: str
    order: int
    icon: str = ""
    is_primary: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence under the head that asks for attention, and the way to what can be done about it."""

    title: str
    text: str
    url: str = ""
    label: str = ""


NoticeSource = Callable[..., Iterable[Notice]]

_panels: dict[str, Panel] = {}
_actions: dict[str, Action] = {}
_notice_sources: dict[str, NoticeSource] = {}


def register(panel: Panel) -> None:
    _panels[panel.key] = panel


def register_action(action: Action) -> None:
    _actions[action.key] = action


def register_notices(key: str, source: NoticeSource) -> None:
    """`source(case, today)` gives the notices of one case, with at most one query."""
    _notice_sources[key] = source


def panels() -> list[Panel]:
    return sorted(_panels.values(), key=lambda panel: (panel.order, panel.key))


def actions() -> list[Action]:
    return sorted(_actions.values(), key=lambda action: (action.order, action.key))


def notices_of(case, today) -> list[Notice]:
    return [notice for source in _notice_sources.values() for notice in source(case, today)]
