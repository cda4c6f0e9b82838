"""What a person decides about the own log-in."""

from django.conf import settings

from igu.accounts.models import User


def choose_language(user: User, language: str) -> None:
    """Write mails to this person in `language` from now on. A language that we do not have changes nothing."""
    if language in dict(settings.LANGUAGES):
        User.objects.filter(pk=user.pk).update(language=language)
