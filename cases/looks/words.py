"""The codes of the read log in words."""

from django.utils.translation import gettext_lazy as _

from cases.forms import Reason
from igu.audit.models import Look

KINDS = {
    Look.READ: _("Opened the case"),
    Look.LIST: _("Saw it in a list"),
    Look.SEARCH: _("Found it by a search"),
    Look.REVEAL_CPR: _("Had the CPR number shown"),
    Look.EXPORT: _("Fetched it in a file"),
    Look.DOCUMENT: _("Had a document made or fetched"),
    Look.IMPORT: _("Read a sheet in"),
    Look.JOB: _("A nightly job"),
}


def kind(code: str) -> str:
    """How somebody looked. A note that was opened is the case that was opened: that there is one, few may know."""
    return str(KINDS.get(code, KINDS[Look.READ]))


EXPLAINED = {
    "job": _("the system itself"),
    "trainee": _("own trainee"),
    "list": _("seen among many"),
    "team": _("leads the team"),
    "assigned": _("follows the case"),
    "task": _("had a task that day"),
    "reason": _("gave a reason"),
    "": _("not explained"),
}
PURPOSES = dict(Reason.choices)


def purpose(code: str) -> str:
    """A ready reason in words, or what was typed."""
    return str(PURPOSES.get(code, code))
