"""A checklist as it stands in a case: each point with its ticks, and what was taken back."""

from collections.abc import Sequence
from dataclasses import dataclass

from cases.checklists.content import Points
from cases.checklists.words import Party
from cases.definitions.access import Offer, content_of
from cases.models import Checklist, Tick


@dataclass(frozen=True, slots=True)
class Box:
    """A place to tick: for whom, and the tick that stands there."""

    party: str
    label: str
    tick: Tick | None

    @property
    def action(self) -> str:
        return "untick" if self.tick else "tick"


@dataclass(frozen=True, slots=True)
class Row:
    key: str
    name: str
    boxes: list[Box]


@dataclass(frozen=True, slots=True)
class Picture:
    """template: how it is offered today; checklist: what was begun, with its own edition."""

    template: Offer
    checklist: Checklist | None
    rows: list[Row]
    undone: list[tuple[str, Tick]]

    @property
    def boxes(self) -> list[Box]:
        return [box for row in self.rows for box in row.boxes]

    @property
    def ticked(self) -> int:
        return sum(box.tick is not None for box in self.boxes)

    @property
    def total(self) -> int:
        return len(self.boxes)

    @property
    def is_done(self) -> bool:
        return self.ticked == self.total

    @property
    def last_on(self):
        return max((box.tick.ticked_on for box in self.boxes if box.tick), default=None)


def picture_of(template: Offer, checklist: Checklist | None, ticks: Sequence[Tick]) -> Picture:
    points: Points = content_of(checklist.definition) if checklist else template.content
    standing = {(tick.point, tick.party): tick for tick in ticks if not tick.undone_at}
    names = {line.key: line.name for line in points.lines}
    rows = [
        Row(
            line.key,
            line.name,
            [Box(party, _label(party), standing.get((line.key, party))) for party in points.parties],
        )
        for line in points.lines
    ]
    undone = [(names.get(tick.point, tick.point), tick) for tick in ticks if tick.undone_at]
    return Picture(template, checklist, rows, undone)


def pictures_of(templates: Sequence[Offer], begun: dict[str, Checklist], ticks: Sequence[Tick]) -> list[Picture]:
    """Every list that is in use, and those that were begun before they were put away."""
    by_list: dict = {}
    for tick in ticks:
        by_list.setdefault(tick.checklist_id, []).append(tick)
    shown = [template for template in templates if template.is_in_use or template.key in begun]
    return [
        picture_of(template, row, by_list.get(row.id, []) if row else [])
        for template in shown
        for row in [begun.get(template.key)]
    ]


def of_list(ticks: Sequence[Tick], checklist: Checklist | None) -> list[Tick]:
    return [tick for tick in ticks if checklist and tick.checklist_id == checklist.id]


def _label(party: str) -> str:
    return str(Party(party).label) if party else ""
