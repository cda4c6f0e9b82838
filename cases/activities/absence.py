"""Absence in words: spells, how long they lasted, and whether the law lets the agreement be extended by them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases import pace
from cases.models import Absence, Agreement
from igu.rules import extension
from igu.rules.statute import SpellKind
from igu.web import days

SPELL_KINDS = {kind.value: kind for kind in SpellKind}
DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    absence: Absence
    period: str
    length: str
    contact: str


def length_of(absence: Absence, today: dt.date) -> int:
    """Calendar days so far, first and last included."""
    return ((absence.to_on or max(today, absence.from_on)) - absence.from_on).days + 1


def length_in_words(number: int) -> str:
    if number < 2 * DAYS_A_WEEK:
        return ngettext("%(n)d day", "%(n)d days", number) % {"n": number}
    return ngettext("%(n)d week", "%(n)d weeks", number // DAYS_A_WEEK) % {"n": number // DAYS_A_WEEK}


def row_of(absence: Absence, today: dt.date) -> AbsenceRow:
    until = days.plain(absence.to_on) if absence.to_on else _("goes on")
    contact = " ".join(filter(None, [absence.contacted_on and days.plain(absence.contacted_on), absence.contacted]))
    return AbsenceRow(
        absence,
        f"{days.plain(absence.from_on)} – {until}",
        length_in_words(length_of(absence, today)),
        contact,
    )


def extension_in_words(absences: Sequence[Absence], agreement: Agreement | None, today: dt.date) -> str:
    """What the law says about sickness in this agreement; empty where there has been none."""
    if agreement is None:
        return ""
    spells = [_spell(absence, today) for absence in absences if absence.cause in SPELL_KINDS]
    sick = [spell for spell in spells if spell.kind is SpellKind.SICKNESS and spell.to_on >= agreement.start_on]
    if not sick:
        return ""
    law = pace.law_of(agreement.start_on)
    longest = max((spell.to_on - spell.from_on).days + 1 for spell in sick)
    extended = extension.extend(agreement.start_on, spells, law)
    words = {
        "limit": law.extension.sickness_over_days // DAYS_A_WEEK,
        "paragraph": law.extension.paragraphs[SpellKind.SICKNESS],
        "spell": length_in_words(longest),
        "day": days.plain(extended.extended_end_on),
    }
    if SpellKind.SICKNESS in extended.basis:
        return (
            _(
                "Sickness of more than %(limit)d weeks in a row can give an extension (%(paragraph)s): %(spell)s do. "
                "The agreement may be agreed until %(day)s at the latest."
            )
            % words
        )
    return (
        _("Sickness of more than %(limit)d weeks in a row can give an extension (%(paragraph)s). %(spell)s do not.")
        % words
    )


def _spell(absence: Absence, today: dt.date) -> extension.Spell:
    return extension.Spell(SPELL_KINDS[absence.cause], absence.from_on, absence.to_on or max(today, absence.from_on))
