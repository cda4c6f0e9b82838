"""How long a session lasts: until nothing has happened for a while, and never longer than a working day.

Both moments stand in the session, so that an ordinary request asks the database nothing more. They are written at
most once a minute.
"""

import time
from datetime import UTC, datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.utils.translation import gettext as _

from igu.accounts.models import User

BEGAN, SEEN = "began_at", "seen_at"
NOTED_EVERY = 60  # seconds


def begin(sender, request, user, **_kwargs) -> None:
    """Somebody has just logged in."""
    request.session[BEGAN] = request.session[SEEN] = int(time.time())
    _write_down(user.pk)


def is_over(session, *, portal: bool) -> bool:
    """Whether the session has been idle too long, or open too long."""
    kind, now = "portal" if portal else "staff", time.time()
    idle, open_for = now - session.get(SEEN, 0), now - session.get(BEGAN, 0)
    return idle > settings.IDLE_MINUTES[kind] * 60 or open_for > settings.SESSION_HOURS[kind] * 3600


def end(request) -> None:
    """Log the person out, with a word of why on the log-in page."""
    logout(request)
    messages.info(
        request,
        _("You were logged out because nothing had happened for a while. What was saved is safe. Log in to go on."),
    )


def note(request) -> None:
    """The person is here: remembered once a minute."""
    now = int(time.time())
    if now - request.session.get(SEEN, 0) >= NOTED_EVERY:
        request.session[SEEN] = now
        _write_down(request.user.pk)


def _write_down(user_id) -> None:
    User.objects.filter(pk=user_id).update(last_seen_at=datetime.fromtimestamp(time.time(), UTC))
