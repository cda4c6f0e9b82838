"""The case page around every panel: its head, the picture of two years and the tabs."""

from django.shortcuts import render
from django.utils import timezone

from cases import head, models, panels, picture, timeline
from cases.access import EDITORS


def render_panel(request, case: models.Case, key: str, template: str, context=None, *, status=200):
    """A panel as the page it is: the whole case page, or for htmx the tabs and the panel alone.

    template: a fragment of one or two elements, the panel and beside it an `aside`. Its context has `may_edit`.
    """
    context = {
        "case": case,
        "panels": panels.panels(),
        "panel_key": key,
        "panel_template": template,
        "may_edit": request.actor.role in EDITORS,
    } | (context or {})
    if request.htmx and not request.htmx.history_restore_request:
        return render(request, "cases/_case_panel.html", context, status=status)
    return render(request, "cases/case_page.html", _frame(case) | context, status=status)


def _frame(case):
    today = timezone.localdate()
    return {
        "actions": panels.actions(),
        "notices": panels.notices_of(case, today),
        "head": head.head_of(case, today),
        "picture": picture.picture_of(timeline.items_of(case, today), today),
    }
