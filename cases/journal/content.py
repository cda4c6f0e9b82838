"""The kind of definition that the journal's kinds of entry are."""

from django.utils.translation import gettext_lazy as _

from cases.definitions.kinds import Group, Kind, Setting
from cases.journal.kinds import KEY, Asks, Flag, read
from cases.journal.presets import PRESETS

JOURNAL = Kind(
    KEY,
    _("Kinds of journal entry"),
    read,
    PRESETS,
    order=5,
    groups=(Group("points", _("Points that it asks for"), kinds=tuple(Asks.choices)),),
    settings=(Setting("flags", _("What it is"), choices=tuple(Flag.choices)),),
    what=_("What can be written in the journal, and which points each kind asks for."),
    old=_("Entries keep the points they were written with."),
)
