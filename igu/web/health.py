"""Whether the process lives, and whether it can serve. No version, no address, no session; asked by machines.

What the pages can do without (mail, background jobs) never makes /readyz say no: a broken mailer shall not take the
site down.
"""

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse

from igu.accounts.policy import public
from igu.accounts.sealing import seal, unseal
from igu.outbox import jobs

PROBES = ("/livez", "/readyz")


class Probes:
    """Answers before the host, the session and the transaction: a probe comes with any host, also without database."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        view = {"/livez": livez, "/readyz": readyz}.get(request.path)
        return view(request) if view else self.get_response(request)


@public
def livez(request):
    """The process answers. Never asks the database: a restart does not bring that back."""
    return JsonResponse({"status": "ok"})


@public
def readyz(request):
    """200 when pages can be served, with what is degraded; else 503 with what is missing."""
    missing = [name for name, works in (("database", database_works), ("keys", keys_work)) if not works()]
    if not missing and not migrations_are_done():
        missing = ["migrations"]
    if missing:
        return JsonResponse({"status": "unavailable", "missing": missing}, status=503)
    degraded = [] if redis_works() else ["redis"]
    degraded += what_stands_still()
    return JsonResponse({"status": "degraded" if degraded else "ok", "degraded": degraded})


def database_works() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def keys_work() -> bool:
    if not settings.IGU_SEARCH_KEY or not all(settings.IGU_SEAL_KEYS):
        return False
    try:
        return unseal(seal("ready", bound_to="readyz"), bound_to="readyz") == "ready"
    except (IndexError, ValueError):
        return False


def migrations_are_done() -> bool:
    """Whether the tables are as this code wants them. Looked through once; after that the number of rows tells."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_migrations")
        applied = cursor.fetchone()[0]
    if applied not in _complete:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _complete.add(applied)
    return True


_complete: set[int] = set()


def what_stands_still() -> list[str]:
    """Jobs and mail; a role that cannot be asked is a part that does not work."""
    try:
        return jobs.degraded()
    except DatabaseError:
        return ["jobs"]


def redis_works() -> bool:
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1) as client:
            return client.ping()
    except (redis.RedisError, ValueError):
        return False
