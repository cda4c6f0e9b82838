"""The door to signals: of one case, where the read is logged, and of the cases on the watch list."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import access as case_access
from cases.models import Case, Signal, WatchDecision
from cases.rows import BADGES, STAGES
from cases.signals.sources import source_of
from cases.words import NO_CONTACT, Watch, said_view
from igu.accounts.models import Municipality
from igu.audit.models import Look
from igu.web import days, keyset
from igu.web.counts import capped_counts, count_of, shown

PAGE_SIZE = 50
FIELDS = (
    "id",
    "citizen_id",
    "citizen__first_name",
    "citizen__last_name",
    "number",
    "stage",
    "coordinator__user__name",
)


@dataclass(frozen=True, slots=True)
class Said:
    """A signal in words, with the way to where it can be seen."""

    signal: Signal
    label: str
    text: str
    url: str
    since: str


def said(signal: Signal, case_id) -> Said | None:
    """None where the source of an earlier version is gone."""
    source = source_of(signal.kind)
    if source is None:
        return None
    url = reverse(source.url_name, args=[case_id]) + source.anchor(signal.facts)
    return Said(signal, source.label, source.say(signal.facts), url, days.plain(signal.since_on))


def _in_order(signals) -> list[Said]:
    found = [(said(signal, signal.case_id), source_of(signal.kind)) for signal in signals]
    return [words for words, source in sorted(((w, s) for w, s in found if w), key=lambda pair: pair[1].order)]


def open_signals_of(case: Case) -> list[Said]:
    """What there is to look at in a case that `cases.access.case_for` has opened: it brought them along."""
    rows = [row | {"since_on": dt.date.fromisoformat(row["since_on"])} for row in case.open_signals]
    return _in_order(Signal(case_id=case.id, **row) for row in rows)


@dataclass(frozen=True, slots=True)
class CaseSignals:
    open: list[Said]
    dismissed: list[Said]
    decisions: list[WatchDecision]


def signals_of(request, case: Case) -> CaseSignals:
    """All signals of a case that stand, and what was decided of it and of what was put into it, the newest first."""
    decisions = WatchDecision.objects.of_cases([case.id])
    rows = list(Signal.objects.filter(case=case).select_related("dismissed_by__user"))
    return CaseSignals(
        open=_in_order(row for row in rows if row.is_open),
        dismissed=_in_order(row for row in rows if not row.is_open and row.dismissed_at_mark is not None),
        decisions=_noted(request, case, decisions.select_related("decided_by__user")),
    )


def _noted(request, case, decisions) -> list[WatchDecision]:
    found = list(decisions)
    case_access.note(request, {one.citizen_id for one in found} - {case.citizen_id}, kind=Look.READ)
    return found


def signal_for(request, case_id, signal_id) -> tuple[Case, Signal]:
    case = case_access.case_for(request, case_id)
    return case, get_object_or_404(Signal, id=signal_id, case=case)


# --- the watch list (SIL-07) ------------------------------------------------------------------------------------------


def with_signal(cases: QuerySet, kind: str) -> QuerySet:
    """Cases with an open signal of this kind."""
    return cases.filter(id__in=Signal.objects.filter(kind=kind, is_open=True).values("case_id"))


def _watched(cases):
    """Open signals, or a decision to hold on and support, made of the case or of what was put into it."""
    made = WatchDecision.objects.about_now()
    later = made.filter(about_id=OuterRef("about_id"), decided_at__gt=OuterRef("decided_at"))
    supported = made.filter(~Exists(later), decision=Watch.SUPPORT)
    return cases.filter(Q(signal_count__gt=0) | Q(id__in=supported.values("about_id")))


@dataclass(frozen=True, slots=True)
class WatchView:
    key: str
    label: str
    narrow: object


VIEWS = {
    view.key: view
    for view in (
        WatchView("hold-oeje", gettext_lazy("Watch list"), _watched),
        WatchView("inaktive", gettext_lazy("Not active"), lambda cases: with_signal(cases, "inactive")),
        WatchView("stille", NO_CONTACT, lambda cases: with_signal(cases, "no_contact")),
        WatchView("fravaer", gettext_lazy("Absence"), lambda cases: with_signal(cases, "absence")),
        WatchView("bagud", gettext_lazy("Plan behind"), lambda cases: with_signal(cases, "behind")),
        WatchView("rolige", gettext_lazy("Dismissed"), lambda cases: _dismissed(cases)),
    )
}


def _dismissed(cases):
    rows = Signal.objects.filter(is_open=False, dismissed_at_mark__isnull=False)
    return cases.filter(id__in=rows.values("case_id"))


@dataclass(frozen=True, slots=True)
class WatchRow:
    id: str
    url: str
    name: str
    number: str
    badge: str
    stage: str
    coordinator: str
    signals: list[Said]
    decision: str


@dataclass(frozen=True, slots=True)
class WatchList:
    rows: list[WatchRow]
    citizen_ids: list
    tabs: list[tuple[str, str, str, bool]]
    view: WatchView
    page: keyset.Page
    mine_only: bool


def watch_list(actor, query, today: dt.date) -> WatchList:
    """A page of the cases to look at, with the reasons in words: seven queries however many there are."""
    cases = case_access.cases_for(actor).filter(closed_on=None)
    mine_only = "alle" not in query and not actor.is_manager
    cases = cases.filter(coordinator_id=actor.membership_id) if mine_only else cases
    view = VIEWS.get(query.get("visning", ""), VIEWS["hold-oeje"])
    page = keyset.page_of(
        view.narrow(cases), keyset.Order("sort_name"), FIELDS, place=keyset.place_of(query), size=PAGE_SIZE
    )
    counts = map(shown, capped_counts(*(count_of(one.narrow(cases)) for one in VIEWS.values())))
    weeks = Municipality.objects.values_list("no_contact_weeks", flat=True).get(id=actor.municipality_id)
    ids = [values[0] for values in page.rows]
    signals, decisions = _signals_by_case(ids, is_open=view.key != "rolige"), _decisions_by_case(ids)
    return WatchList(
        rows=[_row(values, signals, decisions) for values in page.rows],
        citizen_ids=[*(values[1] for values in page.rows), *(one.citizen_id for one in decisions.values())],
        tabs=[(one.key, said_view(one, weeks), n, one is view) for one, n in zip(VIEWS.values(), counts, strict=True)],
        view=view,
        page=page,
        mine_only=mine_only,
    )


def _row(values, signals, decisions) -> WatchRow:
    case_id, _citizen_id, first, last, number, stage, coordinator = values
    return WatchRow(
        id=str(case_id),
        url=reverse("case_signals", args=[case_id]),
        name=f"{first} {last}",
        number=number,
        badge=BADGES[stage],
        stage=STAGES[stage],
        coordinator=coordinator or _("Nobody yet"),
        signals=signals.get(case_id, []),
        decision=_decided(decisions.get(case_id)),
    )


def _decided(newest: WatchDecision | None) -> str:
    return f"{newest.get_decision_display()}, {days.plain(newest.decided_on)}" if newest else ""


def _signals_by_case(ids, *, is_open: bool) -> dict:
    rows = Signal.objects.filter(case_id__in=ids, is_open=is_open)
    rows = rows if is_open else rows.filter(dismissed_at_mark__isnull=False)
    by_case: dict = {}
    for signal in rows:
        by_case.setdefault(signal.case_id, []).append(signal)
    return {case_id: _in_order(signals) for case_id, signals in by_case.items()}


def _decisions_by_case(ids) -> dict:
    """The newest decision of each case."""
    rows = WatchDecision.objects.of_cases(ids).order_by("about_id", "-decided_at", "id").distinct("about_id")
    return {row.about_id: row for row in rows}
