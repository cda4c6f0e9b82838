"""Browsers in which a person has logged in before, known by a signed cookie.

Their tries are counted apart, so that nobody who guesses at an account can keep its owner out of it.
"""

import secrets

from django.conf import settings
from django.utils.crypto import salted_hmac

DAYS = 180
SALT = "igu.people.devices"


def remember(request, response, user) -> None:
    device = known_device(request, user.email) or secrets.token_hex(8)
    response.set_signed_cookie(
        settings.DEVICE_COOKIE_NAME,
        f"{device}:{_mark(user.email)}",
        salt=SALT,
        max_age=DAYS * 24 * 3600,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def known_device(request, email: str) -> str:
    """The device's id, if this person was the last to log in with it."""
    value = request.get_signed_cookie(settings.DEVICE_COOKIE_NAME, "", salt=SALT, max_age=DAYS * 24 * 3600)
    device, _, mark = value.partition(":")
    return device if device and mark == _mark(email) else ""


def _mark(email: str) -> str:
    return salted_hmac(SALT, email.lower()).hexdigest()[:20]
