"""The list of cases as HTML, whatever of it is many (why not in a template: igu.web.html)."""

from collections.abc import Collection, Iterable

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cases.listing import HeadCell, Tab
from cases.rows import NONE, Row
from igu.web.html import HAS_SIGNS, NOTHING, escaped, filled, joined
from igu.web.templatetags.igu import icon

# --- rows ---------------------------------------------------------------------------------------------

TICK = '<td><input type="checkbox" name="sag" value="%(id)s" data-tick aria-label="%(tick)s %(name)s"></td>'
NAME = '<th scope="row"><a href="%(url)s">%(name)s</a></th>'
CELLS = {
    "sag": '<td class="num soft">%(number)s</td>',
    "virksomhed": '<td class="c-firm">%(employer)s</td>',
    "fase": '<td><span class="badge %(badge)s">%(stage)s</span></td>',
    "dag": '<td class="num r">%(day)s%(of_days)s</td>',
    "timer": '<td class="c-hours">%(bar)s%(hours)s%(behind)s</td>',
    "naeste": '<td class="num c-next%(late)s">%(next_day)s</td>',
    "opfoelgning": '<td class="c-what">%(what)s%(is_late)s</td>',
    "kontakt": '<td class="%(contact_look)s">%(contact)s</td>',
    "slutter": '<td class="num">%(ends)s</td>',
    "koordinator": "<td>%(coordinator)s</td>",
}
OF_DAYS = '<span class="soft"> / %s</span>'
BAR = '<svg class="hours" aria-hidden="true"><rect class="hours-%s" width="%s%%"/>%s</svg>'
PACE = '<rect class="hours-pace" x="%s%%"/>'
BEHIND = ' <span class="badge badge-warning">%s</span>'
LATE = ' <span class="is-late small">· %s</span>'


def case_rows(rows: Iterable[Row], shows: Collection[str], ticks: bool) -> SafeString:
    """shows: names of the columns. ticks: a box before each row, to tick it for what is done to many at once."""
    cells = "".join(cell for name, cell in CELLS.items() if name in shows)
    pattern = f"<tr data-row>{TICK if ticks else ''}{NAME}{cells}</tr>\n"
    tick, behind, late = (escaped(text) for text in (_("Tick"), _("Behind"), _("late")))
    behind, late = BEHIND % behind, LATE % late
    return SafeString("".join([pattern % _values(row, tick, behind, late) for row in rows]))


def _values(row: Row, tick: str, behind: str, late: str) -> dict:
    values = row._asdict()
    if HAS_SIGNS("".join(map(str, row))):  # most rows have none: to look at each value would take three times as long
        values = {name: escaped(value) for name, value in values.items()}
    return values | {
        "tick": tick,
        "of_days": OF_DAYS % values["of_days"] if row.of_days else "",
        "bar": "" if row.hours == NONE else _bar(row),
        "behind": behind if row.is_behind else "",
        "late": " is-late" if row.is_late else "",
        "is_late": late if row.is_late else "",
        "contact_look": "strong" if row.contact_is_old else "soft",
    }


def _bar(row: Row) -> str:
    """How far the hours are, and the place of an even pace."""
    pace = "" if row.even is None else PACE % row.even
    return BAR % ("behind" if row.is_behind else "done", row.done, pace)


# --- what stands above them ---------------------------------------------------------------------------

TAB = '<a href="?{query}"{here}>{label}{count}</a>'
HERE, COUNT = SafeString(' aria-current="page"'), '<span class="count">{count}</span>'
HEAD = '<th scope="col"{look}{order}>{label}</th>'
LOOK, ORDER = ' class="{look}"', ' aria-sort="{order}"'
LINK = '<a class="sort" href="{link}">{label}{arrow}</a>'
COLUMN = '<label class="tick-line"><input class="tick" type="checkbox" name="vis" value="{name}"{on}>{label}</label>'
CHECKED = SafeString(" checked")
OPTION = '<option value="%s"%s>%s'  # an end tag, which HTML does without, would be 1.5 kB


def view_tabs(tabs: Iterable[Tab]) -> SafeString:
    return joined(
        filled(
            TAB,
            query=tab.query,
            here=HERE if tab.is_current else NOTHING,
            label=tab.label,
            count=filled(COUNT, count=tab.count) if tab.count else NOTHING,
        )
        for tab in tabs
    )


def case_heads(columns: Iterable[HeadCell]) -> SafeString:
    return joined(map(_head, columns))


def _head(cell: HeadCell) -> SafeString:
    arrow = icon(f"sort-table-{cell.aria_sort}") if cell.aria_sort else NOTHING
    return filled(
        HEAD,
        look=filled(LOOK, look=cell.look) if cell.look else NOTHING,
        order=filled(ORDER, order=cell.aria_sort) if cell.aria_sort else NOTHING,
        label=filled(LINK, link=cell.link, label=cell.label, arrow=arrow) if cell.link else cell.label,
    )


def column_ticks(columns: Iterable[tuple[str, str, bool]]) -> SafeString:
    """Name, label and whether it is shown."""
    return joined(filled(COLUMN, name=name, on=CHECKED if on else NOTHING, label=label) for name, label, on in columns)


def options(choices: Iterable[tuple[str, str]], chosen: str | None = None) -> SafeString:
    """What a select offers: value and label. Two hundred of them are most of a form when a template writes them."""
    return SafeString(
        "".join(
            [OPTION % (escaped(key), " selected" if key == chosen else "", escaped(label)) for key, label in choices]
        )
    )
