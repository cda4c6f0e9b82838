"""Who may see a page. Every URL carries exactly one of `policy`, `signed_in`, `public`; a test walks the resolver."""

from dataclasses import dataclass
from functools import wraps
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import connection
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import redirect
from django_htmx.http import HttpResponseClientRedirect

from igu.accounts import presence
from igu.accounts.models import CASE_WORKERS, STAFF, Role

SESSION_CHOICE = "membership"
FACTOR_ELSEWHERE = "second_factor_elsewhere"  # the municipality's own log-in has asked for one


@dataclass(frozen=True, slots=True)
class Actor:
    """The person behind a request, in one municipality and one role."""

    membership_id: UUID
    municipality_id: UUID
    role: str
    scope: str
    user_id: UUID
    name: str
    municipality_name: str
    municipality_code: str
    memberships: int
    has_second_factor: bool
    is_demo: bool

    @property
    def is_case_worker(self) -> bool:
        return self.role in CASE_WORKERS

    @property
    def is_manager(self) -> bool:
        return self.role == Role.MANAGER

    @property
    def is_administrator(self) -> bool:
        return self.role == Role.ADMINISTRATOR

    @property
    def is_employer(self) -> bool:
        return self.role == Role.EMPLOYER

    @property
    def is_staff(self) -> bool:
        return self.role in STAFF


# One statement, raw on purpose: who, which municipality, and the wall. The ORM's way costs half an empty page more.
# It begins with SELECT: behind any other word pghistory would send its context along, for a row that is not written.
WHO = """SELECT who.*, set_config('igu.municipality', municipality_id::text, true) FROM (
  SELECT m.id AS membership_id, m.municipality_id, m.role, m.scope, m.user_id, u.name,
         k.name AS municipality_name, k.code, count(*) OVER () AS memberships,
         EXISTS (SELECT 1 FROM mfa_authenticator a WHERE a.user_id = u.id AND a.type = 'totp') AS second_factor,
         u.is_demo
    FROM accounts_membership m
    JOIN accounts_user u ON u.id = m.user_id
    JOIN accounts_municipality k ON k.id = m.municipality_id
   CROSS JOIN (SELECT (now() AT TIME ZONE 'Europe/Copenhagen')::date AS today) clock
   WHERE m.user_id = %s AND u.is_active AND m.from_on <= today AND (m.to_on IS NULL OR m.to_on >= today)
   ORDER BY (m.id = %s::uuid) DESC NULLS LAST, m.from_on, m.id
   LIMIT 1
) who"""


def find_actor(user_id, chosen) -> Actor | None:
    """The actor for this user and chosen membership; sets the tenant of the transaction in the same statement."""
    with connection.cursor() as cursor:
        cursor.execute(WHO, [user_id, chosen])
        row = cursor.fetchone()
    return Actor(*row[:-1]) if row else None


def _marked(view, name, roles, inside):
    inside = wraps(view)(inside)
    inside.policy = name
    inside.policy_roles = frozenset(roles)
    return inside


def _rendered(response):
    """Nothing may be rendered after the transaction: there the tenant is gone, and with it every row."""
    return response.render() if hasattr(response, "render") and not response.is_rendered else response


def _to_log_in(request):
    """Off to the log-in, and back afterwards to the page that was open: never to the address of a form."""
    htmx = getattr(request, "htmx", None)
    if htmx:
        page = htmx.current_url_abs_path
    elif request.method in ("GET", "HEAD"):
        page = request.get_full_path()
    else:
        page = urlsplit(request.headers.get("Referer", "")).path
    return _whole_page(request, redirect_to_login(page or "/"))


def _whole_page(request, response):
    """An htmx request would put the page it is sent to into the middle of the one that is open."""
    return HttpResponseClientRedirect(response["Location"]) if getattr(request, "htmx", None) else response


def _lacks_second_factor(request, actor: Actor) -> bool:
    """Demo personas need none, but such a person could never be let in like that in production."""
    has_one = actor.has_second_factor or request.session.get(FACTOR_ELSEWHERE)
    return settings.MFA_DEMANDED and not has_one and (settings.PRODUCTION or not actor.is_demo)


def policy(*roles, methods=("GET", "HEAD", "POST")):
    """Open a view to memberships in these roles. Everybody else meets 404, as if the page had never been."""

    def decorate(view):
        def inside(request, *args, **kwargs):
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            if not request.user.is_authenticated:
                return _to_log_in(request)
            request.actor = actor = find_actor(request.user.pk, request.session.get(SESSION_CHOICE))
            if actor is None or actor.role not in roles:
                raise Http404
            if presence.is_over(request.session, portal=actor.is_employer):
                presence.end(request)
                request.actor = None
                return _to_log_in(request)
            if _lacks_second_factor(request, actor):
                return _whole_page(request, redirect("mfa_activate_totp"))
            presence.note(request)
            return _rendered(view(request, *args, **kwargs))

        return _marked(view, "policy", roles, inside)

    return decorate


def signed_in(view):
    """Open a view to everybody who has logged in, with no tenant: the person's own log-in."""

    def inside(request, *args, **kwargs):
        if request.user.is_authenticated and presence.is_over(request.session, portal=False):
            presence.end(request)
        if not request.user.is_authenticated:
            return _to_log_in(request)
        presence.note(request)
        return _rendered(view(request, *args, **kwargs))

    return _marked(view, "signed_in", (), inside)


def public(view):
    """Open a view to everybody, with no tenant: log-in pages and health."""

    def inside(request, *args, **kwargs):
        return _rendered(view(request, *args, **kwargs))

    return _marked(view, "public", (), inside)
