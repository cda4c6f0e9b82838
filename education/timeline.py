"""What the plan adds to the picture of a case."""

from django.utils.translation import gettext as _

from cases.timeline import Item, Lane, Look
from education.access import lines_of
from education.ledger import Row, ledger_of
from education.models import LineStatus
from igu.web.days import plain


def items(case, today):
    lines = lines_of(case.agreement)
    if not lines:
        return
    ledger = ledger_of(case.agreement, lines, today=today, citizen=case.citizen)
    hours = ledger.hours_of_line
    for row in ledger.rows:
        line = row.line
        cancelled = line.status == LineStatus.CANCELLED
        label = _("Cancelled") if cancelled else f"{line.type} {hours[line.id]:.0f}"
        period = f"{plain(line.start_on)} – {plain(line.end_on)}"
        title = f"{line.title}, {period}, {LineStatus(line.status).label}"
        yield Item(Lane.SCHOOL, look_of(row), line.start_on, title, label, line.end_on)


def look_of(row: Row) -> Look:
    """As the ledger counts it: what was offered is held when it has ended, not before."""
    if row.line.status == LineStatus.CANCELLED:
        return Look.SCHOOL_CANCELLED
    return Look.SCHOOL_DONE if row.is_held else Look.SCHOOL_PLANNED
