"""What the plan adds to the picture of a case."""

from django.utils.translation import gettext as _

from cases.timeline import Item, Lane, Look
from education.access import drawn_of
from education.ledger import law_of, rule_line
from education.models import LineStatus
from igu.rules import ledger as rule
from igu.web.days import plain
from igu.web.said import Said


def items(case, today):
    if case.agreement is None:
        return
    factors, say = law_of(case.agreement).school.factors, Said()
    for line in drawn_of(case.agreement):
        course = rule_line(line)
        look = _look(course, today)
        cancelled = look is Look.SCHOOL_CANCELLED
        label = _("Cancelled") if cancelled else f"{line.type} {line.hours * factors.get(course.type, 0):.0f}"
        title = f"{line.title}, {plain(line.start_on)} – {plain(line.end_on)}, {say(_status, line.status)}"
        yield Item(Lane.SCHOOL, look, line.start_on, title, label, line.end_on)


def _status(status: str) -> str:
    return str(LineStatus(status).label)


def _look(course: rule.Line, today) -> Look:
    """As the ledger counts it: what was offered is held when it has ended, not before."""
    if course.status is rule.Status.CANCELLED:
        return Look.SCHOOL_CANCELLED
    return Look.SCHOOL_DONE if rule.is_held(course, today) else Look.SCHOOL_PLANNED
