"""A checklist as its body says it: points, and who ticks them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.checklists.presets import PRESETS
from cases.checklists.words import Party
from cases.definitions.kinds import Group, Kind, Setting
from cases.definitions.lines import Line, read_lines

KIND = "checklist"
ANYBODY = ("",)


@dataclass(frozen=True, slots=True)
class Points:
    """lines: the points. parties: one tick for each of them, or a single one that is nobody's in particular."""

    lines: tuple[Line, ...]
    parties: tuple[str, ...] = ANYBODY

    @property
    def keys(self) -> frozenset[tuple[str, str]]:
        """Every place that can be ticked."""
        return frozenset((line.key, party) for line in self.lines for party in self.parties)


def read(body: dict) -> Points:
    lines = read_lines(body.get("lines", ()), least=1, missing=_("Write at least one point."))
    return Points(lines, tuple(one for one in body.get("parties", ()) if one in Party.values) or ANYBODY)


CHECKLISTS = Kind(
    KIND,
    gettext_lazy("Checklists"),
    read,
    PRESETS,
    order=30,
    groups=(Group("lines", gettext_lazy("Points")),),
    settings=(
        Setting(
            "parties",
            gettext_lazy("Who confirms each point"),
            gettext_lazy("None: one tick is enough."),
            choices=tuple(Party.choices),
        ),
    ),
    what=gettext_lazy("Points that are ticked with who and when."),
    old=gettext_lazy("Lists that have been begun keep the points they were begun with."),
)
