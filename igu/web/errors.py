"""The pages for what went wrong: what happened, what it means for your data, what to do now.

Those that must come when little else works (400, 500, 503) ask neither the database nor the request.
"""

import sys

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from igu.accounts.policy import SESSION_CHOICE, find_actor

AWAY = (OperationalError, InterfaceError)
RETRY_SECONDS = 30
LAST_RESORT = "<!doctype html><html lang=da><title>IGU</title><h1>Noget gik galt hos os</h1><p>Prøv igen."


def error_id(request) -> str:
    """»7F3A-21«: the beginning of the request id that stands in the log."""
    whole = getattr(request, "id", "") or "000000"
    return f"{whole[:4]}-{whole[4:6]}".upper()


def _known_actor(request):
    """Who meets the page: an address that never existed must look like one that is somebody else's."""
    actor = getattr(request, "actor", None)
    user = getattr(request, "user", None)
    if actor is not None or user is None:
        return actor
    try:
        return find_actor(user.pk, request.session.get(SESSION_CHOICE)) if user.is_authenticated else None
    except DatabaseError:
        return None


def _page(request, status: int) -> HttpResponse:
    return render(request, f"{status}.html", {"actor": _known_actor(request)}, status=status)


def page_not_found(request, exception=None) -> HttpResponse:
    return _page(request, 404)


def permission_denied(request, exception=None) -> HttpResponse:
    return _page(request, 403)


def method_not_allowed(request, allowed: str) -> HttpResponse:
    response = _page(request, 405)
    response.headers["Allow"] = allowed
    return response


def outdated(request) -> HttpResponse:
    """A button without a form met another's save: who has typed is answered by `igu.web.conflict`."""
    return _page(request, 409)


def bad_request(request, exception=None) -> HttpResponse:
    return HttpResponse(render_to_string("400.html"), status=400)


def csrf_failure(request, reason="") -> HttpResponse:
    return HttpResponse(render_to_string("403_csrf.html"), status=403)


def server_error(request) -> HttpResponse:
    """500 with an id that stands in the log; 503 while the database is away."""
    if isinstance(sys.exc_info()[1], AWAY):
        return unavailable(request)
    try:
        page = render_to_string("500.html", {"error_id": error_id(request)})
    except Exception:
        page = LAST_RESORT
    return HttpResponse(page, status=500)


def unavailable(request=None) -> HttpResponse:
    return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": RETRY_SECONDS})
