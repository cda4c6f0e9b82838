"""Passwords may not be made of the words that everybody at a municipality would try first."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from igu.accounts.municipalities import MUNICIPALITIES

ENOUGH = 8  # letters that must be left when the words are taken out
DIFFERENT = 5  # signs that must differ
WORK = "kommune kommunen jobcenter integration integrations grunduddannelse igu koordinator velkommen borger"
SAID = "adgangskode password kodeord hemmelig login passord qwerty asdfgh zxcvbn abcdef letmein welcome admin elsker"
TIMES = (
    "januar februar marts april maj juni juli august september oktober november december mandag tirsdag onsdag torsdag "
    "fredag lordag lørdag sondag søndag sommer vinter forar forår efterar efterår jul paske påske"
)
NAMES = (
    "anne mette kirsten hanne anna helle susanne lene marianne maria inge karen lone camilla pia louise charlotte "
    "gitte jette emma ida sofie peter michael lars thomas jens henrik søren soren christian jan martin niels anders "
    "morten jesper hans mads rasmus kristian ole william noah oscar lucas carl bente"
)
WORDS = {
    *WORK.split(),
    *SAID.split(),
    *TIMES.split(),
    *NAMES.split(),
    *(name.lower() for name in MUNICIPALITIES.values()),
}


HINT = _("At least 14 characters. A sentence that only you would think of works well.")


class ContextWordValidator:
    """Takes out what is easily guessed, the person's own names among it, and looks whether enough is left."""

    def validate(self, password, user=None):
        text = password.lower()
        if len(set(text)) < DIFFERENT or len(_without(text, WORDS | _names_of(user))) < ENOUGH:
            raise ValidationError(
                _("The password is made of words that are tried first. Nothing is saved. Add words of your own."),
                code="context_word",
            )

    def get_help_text(self):
        return HINT


def _names_of(user) -> set[str]:
    known = f"{getattr(user, 'name', '')} {getattr(user, 'email', '')}".lower()
    return {word for word in re.split(r"\W+", known) if len(word) > 2}


def _without(text: str, words: set[str]) -> str:
    """The letters of `text` that belong to none of the words, the longest taken out first."""
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, " ")
    return re.sub(r"[\W\d_]", "", text)
