"""Answered follow-ups as lines of their case's journal."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.journal.sources import Source, Told
from cases.journal.words import WITH
from followup import access, texts, words
from followup.models import Answer, FollowUp, Kind, Party
from igu.web import days
from igu.web.addresses import address_of

CALLS = ("call_", "pre_end_call")  # how the keys of those begin that are made by telephone
LOOKS = {Answer.GOOD: "badge-success", Answer.ISSUE: "badge-warning", Answer.NOT_REACHED: "badge-neutral"}
TO = {
    Party.CITIZEN: gettext_lazy("to the citizen"),
    Party.EMPLOYER: gettext_lazy("to the employer"),
    Party.BOTH: gettext_lazy("to citizen and employer"),
}


def told(row: FollowUp) -> Told:
    return Told(
        day=row.done_on,
        icon=_icon(row),
        heading=_heading(row),
        with_whom=_with_whom(row),
        outcome=(LOOKS[row.answer], _outcome(row)),
        themes=words.theme_names(row.themes),
        text=row.note,
        facts=_facts(row),
        url=f"{address_of('follow_up_panel', row.case_id)}#follow-up-{row.id}",
        label=_("See the follow-up"),
    )


def _icon(row) -> str:
    if row.kind == Kind.DEADLINE:
        return "calendar-month"
    return "smartphone" if row.key.startswith(CALLS) else "forum"


def _heading(row) -> str:
    """»Opkald 6 af 6«, or what a person wrote."""
    return " ".join(filter(None, (words.spoken(texts.SHORT.get(row.key, row.what)), words.turn_of(row.why))))


def _with_whom(row) -> str:
    if row.kind == Kind.DEADLINE:
        return ""
    return str((TO if row.answer == Answer.NOT_REACHED else WITH).get(row.party, ""))


def _outcome(row) -> str:
    answers = words.DEADLINE_ANSWERS if row.kind == Kind.DEADLINE else words.SHORT_ANSWERS
    return str(answers[row.answer])


def _facts(row) -> list[str]:
    agreed = _("Next follow-up agreed for %(date)s") % {"date": days.full(row.next_on)} if row.next_on else ""
    by = row.done_by.user.name if row.done_by else ""
    return [fact for fact in (by, agreed, row.ground) if fact]


SOURCE = Source(
    key="opfoelgning",
    label=gettext_lazy("Only follow-ups"),
    model=FollowUp,
    rows=access.answered_of,
    tell=told,
)
