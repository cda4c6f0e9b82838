"""The manager's page: each report as a conclusion in a sentence, a chart, and the numbers under it."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from itertools import chain, repeat
from textwrap import shorten

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.words import Decision, Ending
from followup.texts import SHORT
from igu.web import charts
from igu.web.charts import Legend, Norm, Part
from igu.web.charts import Row as Bar
from reports.figures import ENDINGS, NOBODY, TITLES, Row

LABEL = 44  # characters of a statement before its bar; the table has it whole
STEPS = ("f-3", "f-1", "f-2", "f-6", "f-5", "f-4")  # looks of the answers, the highest first
GOAL = 90  # percent done on time
# Where both parties' calls stand below each other, the party is said.
KINDS = SHORT | {
    "call_employer": gettext_lazy("Call to the firm"),
    "call_citizen": gettext_lazy("Call to the citizen"),
    "followup_employer": gettext_lazy("Call or visit to the firm"),
    "followup_citizen": gettext_lazy("Call or visit to the citizen"),
}
ENDING_LABELS = {name: Ending(code).label for code, name in ENDINGS.items()}
REASONS = {
    "too_old": "fylder 50 år",
    "address_limit_day": "20 år siden første adresse",
    "address_too_long": "20 år siden første adresse",
    "outside_scheme": "ordningen lukker for nye",
}


@dataclass(frozen=True, slots=True)
class Card:
    """`lead` is the conclusion; `head` and `rows` are the numbers behind the chart."""

    name: str
    title: str
    lead: str
    chart: charts.Chart | None
    head: tuple
    rows: list[tuple]


def grouped(rows: list[Row]) -> dict[str, list[Row]]:
    found = defaultdict(list)
    for row in rows:
        found[row.group].append(row)
    return found


def percent(row: Row) -> str:
    return "–" if row.share is None else f"{row.share:.0f} %"


def kind_of(row: Row) -> str:
    return _(KINDS.get(row.value, row.value))


def whole(rows: list[Row]) -> Row:
    """All of them as one row; each thing is counted in one row only."""
    return Row("", "", sum(row.count for row in rows), sum(row.of for row in rows))


@dataclass(frozen=True, slots=True)
class KeyFigure:
    label: str
    value: str
    note: str


def key_figures(found: dict[str, list[Row]]) -> list[KeyFigure]:
    """The line of numbers above the cards, out of the same rows."""
    load, ends = grouped(found["caseload"]), grouped(found["outcomes"])["ending"]
    cases, running, late = (sum(row.count for row in load[name]) for name in ("cases", "running agreements", "late"))
    due = sum(row.count for row in load["follow-ups"])
    in_time, ended = whole(found["ontime"]), ends[0].of if ends else 0
    good = Row("", "", sum(row.count for row in ends[:3]), ended)
    may_start = next(row for row in found["targetgroup"] if row.value == "eligible")
    return [
        KeyFigure(
            _("Running agreements"), str(running), _("and %(n)d in run-up or aftercare") % {"n": cases - running}
        ),
        KeyFigure(
            _("Follow-ups on time"),
            percent(in_time),
            _("%(done)d of %(of)d, goal %(goal)d %%") % {"done": in_time.count, "of": in_time.of, "goal": GOAL},
        ),
        KeyFigure(
            _("Completed or positive drop-out"),
            percent(good),
            _("%(n)d of %(of)d ended") % {"n": good.count, "of": ended},
        ),
        KeyFigure(_("Late today"), str(late), _("of %(n)d due within 14 days") % {"n": due}),
        KeyFigure(
            _("May start an IGU today"),
            str(may_start.count),
            _("of %(n)d without an agreement") % {"n": may_start.of},
        ),
    ]


def caseload(rows: list[Row]) -> Card:
    groups = grouped(rows)
    running = {row.value: row.count for row in groups["running agreements"]}
    late = {row.value: row.count for row in groups["late"]}
    waiting = {row.value: row.count for row in groups["follow-ups"]}
    cases = sorted(groups["cases"], key=lambda row: (row.value == NOBODY, -row.count))
    bars = [
        Bar(
            label(row.value),
            [
                Part(running[row.value], "f-1", str(running[row.value])),
                Part(row.count - running[row.value], "f-2", str(row.count - running[row.value])),
            ],
            figure=str(row.count),
            is_strong=row is cases[0],
        )
        for row in cases
    ]
    total, nobody = sum(row.count for row in cases), sum(row.count for row in cases if row.value == NOBODY)
    lead = ngettext("%(n)d open case.", "%(n)d open cases.", total) % {"n": total}
    if cases and cases[0].count:
        lead += " " + _("%(name)s has most: %(n)d.") % {"name": label(cases[0].value), "n": cases[0].count}
    if nobody:
        lead += " " + _("%(n)d without a coordinator.") % {"n": nobody}
    legend = [Legend("f-1", _("Running agreement")), Legend("f-2", _("Run-up, before and after"))]
    table = [(label(row.value), row.count, running[row.value], waiting[row.value], late[row.value]) for row in cases]
    head = (_("Coordinator"), _("Cases"), _("Running"), _("Due in 14 days"), _("Late"))
    return Card("caseload", _(TITLES["caseload"]), lead, drawn(bars, lead, legend=legend), head, table)


def ontime(rows: list[Row]) -> Card:
    rows = sorted(rows, key=lambda row: -(row.share or 0))
    all_kinds = whole(rows)
    under = [kind_of(row) for row in rows if row.share is not None and row.share < GOAL]
    lead = _("%(share)s of what was due was done by its date: %(done)d of %(of)d.") % {
        "share": percent(all_kinds),
        "done": all_kinds.count,
        "of": all_kinds.of,
    }
    if under:
        lead += " " + _("Under the goal of %(goal)d %%: %(names)s.") % {"goal": GOAL, "names": ", ".join(under[:3])}
    bars = [
        Bar(
            kind_of(row),
            [Part(float(row.share), "f-1" if row.share >= GOAL else "f-4")],
            figure=percent(row),
            note=f"{row.count}/{row.of}",
            is_strong=row.share < GOAL,
        )
        for row in rows
    ]
    table = [(kind_of(row), row.count, row.of, percent(row)) for row in rows]
    head = (_("What"), _("On time"), _("Due"), _("Share"))
    norm = Norm(GOAL, _("goal %(goal)d %%") % {"goal": GOAL})
    return Card("ontime", _(TITLES["ontime"]), lead, drawn(bars, lead, full=100, norm=norm), head, table)


def outcomes(rows: list[Row]) -> Card:
    endings = grouped(rows)["ending"]
    of = endings[0].of if endings else 0
    good = sum(row.count for row in endings[:3])
    lead = _("%(of)d ended in the period, %(good)d of them completed or went on to job or education.") % {
        "of": of,
        "good": good,
    }
    looks = ("f-3", "f-1", "f-1", "f-4", "f-5", "f-5")
    bars = [
        Bar(
            str(ENDING_LABELS[row.value]),
            [Part(float(row.share or 0), look)],
            figure=percent(row),
            note=f"{row.count}/{row.of}",
        )
        for row, look in zip(endings, looks, strict=True)
    ]
    groups = {
        "ending": _("Ending"),
        "after 6 months": _("after 6 months"),
        "after 12 months": _("after 12 months"),
    }
    table = [(groups[row.group], row.value, row.count, row.of, percent(row)) for row in rows]
    head = (_("Group"), _("Value"), _("Count"), _("Of"), _("Share"))
    return Card("outcomes", _(TITLES["outcomes"]), lead, drawn(bars, lead, full=100) if of else None, head, table)


def targetgroup(rows: list[Row]) -> Card:
    groups = grouped(rows)
    decisions = {row.value: row for row in groups["decision"]}
    may, of = decisions["eligible"].count, decisions["eligible"].of
    lead = _("%(may)d of %(of)d citizens without an agreement may start today.") % {"may": may, "of": of}
    soon = [row for row in groups["last start"] if "outside_scheme" not in row.value]
    if soon:
        month, reason = soon[0].value.split(" ", 1)
        lead += " " + _("The first to lose the chance does so in %(month)s: %(reason)s.") % {
            "month": date_format(dt.date.fromisoformat(f"{month}-01"), "F Y"),
            "reason": REASONS.get(reason, reason),
        }
    looks = {"eligible": "f-3", "not_eligible": "f-5", "manual": "f-6"}
    bars = [
        Bar(
            str(Decision(row.value).label),
            [Part(float(row.share or 0), looks[row.value])],
            figure=str(row.count),
            note=f"{row.count}/{row.of}",
        )
        for row in groups["decision"]
    ]
    table = [
        (f"{row.value[5:7]}-{row.value[:4]}", REASONS.get(row.value[8:], row.value[8:]), row.count)
        for row in groups["last start"]
    ]
    head = (_("Last start in"), _("Because"), _("Citizens"))
    return Card(
        "targetgroup",
        _(TITLES["targetgroup"]),
        lead,
        drawn(bars, lead, full=100, labels=230) if of else None,
        head,
        table,
    )


def demographics(rows: list[Row]) -> Card:
    total = rows[0].count
    lead = ngettext("%(n)d course started in the period.", "%(n)d courses started in the period.", total) % {"n": total}
    groups = grouped(rows)
    names = {"sex": _("Sex"), "age": _("Age at start"), "sector": _("Sector"), "origin": _("Origin")}
    bars = headed(groups, names, {"sex": "f-1", "age": "f-2", "sector": "f-3"})
    table = [(names[row.group], row.value, row.count, percent(row)) for row in rows[1:]]
    head = (_("Group"), _("Value"), _("Count"), _("Share"))
    return Card(
        "demographics",
        _(TITLES["demographics"]),
        lead,
        drawn(bars, lead, full=100, labels=120) if total else None,
        head,
        table,
    )


def progress(rows: list[Row]) -> Card:
    moved, of = sum(row.count for row in rows), sum(row.of for row in rows)
    lead = _(
        "%(moved)d of %(of)d courses of answers have gone up. An open answer counts as none, not as the lowest."
    ) % {
        "moved": moved,
        "of": of,
    }
    bars = [
        Bar(
            shorten(row.value, LABEL, placeholder="…"),
            [Part(float(row.share or 0), "f-3")],
            figure=percent(row),
            note=f"{row.count}/{row.of}",
        )
        for row in rows
    ]
    table = [(row.group, row.value, row.count, row.of, percent(row)) for row in rows]
    head = (_("Scale"), _("Statement"), _("Gone up"), _("Answered twice"), _("Share"))
    return Card("progress", _(TITLES["progress"]), lead, drawn(bars, lead, full=100, labels=300), head, table)


def standing(rows: list[Row]) -> Card:
    statements = list(grouped(rows).items())
    lead = ngettext(
        "The newest answers to %(n)d statement, the lowest step to the left.",
        "The newest answers to %(n)d statements, the lowest step to the left.",
        len(statements),
    ) % {"n": len(statements)}
    bars = [
        Bar(
            shorten(name.partition(": ")[2], LABEL, placeholder="…"),
            [
                Part(float(row.share or 0), look, str(row.count) if row.count else "")
                for row, look in zip(reversed(steps), chain(STEPS, repeat(STEPS[-1])), strict=False)
            ][::-1],
            note=str(steps[0].of),
        )
        for name, steps in statements
    ]
    table = [(*row.group.split(": ", 1), row.value, row.count, percent(row)) for row in rows]
    head = (_("Scale"), _("Statement"), _("Answer"), _("Count"), _("Share"))
    return Card("standing", _(TITLES["standing"]), lead, drawn(bars, lead, full=100, labels=300), head, table)


def course(rows: list[Row]) -> Card:
    groups = grouped(rows)
    same, waits = groups["continuity"][0], groups["first firm"]
    lead = _("%(share)s have had the same coordinator all the way: %(n)d of %(of)d.") % {
        "share": percent(same),
        "n": same.count,
        "of": same.of,
    }
    if waits[0].of:
        lead += " " + _("%(n)d of %(of)d who began in the period met a firm within 30 days.") % {
            "n": waits[0].count + waits[1].count,
            "of": waits[0].of,
        }
    names = {"continuity": _("Changes of coordinator"), "first firm": _("Days to the first firm")}
    bars = headed(groups, names, {"continuity": "f-1", "first firm": "f-3"})
    table = [(names[row.group], row.value, row.count, percent(row)) for row in rows]
    head = (_("Group"), _("Value"), _("Count"), _("Share"))
    return Card("course", _(TITLES["course"]), lead, drawn(bars, lead, full=100, labels=120), head, table)


def headed(groups: dict[str, list[Row]], names: dict, looks: dict[str, str]) -> list[Bar]:
    """A heading for each of these groups, and a bar for each of its rows."""
    bars = []
    for group, look in looks.items():
        bars.append(Bar(names[group]))
        for row in groups[group]:
            part = Part(float(row.share or 0), look)
            bars.append(Bar(row.value.capitalize(), [part], str(row.count), percent(row)))
    return bars


def drawn(bars, said, **options):
    return charts.rows(bars, said=said, **options) if bars else None


def label(name: str) -> str:
    return _("Without a coordinator") if name == NOBODY else name


CARDS = {
    "caseload": caseload,
    "ontime": ontime,
    "outcomes": outcomes,
    "targetgroup": targetgroup,
    "course": course,
    "progress": progress,
    "standing": standing,
    "demographics": demographics,
}
