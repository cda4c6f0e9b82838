"""What the plan adds to the picture of a case."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.timeline import Item, Lane, Look
from education.access import lines_of
from education.ledger import ledger_of
from education.models import LineStatus

LOOKS = {
    LineStatus.COMPLETED: Look.SCHOOL_DONE,
    LineStatus.OFFERED: Look.SCHOOL_DONE,
    LineStatus.PLANNED: Look.SCHOOL_PLANNED,
    LineStatus.CANCELLED: Look.SCHOOL_CANCELLED,
}


def items(case, today):
    lines = lines_of(case.agreement)
    if not lines:
        return
    hours = ledger_of(case.agreement, lines, today=today, citizen=case.citizen).hours_of_line
    for line in lines:
        cancelled = line.status == LineStatus.CANCELLED
        label = _("Cancelled") if cancelled else f"{line.type} {hours[line.id]:.0f}"
        period = f"{date_format(line.start_on)} – {date_format(line.end_on)}"
        title = f"{line.title}, {period}, {line.get_status_display()}"
        yield Item(Lane.SCHOOL, LOOKS[line.status], line.start_on, title, label, line.end_on)
