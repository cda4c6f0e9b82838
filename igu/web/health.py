"""What a machine asks: does the process answer, and can it serve?"""

import logging

from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse, JsonResponse

from igu.accounts.policy import public

logger = logging.getLogger(__name__)


@transaction.non_atomic_requests
@public
def livez(request):
    """The process answers; asks nobody else, so that a database that is away restarts no web server."""
    return HttpResponse("ok\n", content_type="text/plain")


@transaction.non_atomic_requests
@public
def readyz(request):
    """Database and broker answer; 503 takes this server out of the round until they do."""
    parts = {"database": _answers(_ask_database), "broker": _answers(_ask_broker)}
    return JsonResponse(parts, status=200 if all(parts.values()) else 503)


def _answers(ask) -> bool:
    try:
        ask()
    except Exception:
        logger.exception("Not ready")
        return False
    return True


def _ask_database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _ask_broker():
    cache.get("readyz")
