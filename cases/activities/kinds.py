"""The kind of an activity as its definition's body says it: what it asks for, its limits, its outcomes, its dates."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.activities.rules import CountsAs, Limits, last_day
from cases.definitions.kinds import BadBody
from cases.definitions.lines import read_lines
from cases.definitions.texts import Text, said

KEY = "activity"
NO_LIMITS = Limits()


class AskType(StrEnum):
    """How a thing is asked for."""

    LINE = "line"
    TEXT = "text"
    YES_NO = "yes_no"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"


ASK_TYPES = (
    (AskType.LINE.value, gettext_lazy("A line")),
    (AskType.TEXT.value, gettext_lazy("A longer text")),
    (AskType.YES_NO.value, gettext_lazy("Yes or no")),
    (AskType.NUMBER.value, gettext_lazy("A number")),
    (AskType.DATE.value, gettext_lazy("A date")),
    (AskType.CHOICE.value, gettext_lazy("One of a few")),
)
OUTCOME_KINDS = (
    ("other", gettext_lazy("Neither")),
    ("good", gettext_lazy("A step forward")),
    ("job", gettext_lazy("A job: asks whether IGU was talked about")),
)


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that the kind asks for. choices: words by key, where one of a few is to be chosen."""

    key: str
    text: Text
    type: AskType = AskType.LINE
    choices: Mapping[str, Text] = ()

    @property
    def label(self) -> str:
        return said(self.text)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an activity can end. asks_igu: it became a job, so somebody should have talked about IGU (SIL-12)."""

    key: str
    text: Text
    is_good: bool = False
    asks_igu: bool = False

    @property
    def label(self) -> str:
        return said(self.text)


class At(StrEnum):
    """What a date of the kind is counted from: the first day, the last one, or the last that the limits allow."""

    START = "start"
    END = "end"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class Due:
    """A date on which somebody is to do something: so many days from the start, the end or the limit."""

    key: str
    text: Text
    at: At
    days: int = 0
    party: str = "both"
    is_deadline: bool = False

    def day(self, limits: Limits, start_on: dt.date, end_on: dt.date | None) -> dt.date | None:
        allowed = last_day(limits, start_on)
        from_on = {At.START: start_on, At.END: end_on or allowed, At.LIMIT: allowed}[self.at]
        return from_on and from_on + dt.timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class ActivityKind:
    """hours: what is suggested a week. is_run_up: it tries the match before an agreement, and is drawn as such."""

    counts_as: CountsAs
    help: Text
    asks: tuple[Ask, ...] = ()
    limits: Limits = NO_LIMITS
    outcomes: tuple[Outcome, ...] = ()
    due: tuple[Due, ...] = ()
    hours: Decimal | None = None
    is_paid: bool = False
    has_attendance: bool = False
    is_run_up: bool = False

    def outcome(self, key: str) -> Outcome | None:
        return next((outcome for outcome in self.outcomes if outcome.key == key), None)

    def outcome_label(self, key: str) -> str:
        """The outcome in words; what an older edition knew under this key stays readable as it was written."""
        outcome = self.outcome(key)
        return outcome.label if outcome else key


def read(body: dict) -> ActivityKind:
    """The body of a definition. Raises BadBody with a sentence for whoever wrote it."""
    try:
        return ActivityKind(
            counts_as=CountsAs(body["counts_as"]),
            help=body.get("help", {}),
            asks=tuple(_ask(line, body.get("choices", {})) for line in read_lines(body.get("asks", ()))),
            limits=_limits(body),
            outcomes=tuple(
                Outcome(line.key, line.text, line.kind in ("good", "job"), line.kind == "job")
                for line in read_lines(body.get("outcomes", ()))
            ),
            due=tuple(_due(line) for line in body.get("due", ())),
            hours=_number(body.get("hours")),
            is_paid=bool(body.get("is_paid")),
            has_attendance=bool(body.get("has_attendance")),
            is_run_up=bool(body.get("is_run_up")),
        )
    except BadBody:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation):
        raise BadBody(
            _("The kind of activity cannot be read. Nothing is saved. Look at its lines once more.")
        ) from None


def _ask(line, choices) -> Ask:
    of_these = {choice["key"]: choice["text"] for choice in choices.get(line.key, ())}
    return Ask(line.key, line.text, AskType(line.kind or AskType.LINE), of_these)


def _limits(body) -> Limits:
    return Limits(
        hours_a_week=_number(body.get("limit_hours_a_week")),
        hours_in_all=_number(body.get("limit_hours_in_all")),
        months=_whole(body.get("limit_months")),
        weeks=_whole(body.get("limit_weeks")),
    )


def _due(line) -> Due:
    days = int(line.get("days", 0))
    return Due(
        line["key"], line["text"], At(line["at"]), days, line.get("party", "both"), bool(line.get("is_deadline"))
    )


def _number(value) -> Decimal | None:
    return None if value in (None, "") else Decimal(str(value))


def _whole(value) -> int | None:
    return None if value in (None, "") else int(value)
