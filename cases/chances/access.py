"""Who will lose the chance to start an IGU, and when: open cases whose agreement has not begun."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import access, words
from cases.models import Case
from igu.rules import eligibility, statute
from igu.rules.eligibility import Closing, Decision, Reason
from igu.rules.months import add_months

AT_MOST = 1000  # cases that are judged for one page, the oldest citizens first
WINDOWS = {
    "alle": gettext_lazy("All who may start"),
    "3": gettext_lazy("Within 3 months"),
    "6": gettext_lazy("Within 6 months"),
    "12": gettext_lazy("Within 12 months"),
    "kan-ikke": gettext_lazy("May not start"),
}
WHY = {
    "alder": (gettext_lazy("Age"), {Reason.TOO_OLD, Reason.TOO_YOUNG}),
    "adresse": (
        gettext_lazy("Address in Denmark"),
        {Reason.ADDRESS_LIMIT_DAY, Reason.ADDRESS_TOO_LONG, Reason.NO_ADDRESS},
    ),
    "opholdstilladelse": (gettext_lazy("Residence permit"), {Reason.PERMIT_ENDS_EARLY}),
    "ordning": (gettext_lazy("The scheme ends"), {Reason.OUTSIDE_SCHEME}),
    "andet": (
        gettext_lazy("Something else"),
        {
            Reason.BASIS_NOT_COVERED,
            Reason.FAMILY_NOT_TO_REFUGEE,
            Reason.COMPLETED_BEFORE,
            Reason.SAME_WORKPLACE_GAP,
            Reason.BASIS_UNCLEAR,
        },
    ),
}
COMES = {  # what the day after the last start brings
    Reason.TOO_OLD: gettext_lazy("Turns %(age)d"),
    Reason.ADDRESS_LIMIT_DAY: gettext_lazy("%(years)d years with an address: then a person must judge"),
    Reason.ADDRESS_TOO_LONG: gettext_lazy("More than %(years)d years with an address"),
    Reason.PERMIT_ENDS_EARLY: gettext_lazy("The permit becomes shorter than the two years"),
    Reason.OUTSIDE_SCHEME: gettext_lazy("The scheme takes no more starts"),
}
STANDS = {  # why somebody may not start today
    Reason.TOO_YOUNG: gettext_lazy("Under %(young)d years"),
    Reason.TOO_OLD: gettext_lazy("Is %(age)d or older"),
    Reason.NO_ADDRESS: gettext_lazy("No address in Denmark"),
    Reason.ADDRESS_TOO_LONG: gettext_lazy("More than %(years)d years with an address"),
    Reason.BASIS_NOT_COVERED: gettext_lazy("The residence basis is not covered"),
    Reason.FAMILY_NOT_TO_REFUGEE: gettext_lazy("Reunified with somebody who is no refugee"),
    Reason.COMPLETED_BEFORE: gettext_lazy("Has completed an IGU before"),
    Reason.SAME_WORKPLACE_GAP: gettext_lazy("Ordinary job at the same workplace before"),
    Reason.OUTSIDE_SCHEME: gettext_lazy("The scheme takes no more starts"),
}
LOOKS = {Decision.ELIGIBLE: "badge-success", Decision.MANUAL: "badge-warning", Decision.NOT_ELIGIBLE: "badge-neutral"}
LABELS = dict(words.Decision.choices)


@dataclass(frozen=True, slots=True)
class Row:
    """A citizen without a course under way. last_on: the last day on which a start is still possible as it is now."""

    citizen_id: object
    url: str
    name: str
    number: str
    decision: Decision
    reason: Reason | None
    why: str
    last_on: dt.date | None
    starts_on: dt.date | None
    coordinator: str

    @property
    def look(self) -> str:
        return LOOKS[self.decision]

    @property
    def decided(self) -> str:
        return LABELS[self.decision]

    @property
    def comes_too_late(self) -> bool:
        """The agreement that lies ahead begins after the chance is gone."""
        return bool(self.starts_on and self.last_on and self.starts_on > self.last_on)


@dataclass(frozen=True, slots=True)
class Chances:
    """The page. citizen_ids: all who were judged, whether shown or not, for the read log."""

    rows: list[Row]
    citizen_ids: list
    tabs: list[tuple[str, str, int, bool]]
    reasons: list[tuple[str, str, bool]]
    window: str
    window_label: str
    mine_only: bool
    is_cut: bool


def chances(actor, query, today: dt.date) -> Chances:
    """Those whom the URL asks for, who loses the chance first on top; one query however many there are."""
    mine_only = "alle" not in query and not actor.is_manager
    cases = list(_cases(actor, mine_only=mine_only, today=today)[: AT_MOST + 1])
    asked_why = query.get("aarsag", "")
    rows = [_row(case, today) for case in cases[:AT_MOST]]
    rows = [row for row in rows if asked_why not in WHY or row.reason in WHY[asked_why][1]]
    window = query.get("inden", "")
    window = window if window in WINDOWS else "alle"
    inside = {key: [row for row in rows if _is_within(row, key, today)] for key in WINDOWS}
    return Chances(
        rows=sorted(inside[window], key=lambda row: (row.last_on or today, row.name, row.number)),
        citizen_ids=[case.citizen_id for case in cases],
        tabs=[(key, label, len(inside[key]), key == window) for key, label in WINDOWS.items()],
        reasons=[(key, label, key == asked_why) for key, (label, _codes) in WHY.items()],
        window=window,
        window_label=WINDOWS[window],
        mine_only=mine_only,
        is_cut=len(cases) > AT_MOST,
    )


def _cases(actor, *, mine_only: bool, today: dt.date):
    ahead = Q(agreement=None) | Q(agreement__start_on__gt=today)
    cases = access.cases_for(actor).filter(ahead, closed_on=None)
    cases = cases.filter(coordinator_id=actor.membership_id) if mine_only else cases
    return cases.select_related("citizen", "agreement", "coordinator__user").order_by("citizen__birth_on", "id")


def _is_within(row: Row, window: str, today: dt.date) -> bool:
    if row.last_on is None or window == "kan-ikke":
        return row.last_on is None and window == "kan-ikke"
    return window == "alle" or row.last_on <= add_months(today, int(window))


def _row(case: Case, today: dt.date) -> Row:
    person = case.citizen.as_rule_input()
    judgement, closing = eligibility.judge(person, today), eligibility.first_closing(person, today)
    reason = closing.reason if closing else next(code for code in judgement.reasons if code in STANDS)
    return Row(
        citizen_id=case.citizen_id,
        url=reverse("case_detail", args=[case.id]),
        name=f"{case.citizen.first_name} {case.citizen.last_name}",
        number=case.number,
        decision=judgement.decision,
        reason=reason,
        why=_said(closing, reason, today),
        last_on=closing and closing.last_on,
        starts_on=case.agreement and case.agreement.start_on,
        coordinator=case.coordinator.user.name if case.coordinator else _("Nobody yet"),
    )


def _said(closing: Closing | None, reason: Reason, today: dt.date) -> str:
    law = statute.statute_for(today)
    limits = {"age": law.age.under, "young": law.age.at_least, "years": law.address.years} if law else {}
    return str((COMES if closing else STANDS)[reason]) % limits


def head() -> list[str]:
    return [
        _("Citizen"),
        _("Case"),
        _("Target group today"),
        _("Why"),
        _("Last possible start"),
        _("Agreement begins"),
        _("Coordinator"),
    ]


def cells(row: Row) -> list:
    return [row.name, row.number, str(row.decided), row.why, row.last_on, row.starts_on, row.coordinator]
