"""The two years as SVG and as a table: a mark or a line is five values each (why not in a template: igu.web.html)."""

from collections.abc import Iterable, Iterator
from itertools import chain

from django.utils.safestring import SafeString

from cases.picture import Drawn, Line, Month, Picture
from cases.timeline import Look
from igu.web.html import NOTHING, filled, joined, whole_dates

PAST = '<rect class="tl-past" x="0" y="36" width="{x}%" height="{height}"/>'
LOWERED = '<g transform="translate(0 {shift})">{marks}</g>'
TODAY = """<line class="tl-today" x1="{x}%" x2="{x}%" y1="18" y2="{bottom}"/><svg class="mark" x="{x}%" y="0">\
<rect class="tl-flag" x="-46" y="0" width="92" height="18" rx="3"/>\
<text class="tl-flag-text" x="0" y="13">{label}</text></svg>"""
MONTH = '<line class="tl-grid" x1="{x}%" x2="{x}%" y1="36" y2="{bottom}"/>'
NAMED_MONTH = MONTH + '<text x="{x}%" dx="4" y="31">{name}</text>'
JANUARY = """<line class="tl-grid tl-grid-year" x1="{x}%" x2="{x}%" y1="20" y2="{bottom}"/>\
<text class="tl-month-year" x="{x}%" dx="4" y="31">{name}</text>"""
BAR = '<rect class="{look}" x="{x}%" y="{y}" width="{width}%" height="{height}"{more}><title>{title}</title></rect>'
ROUND = SafeString(' rx="2"')
LABEL = '<text class="{look}" x="{x}%" dx="{dx}" y="{y}">{label}</text>'
SCHOOL_LABEL = '<text class="mid{look}" x="{x}%" y="107">{label}</text>'
CROSS = """<line class="tl-off-x" x1="{x}%" x2="{right}%" y1="76" y2="94"/>\
<line class="tl-off-x" x1="{x}%" x2="{right}%" y1="94" y2="76"/>"""
ACTIVITY_LABEL = """<svg class="mark" x="{x}%" y="{y}"><text class="{look}" x="{dx}" y="12">{label}</text></svg>"""
HATCH = '<rect x="{x}%" y="118" width="{width}%" height="13" fill="url(#hatch)"/>'
DOT = '<circle class="{look}" cx="{x}%" cy="150" r="5"><title>{title}</title></circle>'
SIGN = '<svg class="mark" x="{x}%" y="{y}"><path class="{look}" d="{path}"><title>{title}</title></path></svg>'
TRIANGLE, DIAMOND = "M0 -6 L6 5 L-6 5 Z", "M0 -6 L6 0 L0 6 L-6 0 Z"
SCHOOL = {Look.SCHOOL_DONE: "tl-school-done", Look.SCHOOL_PLANNED: "tl-school-plan"}
LINE = '<tr><td class="num soft">{period}</td><td>{lane}</td><td>{said}</td><td>{title}</td></tr>\n'


def table_lines(lines: Iterable[Line]) -> SafeString:
    return joined(
        filled(LINE, period=line.period, lane=line.lane, said=line.said, title=whole_dates(line.title))
        for line in lines
    )


def drawing(picture: Picture) -> SafeString:
    """All that stands in the picture, what lies behind first."""
    bottom, past, flag = picture.height, NOTHING, NOTHING
    if picture.today is not None:
        past = filled(PAST, x=picture.today, height=bottom - 36)
        flag = filled(TODAY, x=picture.today, bottom=bottom, label=picture.today_label)
    months = (_month(month, bottom) for month in picture.months)
    lowered = filled(LOWERED, shift=picture.shift, marks=joined(_lower_lanes(picture.bars)))
    return joined((past, *months, *_upper_lanes(picture.bars), lowered, flag))


def _month(month: Month, bottom: int) -> SafeString:
    pattern = JANUARY if month.is_january else NAMED_MONTH if month.label else MONTH
    return filled(pattern, x=month.x, bottom=bottom, name=month.label)


def _upper_lanes(bars: dict[str, list[Drawn]]) -> Iterator[SafeString]:
    """Work, school, activities."""
    return chain(map(_work, bars["work"]), map(_school, bars["school"]), map(_activity, bars["activity"]))


def _lower_lanes(bars: dict[str, list[Drawn]]) -> Iterator[SafeString]:
    """What lies beneath the activities and moves down with them: absence, follow-ups, deadlines."""
    return chain(map(_absence, bars["absence"]), map(_follow_up, bars["follow_up"]), map(_deadline, bars["deadline"]))


def _bar(bar: Drawn, look: str, y: int, height: int, more: SafeString = NOTHING) -> SafeString:
    return filled(BAR, look=look, x=bar.x, y=y, width=bar.width, height=height, more=more, title=bar.title)


def _label(item: Drawn, dx: int, y: int) -> SafeString:
    """Beside a mark: behind it, or before it where there is no room behind."""
    if item.label_at is None:
        return NOTHING
    side = -dx if item.label_class else dx
    return filled(LABEL, look=item.label_class, x=item.label_at, dx=side, y=y, label=item.label)


def _work(bar: Drawn) -> SafeString:
    look = "tl-runup" if bar.look == Look.RUN_UP else "tl-work"
    label = NOTHING
    if bar.label_at is not None:
        label = filled(LABEL, look="tl-on-work", x=bar.label_at, dx=8, y=60, label=bar.label)
    return joined((_bar(bar, look, 48, 16), label))


def _school(bar: Drawn) -> SafeString:
    is_off = bar.look == Look.SCHOOL_CANCELLED
    cross = filled(CROSS, x=bar.x, right=bar.right) if is_off else NOTHING
    label = NOTHING
    if bar.label_at is not None:
        label = filled(SCHOOL_LABEL, look=" tl-off-text" if is_off else "", x=bar.label_at, label=bar.label)
    return joined((_bar(bar, SCHOOL.get(bar.look, "tl-school-off"), 76, 18), cross, label))


def _activity(bar: Drawn) -> SafeString:
    label = NOTHING
    if bar.label_at is not None:
        dx = -5 if bar.label_class else 5
        label = filled(ACTIVITY_LABEL, look=bar.label_class, x=bar.label_at, y=bar.y, dx=dx, label=bar.label)
    return joined((_bar(bar, "tl-activity", bar.y, 15, ROUND), label))


def _absence(bar: Drawn) -> SafeString:
    return joined((_bar(bar, "tl-sick", 118, 13), filled(HATCH, x=bar.x, width=bar.width), _label(bar, 7, 129)))


def _follow_up(mark: Drawn) -> SafeString:
    if mark.look == Look.ISSUE:
        drawn = filled(SIGN, x=mark.x, y=150, look="tl-dot-issue", path=TRIANGLE, title=mark.title)
    else:
        look = "tl-dot" if mark.look == Look.GOOD else "tl-dot-open"
        drawn = filled(DOT, look=look, x=mark.x, title=mark.title)
    return joined((drawn, _label(mark, 10, 154)))


def _deadline(mark: Drawn) -> SafeString:
    look = "tl-dia" if mark.look == Look.DEADLINE_DONE else "tl-dia-open"
    drawn = filled(SIGN, x=mark.x, y=175, look=look, path=DIAMOND, title=mark.title)
    return joined((drawn, _label(mark, 11, 179)))
