"""Signals on the case page: one notice with all the reasons."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.panels import Notice
from cases.signals.access import open_signals_of


def notices(case, today) -> list[Notice]:
    found = open_signals_of(case)
    if not found:
        return []
    text = " ".join(one.text for one in found)
    return [Notice(_("To look at:"), text, reverse("case_signals", args=[case.id]), _("See the signals"))]
