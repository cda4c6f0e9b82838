"""What surrounds every answer: request id, headers that tell the browser to distrust, and the log of refusals."""

import uuid

from django.http import HttpRequest, HttpResponse

from igu.accounts.tenancy import acting_for
from igu.audit.models import Refusal

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
