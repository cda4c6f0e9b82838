"""Logs the visitors of one database in and lets one of them search; prints all as JSON. Run as the app.

With the addresses of people as arguments it logs in those.
"""

import json
import sys
import time
from itertools import accumulate, product

import django
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from bench.data import BIG

FIRST_OF_BIG, MANAGER = BIG * 100_000, 99_999  # as bench.data numbers its people
VISITORS = {
    "coordinator": 0,
    "manager": MANAGER,
    "few": FIRST_OF_BIG + 1,  # fifty cases beside a colleague's tens of thousands
    "many": FIRST_OF_BIG,
    "big manager": FIRST_OF_BIG + MANAGER,
}
TOKEN = "c" * 32  # what guards forms, the same in the cookie and in the form: browsers have it after their first page
ABOUT = 5  # cases that a search finds at every size: so many letters of a first and a last name are typed


def main(addresses: list[str]) -> None:
    django.setup()
    found = cookies_of(addresses) if addresses else visitors()
    json.dump(found, sys.stdout)


def cookies_of(addresses: list[str]) -> dict[str, str]:
    from igu.accounts.models import User

    return {user.email: cookie_of(user) for user in User.objects.filter(email__in=addresses)}


def visitors() -> dict[str, dict[str, str]]:
    from cases.search import token_of
    from igu.accounts.models import User
    from igu.accounts.policy import find_actor

    emails = {name: address(name, n) for name, n in VISITORS.items()}
    users = {user.email: user for user in User.objects.filter(email__in=emails.values())}
    actor, now = find_actor(users[emails["big manager"]].pk, None), timezone.now()
    cookies = {name: cookie_of(users[email]) for name, email in emails.items()}
    searches = {"search": words_that_find(actor, ABOUT), "search for many": "a"}
    return {"cookies": cookies, "searches": {name: token_of(actor, words, now) for name, words in searches.items()}}


def words_that_find(actor, about: int) -> str:
    """The beginnings of a citizen's two names that this many have, or nearly: the best of a few citizens'."""
    from cases.search import by_words
    from igu.accounts.tenancy import acting_for

    with acting_for(actor.municipality_id):
        cases = by_words(actor, "a").select_related("citizen").order_by("number")[:5]
        names = [(case.citizen.first_name, case.citizen.last_name) for case in cases]
        tried = {" ".join(pair) for first, last in names for pair in product(accumulate(first), accumulate(last))}
        return min(sorted(tried), key=lambda words: abs(by_words(actor, words).count() - about))


def address(name: str, n: int) -> str:
    return f"{'manager' if 'manager' in name else 'coordinator'}{n}@bench.test"


def cookie_of(user) -> str:
    from igu.accounts.presence import BEGAN, SEEN

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session[BEGAN] = session[SEEN] = int(time.time())
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={TOKEN}"


if __name__ == "__main__":
    main(sys.argv[1:])
