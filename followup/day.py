"""»Min dag« as it is read: lines grouped by case, the telephone to call, the three answers, news and the week."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from followup import texts, words
from followup.access import Day, News, Row
from followup.lines import Line, opened_by, why_of
from followup.models import Answer, FollowUp
from igu.rules.statute import statute_for
from igu.web import days, numbers
from igu.web.said import Said

PROGRESS = gettext_noop("day %(day)d of %(days)d · %(hours)s of %(required)d hours")


@dataclass
class CaseCard:
    """The lines of one case, the oldest first, under its name."""

    first: Line
    lines: list[Line] = field(default_factory=list)

    @property
    def row(self) -> Row:
        return self.first.row

    @property
    def is_overdue(self) -> bool:
        return self.row.due_on < self.first.today

    @property
    def permit(self) -> str:
        """The residence permit's last day where it lies before the agreement's."""
        row = self.row
        ends_early = row.permit_until and row.last_on and row.permit_until < row.last_on
        return days.plain(row.permit_until) if ends_early else ""

    @property
    def progress(self) -> str:
        row, today, said = self.row, self.first.today, self.first.said
        if not row.start_on or not row.start_on <= today <= row.last_on:
            return ""
        law = said(statute_for, row.start_on)
        return said(_, PROGRESS) % {
            "day": (today - row.start_on).days + 1,
            "days": (row.last_on - row.start_on).days + 1,
            "hours": said(numbers.hours, row.counted_hours),
            "required": law.school.counted_hours if law else 0,
        }


@dataclass(frozen=True, slots=True)
class Coming:
    """A line of the next two weeks; two that differ in nothing but the party are one."""

    line: Line
    what: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A day of the week picture; lengths are ready for SVG, in its own units."""

    day: str
    is_today: bool
    total: int
    x: str
    middle: str
    text_y: str
    wide: str
    parts: list[tuple[str, str, str]]  # class, y, height


@dataclass(frozen=True, slots=True)
class Week:
    number: int
    bars: list[Bar]
    sentence: str
    ahead: str


@dataclass(frozen=True, slots=True)
class NewsItem:
    time: str
    before: str
    news: News
    after: str


def cards(rows: Iterable[Row], today: dt.date, me: UUID) -> list[CaseCard]:
    """Lines by case, in the order of each case's first one."""
    found: dict[str, CaseCard] = {}
    said = Said()
    for row in rows:
        line = Line(row, today, me, said=said)
        found.setdefault(row.case_id, CaseCard(line)).lines.append(line)
    return list(found.values())


def coming(rows: Iterable[Row], today: dt.date, me: UUID) -> list[Coming]:
    merged: dict[tuple, list[Row]] = {}
    said = Said()
    for row in rows:
        stem = row.key.removesuffix("_employer").removesuffix("_citizen")
        stem = stem if stem in texts.BOTH_PARTIES else row.id
        merged.setdefault((row.due_on, row.case_id, stem), []).append(row)
    return [
        Coming(
            Line(group[0], today, me, said=said),
            said(words.spoken, texts.BOTH_PARTIES[stem] if len(group) > 1 else group[0].what),
        )
        for (_on, _case, stem), group in merged.items()
    ]


WIDTH, HEIGHT, FLOOR = 268, 77, 105


def week(by_day: dict[dt.date, tuple[int, int]], today: dt.date) -> Week:
    """Monday to Friday of this week, Saturday and Sunday where something lies there; the next two weeks as numbers."""
    monday = today - dt.timedelta(days=today.weekday())
    shown = [day for day in _days_from(monday, 7) if day.weekday() < 5 or day in by_day or day == today]
    most = max([sum(by_day.get(day, (0, 0))) for day in shown] + [1])
    step = (WIDTH - 9) / len(shown)
    bars = [_bar(day, by_day.get(day, (0, 0)), today, most, 9 + step * place, step) for place, day in enumerate(shown)]
    ahead = " · ".join(
        _("Week %(week)d: %(n)d in all")
        % {"week": first.isocalendar().week, "n": sum(sum(by_day.get(day, (0, 0))) for day in _days_from(first, 7))}
        for first in (monday + dt.timedelta(days=7), monday + dt.timedelta(days=14))
    )
    sentence = ", ".join(_bar_in_words(day, by_day.get(day, (0, 0)), today) for day in shown)
    return Week(today.isocalendar().week, bars, sentence, ahead)


