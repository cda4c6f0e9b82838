"""The rows of the list of cases as HTML (why not in a template: igu.web.html)."""

from collections.abc import Collection, Iterable

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cases.rows import Row
from igu.web.html import NOTHING, filled, joined

TICK = '<td><input type="checkbox" name="sag" value="{id}" data-tick aria-label="{tick} {name}"></td>'
NAME = '<th scope="row"><a href="{url}">{name}</a></th>'
CELLS = {
    "sag": '<td class="num soft">{number}</td>',
    "virksomhed": '<td class="c-firm">{employer}</td>',
    "fase": '<td><span class="badge {badge}">{stage}</span></td>',
    "dag": '<td class="num r">{day}{of_days}</td>',
    "timer": '<td class="c-hours">{bar}{hours}{behind}</td>',
    "naeste": '<td class="num c-next{late}">{next_day}</td>',
    "opfoelgning": '<td class="c-what">{what}{is_late}</td>',
    "kontakt": '<td class="{contact_look}">{contact}</td>',
    "slutter": '<td class="num">{ends}</td>',
    "koordinator": "<td>{coordinator}</td>",
}
OF_DAYS = '<span class="soft"> / {days}</span>'
BAR = '<svg class="hours" aria-hidden="true"><rect class="hours-{look}" width="{done}%"/>{pace}</svg>'
PACE = '<rect class="hours-pace" x="{even}%"/>'
BEHIND = ' <span class="badge badge-warning">{text}</span>'
LATE = ' <span class="is-late small">· {text}</span>'


def case_rows(rows: Iterable[Row], shows: Collection[str], ticks: bool) -> SafeString:
    """shows: names of the columns. ticks: a box before each row, to tick it for what is done to many at once."""
    cells = "".join(cell for name, cell in CELLS.items() if name in shows)
    pattern = f"<tr data-row>{TICK if ticks else ''}{NAME}{cells}</tr>\n"
    tick, behind, late = _("Tick"), filled(BEHIND, text=_("Behind")), filled(LATE, text=_("late"))
    return joined(
        filled(
            pattern,
            id=row.id,
            tick=tick,
            url=row.url,
            name=row.name,
            number=row.number,
            employer=row.employer,
            badge=row.badge,
            stage=row.stage,
            day=row.day,
            of_days=filled(OF_DAYS, days=row.of_days) if row.of_days else NOTHING,
            bar=_bar(row) if row.has_hours else NOTHING,
            hours=row.hours,
            behind=behind if row.is_behind else NOTHING,
            late=" is-late" if row.is_late else "",
            next_day=row.next_day,
            what=row.what,
            is_late=late if row.is_late else NOTHING,
            contact_look="strong" if row.contact_is_old else "soft",
            contact=row.contact,
            ends=row.ends,
            coordinator=row.coordinator,
        )
        for row in rows
    )


def _bar(row: Row) -> SafeString:
    """How far the hours are, and the place of an even pace."""
    pace = NOTHING if row.even is None else filled(PACE, even=row.even)
    return filled(BAR, look="behind" if row.is_behind else "done", done=row.done, pace=pace)
