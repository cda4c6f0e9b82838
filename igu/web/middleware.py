"""What surrounds every answer: request id, headers that tell the browser to distrust, the access line, the refusals."""

import time
import uuid

import structlog
from csp.utils import build_policy
from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django_htmx.http import HttpResponseClientRedirect

from igu.accounts.errors import Detour, Outdated
from igu.accounts.tenancy import acting_for
from igu.audit import refusals
from igu.audit.models import Refusal
from igu.web.errors import method_not_allowed, outdated
from igu.web.health import PROBES

access_log = structlog.get_logger("igu.access")

CLOSED = (
    *("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation"),
    *("gyroscope", "hid", "magnetometer", "microphone", "midi", "payment", "serial", "usb", "xr-spatial-tracking"),
)
HEADERS = {
    "Content-Security-Policy": build_policy(),  # once: django-csp's middleware writes it for each answer
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in CLOSED),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Guard:
    """Outermost: nothing leaves without its headers. Runs after the view's transaction."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        request.id = uuid.uuid4().hex
        with structlog.contextvars.bound_contextvars(request_id=request.id):
            response = self.get_response(request)
            if response.status_code == 405 and not response.streaming and not response.content:
                response = method_not_allowed(request, response.headers.get("Allow", ""))
            add_headers(request, response)
            note_refusal(request, response)
            note_access(request, response, time.perf_counter() - began)
        return response

    def process_view(self, request: HttpRequest, view, args, kwargs) -> None:
        """PostgreSQL keeps no NUL in a text, so none may reach a filter. What is typed into a form is tidied there."""
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The view's transaction is rolled back by now."""
        if isinstance(exception, Detour):
            return HttpResponseClientRedirect(exception.url) if request.htmx else HttpResponseRedirect(exception.url)
        if isinstance(exception, Outdated):
            return outdated(request)
        return None


def add_headers(request, response) -> None:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if not request.path.startswith(settings.STATIC_URL):
        response.headers.setdefault("Cache-Control", "no-store")
    if request.method == "POST" and _route(request) == "account_logout":
        response.headers["Clear-Site-Data"] = '"cache", "storage"'


def note_refusal(request, response) -> None:
    """One row a refusal, in a transaction of its own: the view's has been rolled back."""
    actor = getattr(request, "actor", None)
    if actor is None or response.status_code not in (403, 404):
        return
    match = request.resolver_match
    try:
        with acting_for(actor.municipality_id):
            Refusal.objects.create(
                municipality_id=actor.municipality_id,
                membership_id=actor.membership_id,
                route=_route(request)[:60],
                method=request.method[:8],
                target=",".join(str(value) for value in match.kwargs.values())[:40] if match else "",
                request_id=request.id,
            )
            refusals.refused(actor, _ids_in(match))
    except DatabaseError:
        access_log.exception("refusal not noted")


def _ids_in(match) -> list[uuid.UUID]:
    return [value for value in match.kwargs.values() if isinstance(value, uuid.UUID)] if match else []


def note_access(request, response, seconds: float) -> None:
    """One line a request. No address as it was typed, no query, nothing that was sent: only what we named ourselves."""
    if request.path in PROBES:
        return
    actor = getattr(request, "actor", None)
    access_log.info(
        "request",
        route=_route(request),
        method=request.method,
        status=response.status_code,
        ms=round(seconds * 1000, 1),
        municipality=str(actor.municipality_id) if actor else None,
        membership=str(actor.membership_id) if actor else None,
    )


def _route(request) -> str:
    match = getattr(request, "resolver_match", None)
    return match.view_name or "" if match else ""