def _days_from(first: dt.date, count: int) -> Iterator[dt.date]:
    return (first + dt.timedelta(days=n) for n in range(count))


def _bar(day, share, today, most, x, step) -> Bar:
    done, open_ = share
    done_height, open_height = HEIGHT * done / most, HEIGHT * open_ / most
    look = "wb-late" if day < today else "wb-open"
    top = FLOOR - done_height - open_height
    wide = step * 0.67
    return Bar(
        day=_("today") if day == today else days.weekday(day).rstrip(".").lower(),
        is_today=day == today,
        total=done + open_,
        x=f"{x:.1f}",
        middle=f"{x + wide / 2:.1f}",
        text_y=f"{top - 6:.1f}",
        wide=f"{wide:.1f}",
        parts=[
            (css, f"{y:.1f}", f"{height:.1f}")
            for css, y, height in (
                ("wb-track", FLOOR, 1),
                ("wb-done", FLOOR - done_height, done_height),
                (look, top, open_height),
            )
            if height
        ],
    )


def _bar_in_words(day, share, today) -> str:
    done, open_ = share
    parts = []
    if done or not open_:
        parts.append(_("%(n)d noted") % {"n": done})
    if open_:
        parts.append((_("%(n)d late") if day < today else _("%(n)d waiting")) % {"n": open_})
    return f"{days.weekday(day)} {', '.join(parts)}"


def news(items: Iterable[News], today: dt.date) -> list[NewsItem]:
    return [NewsItem(_time(item.at, today), *_told(item)) for item in items]


def _time(at: dt.datetime, today: dt.date) -> str:
    local = timezone.localtime(at)
    clock = f"{local:%H.%M}"
    if local.date() == today:
        return _("Today at %(time)s") % {"time": clock}
    if local.date() < today - dt.timedelta(days=1):
        return _("%(day)s at %(time)s") % {"day": days.short(local.date()), "time": clock}
    return _("Yesterday at %(time)s") % {"time": clock}


def _told(item: News) -> tuple[str, News, str]:
    who = item.who or _("somebody")
    if item.what == "handed_over":
        return "", item, _("was handed over by %(name)s") % {"name": who}
    if item.what == "file_stopped":
        told = _("held harmful code and is thrown away. Ask for a clean one and attach that in the journal.")
        return _("A file that you attached to the case of"), item, told
    follow_up = words.spoken(item.follow_up)
    if item.what == "made":
        return _("New follow-up for"), item, _("by %(name)s: %(what)s") % {"name": who, "what": follow_up}
    answer = words.answer_text(item.kind, item.answer)
    return (
        _("Answer from %(name)s about") % {"name": who},
        item,
        f"({follow_up}): »{answer}«",
    )


def bands(day: Day, today: dt.date, me: UUID, limit: int) -> dict:
    """The two bands above the table, cut at `limit` lines, and how many are left."""
    rows = day.due[:limit]
    late = [row for row in rows if row.due_on < today]
    return {
        "late": cards(late, today, me),
        "today_cards": cards(rows[len(late) :], today, me),
        "has_more": len(day.due) > limit,
    }


@dataclass(slots=True)
class PanelLine:
    """A follow-up in the tab of its case, done or to come."""

    row: FollowUp
    today: dt.date
    me: UUID

    @property
    def what(self) -> str:
        return words.spoken(self.row.what)

    @property
    def opens(self) -> str:
        return opened_by(self.row.key, self.row.case_id)

    @property
    def why(self) -> SafeString:
        return why_of(self.row, self.me, get_language())

    @property
    def source(self) -> str:
        return words.source_text(self.row.source)

    @property
    def late(self) -> str:
        return days.distance(self.row.due_on, self.today) if self.row.due_on < self.today else ""

    @property
    def answer(self) -> str:
        return words.answer_text(self.row.kind, self.row.answer)

    @property
    def look(self) -> str:
        return {Answer.GOOD: "badge-success", Answer.ISSUE: "badge-warning"}.get(self.row.answer, "badge-neutral")

    @property
    def themes(self) -> list[str]:
        return words.theme_names(self.row.themes)

    @property
    def by(self) -> str:
        return self.row.done_by.user.name if self.row.done_by else ""


def panel(rows: Iterable[FollowUp], today: dt.date, me: UUID) -> dict:
    lines = [PanelLine(row, today, me) for row in rows]
    waiting = [line for line in lines if not line.row.done_at]
    return {"waiting": waiting, "done": [line for line in lines if line.row.done_at]}
