"""What surrounds every answer: request id, headers that tell the browser to distrust, and the log of refusals."""

import logging
import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django_htmx.http import HttpResponseClientRedirect

from igu.accounts.errors import Detour
from igu.accounts.tenancy import acting_for
from igu.audit.log import LogUnavailable
from igu.audit.models import Refusal

logger = logging.getLogger(__name__)

CLOSED = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "microphone", "payment", "usb")
HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in CLOSED),
}


class Guard:
    """Outermost of our own: runs after the view's transaction, so what it writes survives a rolled back view."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.id = uuid.uuid4().hex
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        actor = getattr(request, "actor", None)
        if actor and response.status_code in (403, 404):
            note_refusal(request, actor)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The view's transaction is rolled back by now: a read that could not be noted shows nothing."""
        if isinstance(exception, Detour):
            return HttpResponseClientRedirect(exception.url) if request.htmx else HttpResponseRedirect(exception.url)
        if isinstance(exception, LogUnavailable):
            logger.exception("The read log cannot be written")
            return render(request, "503.html", status=503)
        return None


def note_refusal(request, actor) -> None:
    """One row a refusal, in a transaction of its own: the view's has been rolled back."""
    match = request.resolver_match
    with acting_for(actor.municipality_id):
        Refusal.objects.create(
            municipality_id=actor.municipality_id,
            membership_id=actor.membership_id,
            route=(match.view_name if match else "")[:60],
            method=request.method[:8],
            target=",".join(str(value) for value in match.kwargs.values())[:40] if match else "",
            request_id=request.id,
        )
