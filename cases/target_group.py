"""»Hvorfor i målgruppen«: each condition of the law as a sentence, with what it was judged on and where it stands."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases import models, words
from igu.rules import eligibility, statute
from igu.rules.eligibility import Check, Condition, Decision, Reason, Verdict
from igu.web.days import NONE, plain

ICONS = {Verdict.MET: "check", Verdict.NOT_MET: "close", Verdict.MANUAL: "help", Verdict.NOTICE: "warning"}
LOOKS = {Verdict.MET: "", Verdict.NOT_MET: "is-no", Verdict.MANUAL: "is-open", Verdict.NOTICE: "is-open"}
SAID = {
    Verdict.MET: gettext_lazy("Met:"),
    Verdict.NOT_MET: gettext_lazy("Not met:"),
    Verdict.MANUAL: gettext_lazy("For you to judge:"),
    Verdict.NOTICE: gettext_lazy("Note:"),
}
BOX_LOOKS = {Decision.ELIGIBLE: "", Decision.MANUAL: "is-open", Decision.NOT_ELIGIBLE: "is-no"}
BOX_ICONS = {Decision.ELIGIBLE: "success", Decision.MANUAL: "help", Decision.NOT_ELIGIBLE: "error"}
HEADINGS = {
    Decision.ELIGIBLE: gettext_lazy("Why in the target group"),
    Decision.MANUAL: gettext_lazy("Target group: you must judge"),
    Decision.NOT_ELIGIBLE: gettext_lazy("Why not in the target group"),
}
CONCLUSIONS = {
    Decision.ELIGIBLE: gettext_lazy("Meets every condition at a start on %(start)s."),
    Decision.MANUAL: gettext_lazy("At a start on %(start)s a condition is for a person to judge."),
    Decision.NOT_ELIGIBLE: gettext_lazy("Does not meet every condition at a start on %(start)s."),
}
NUMBERED = re.compile(r"(?<=§|\.|v|K) (?=\d)")  # the blank in »§ 3«, »stk. 1«, »lov 623/2016«, »BEK 1825/2023«
BASES = dict(words.Basis.choices)


@dataclass(frozen=True, slots=True)
class Line:
    icon: str
    look: str
    said: str
    fact: str
    rule: str
    paragraph: str


@dataclass(frozen=True, slots=True)
class Box:
    """What the panel shows. `assessment` is None while nobody stands by the answer; question: what is left to judge.

    earlier: what somebody judged before, where it answers for the start no more.
    """

    heading: str
    look: str
    icon: str
    conclusion: str
    rule_version: str
    version_from: dt.date | None
    lines: list[Line]
    assessment: models.Assessment | None
    question: str
    earlier: models.Assessment | None = None

    @property
    def standing(self) -> str:
        """Who stands by the answer."""
        if self.assessment:
            return _(
                "Worked out from the case's facts. Judged and noted by %(name)s on %(day)s. The firm is responsible "
                "that the conditions are met."
            ) % _judge_of(self.assessment)
        if self.earlier:
            return _(
                "Worked out from the case's facts of today; nobody stands by it yet. On %(day)s %(name)s judged a "
                "start on %(start)s: %(decision)s."
            ) % (
                _judge_of(self.earlier)
                | {"start": plain(self.earlier.start_on), "decision": self.earlier.get_decision_display()}
            )
        return _(
            "Worked out from the case's facts. Nobody stands by it yet: judge it before the offer and again at the "
            "start."
        )


def box_of(case: models.Case, assessments: Sequence[models.Assessment], today: dt.date) -> Box:
    """What was judged of the start, or else what the rules say of it by the facts of today.

    assessments: all of the case, the newest first.
    """
    start_on = case.agreement.start_on if case.agreement else today
    newest = newest_of(case.agreement, assessments)
    question = question_of(case, newest, today)
    assessment = None if question else newest
    if assessment:
        judgement, start_on = assessment.judgement, assessment.start_on
    else:
        judgement = eligibility.judge(case.citizen.as_rule_input(), start_on)
    law = statute.statute_for(start_on)
    checks = [check for check in judgement.checks if check.condition != Condition.SCHEME] + list(judgement.checks[:1])
    return Box(
        heading=HEADINGS[judgement.decision],
        look=BOX_LOOKS[judgement.decision],
        icon=BOX_ICONS[judgement.decision],
        conclusion=CONCLUSIONS[judgement.decision] % {"start": plain(start_on)},
        rule_version=judgement.rule_version,
        version_from=law and law.starts_on,
        lines=[line_of(check) for check in checks],
        assessment=assessment,
        question=question,
        earlier=newest if question else None,
    )


def newest_of(agreement: models.Agreement | None, assessments: Sequence[models.Assessment]) -> models.Assessment | None:
    """The newest judgement of the day that the agreement begins, or else of any day."""
    of_the_start = [one for one in assessments if agreement and one.start_on == agreement.start_on]
    return next(iter([*of_the_start, *assessments]), None)


def _judge_of(assessment: models.Assessment) -> dict:
    return {"name": assessment.judge or NONE, "day": plain(timezone.localdate(assessment.judged_at))}


def question_of(case: models.Case, assessment: models.Assessment | None, today: dt.date) -> str:
    """The law asks about the day that the agreement begins, and about the facts as they are then."""
    agreement = case.agreement
    if agreement is None or agreement.ending or assessment is None:
        return ""
    if assessment.start_on != agreement.start_on:
        return _("The agreement begins on %(start)s, but %(judged)s was judged: judge the right day.") % {
            "start": plain(agreement.start_on),
            "judged": plain(assessment.start_on),
        }
    if agreement.start_on >= today and not assessment.still_holds(case.citizen):
        return _("The facts of the citizen have changed since it was judged, and the answer with them: judge it again.")
    return ""


def line_of(check: Check) -> Line:
    fact, rule = SENTENCES[check.condition](check)
    verdict = check.verdict
    return Line(ICONS[verdict], LOOKS[verdict], str(SAID[verdict]), fact, rule, unbroken(check.paragraph))


def unbroken(paragraph: str) -> str:
    """A paragraph that does not break across lines: »IGU-loven § 3, stk. 1«."""
    return NUMBERED.sub("\u00a0", paragraph)


def _scheme(check):
    facts = check.facts
    return (
        _("Start %(day)s") % {"day": plain(facts["start_on"])},
        _("the scheme takes starts from %(first)s to %(last)s")
        % {"first": plain(facts["first_start"]), "last": plain(facts["last_start"])},
    )


def _age(check):
    facts = check.facts
    rule = _("%(low)d–%(high)d years (under %(under)d at the start)")
    return (
        _("%(age)d years at the start") % {"age": facts["age"]},
        rule % {"low": facts["at_least"], "high": facts["under"] - 1, "under": facts["under"]},
    )


def _address(check):
    facts = check.facts
    limit = (
        _("at most %(years)d years at the start")
        if facts["exact_day_is_open"]
        else _("under %(years)d years at the start")
    )
    if check.reason == Reason.NO_ADDRESS:
        fact = _("No address in Denmark at the start")
    else:
        fact = _("Address in Denmark since %(day)s: %(length)s") % {
            "day": plain(facts["since"]),
            "length": _length(facts["years"], facts["months"]),
        }
    if check.reason == Reason.ADDRESS_LIMIT_DAY:
        limit = _("exactly %(years)d years: the law says »up to«, so a person must decide")
    return fact, limit % {"years": facts["limit_years"]}


def _length(years, months):
    parts = [
        ngettext("%(n)d year", "%(n)d years", years) % {"n": years} if years else "",
        ngettext("%(n)d month", "%(n)d months", months) % {"n": months} if months or not years else "",
    ]
    return _(" and ").join(part for part in parts if part)


def _basis(check):
    facts = check.facts
    fact = str(BASES[facts["basis"]]) if facts["basis"] else _("The residence basis is not written yet")
    if check.reason == Reason.BASIS_UNCLEAR:
        return fact, _("the paragraphs have been renumbered, or something is missing: a person must decide")
    if check.reason == Reason.FAMILY_NOT_TO_REFUGEE:
        return fact, _("before 2024 only for those reunified with a refugee")
    return fact, _("the residence basis is covered") if check.verdict == Verdict.MET else _("the basis is not covered")


def _same_workplace(check):
    facts = check.facts
    months = facts["gap_months"]
    rule = (
        ngettext(
            "an ordinary job there must have ended %(n)d month before; internship does not count",
            "an ordinary job there must have ended %(n)d months before; internship does not count",
            months,
        )
        % {"n": months}
        if months
        else _("not directly in extension of an ordinary job there")
    )
    if facts["until"] is None:
        return _("No ordinary job at the same P-number before the start"), rule
    if check.reason is None:
        return _("Ordinary job at the same P-number until %(day)s") % {"day": plain(facts["until"])}, rule
    return (
        _("Ordinary job at the same P-number until %(day)s: may start from %(from)s")
        % {"day": plain(facts["until"]), "from": plain(facts["free_from"])},
        rule,
    )


def _completed_before(check):
    fact = _("Has completed an IGU before") if check.facts["completed"] else _("Has not completed an IGU before")
    return fact, _("only one programme can be completed")


def _permit(check):
    facts = check.facts
    fact = _("Residence permit until %(day)s") % {"day": plain(facts["until"])}
    if check.reason is None:
        return fact, _("longer than the two years")
    return fact, _("ends before the two years do (%(day)s): ask about an extension") % {"day": plain(facts["end_on"])}


SENTENCES = {
    Condition.SCHEME: _scheme,
    Condition.AGE: _age,
    Condition.ADDRESS: _address,
    Condition.BASIS: _basis,
    Condition.SAME_WORKPLACE: _same_workplace,
    Condition.COMPLETED_BEFORE: _completed_before,
    Condition.PERMIT: _permit,
}
