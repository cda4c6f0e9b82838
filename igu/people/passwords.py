"""Passwords may not be made of the words that everybody at a municipality would try first."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

WORDS = (
    "kommune",
    "integration",
    "koordinator",
    "velkommen",
    "adgangskode",
    "password",
    "sommer",
    "vinter",
    "jobcenter",
)


class ContextWordValidator:
    def validate(self, password, user=None):
        if any(word in password.lower() for word in WORDS):
            raise ValidationError(self.get_help_text(), code="context_word")

    def get_help_text(self):
        return _("Do not use words such as kommune, integration or velkommen: they are tried first.")
