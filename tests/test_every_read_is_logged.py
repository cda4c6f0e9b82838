"""P5: 0 unlogged reads of a citizen, by every page, file and form; and without a log nothing opens.

The pages are found by walking the resolver, their links and their forms (tests/walk.py): a new one is walked without
being listed here. One that nobody could open fails with what is missing.
"""

import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from types import SimpleNamespace

import psycopg2
import pytest
from django.apps import apps
from django.db import connection, connections, transaction
from django.http import HttpResponse
from django.urls import reverse

from cases import access, models
from igu.accounts.tenancy import acting_for
from igu.audit.log import note_reads
from igu.audit.models import Look
from tests import matrix, reads
from tests.conftest import TenantClient, end_tenant
from tests.walk import Step, Walk, at_the_doors, sheet_of
from tests.world import build_world

pytestmark = pytest.mark.django_db
WALKERS = ("anna A", "dorte A", "erik A", "lis A", "bo A")
# Pages of the log itself: its rows hold the id of a citizen, and no other row of theirs may be read there.
OF_THE_LOG = {"log_review", "log_sample", "look_ask", "look_close", "case_looks"}
CPR = re.compile(r"\d{6}-?\d{4}")
CHANGE = re.compile(r'\b(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)')
MADE_BY_NOBODY = {"cases_definition", "followup_followupmodel", "followup_followuprule"}  # presets, at their first use
HAS_HISTORY = {model._meta.db_table for model in apps.get_models() if hasattr(model, "pgh_event_model")}


@pytest.fixture
def world():
    return build_world()


@dataclass
class Walker:
    """Somebody who walks. Each step is taken back; `logged` and `silent` are those that wrote a log row, or none."""

    world: object
    visitor: matrix.Visitor
    client: TenantClient
    cookies: SimpleCookie
    owners: reads.Owners = field(default_factory=reads.Owners)
    count: reads.Count = field(default_factory=reads.Count)
    opened: set[str] = field(default_factory=set)
    breaks: list[str] = field(default_factory=list)
    logged: list[Step] = field(default_factory=list)
    silent: list[tuple[Step, int]] = field(default_factory=list)
    log_rows: list[str] = field(default_factory=list)

    @classmethod
    def named(cls, world, name) -> "Walker":
        visitor = visitor_of(world, name)
        client = TenantClient(raise_request_exception=False)
        client.force_login(visitor.user)
        return cls(world, visitor, client, SimpleCookie(client.cookies.output(header="", sep=";")))

    @property
    def doors(self) -> list[matrix.Door]:
        return [door for door in matrix.closed_doors() if self.visitor.role in door.roles]

    def ask(self, step: Step):
        self.client.cookies = SimpleCookie(self.cookies)  # a log-out or another role was taken back too
        response = step.ask(self.client, sheet_of(self.world.a))
        if response.streaming:
            response.content = b"".join(response)
        return response

    def walk(self, steps, only=None) -> None:
        walk = Walk(self.world.a)
        walk.add(steps)
        for step in walk.steps():
            if only is None or step.name in only:
                self.take(step, walk)

    def take(self, step: Step, walk: Walk) -> None:
        with transaction.atomic():
            response = self.look(step)
            walk.read(step, response)
            if goal := whither(response):
                walk.add([goal])
                walk.read(goal, self.look(goal))  # here stands what the POST has made
            transaction.set_rollback(True)
        end_tenant()

    def look(self, step: Step):
        """Ask, and compare what the answer was built of with the log. What only reads leaves no history: nobody would
        stand in it (settings.PGHISTORY_MIDDLEWARE_METHODS)."""

        def note_changes(execute, sql, *rest):
            changed = HAS_HISTORY.intersection(CHANGE.findall(str(sql))) - MADE_BY_NOBODY
            if changed and step.method == "GET":
                self.breaks.append(f"GET {step.path} changes {changed}")
            return execute(sql, *rest)

        with reads.spying("default") as seen, connection.execute_wrapper(note_changes):
            response = self.ask(step)
            seen = set(seen)
        reads.note(self.count, response, seen, self.owners)
        if response.status_code >= 500:
            self.breaks.append(f"{step.method} {step.name} {step.path}: {response.status_code}")
        if reads.showed_something(response):
            self.opened.add(step.name)
            rows = reads.texts_of(response.wsgi_request.id)
            self.log_rows += rows
            self.logged += [step] if rows else []
            self.silent += [] if rows else [(step, response.status_code)]
        return response

    def unopened(self) -> list[str]:
        """Doors that this one was the first to try, and that stayed shut: nobody has seen what lies behind them."""
        before = {visitor_of(self.world, name).role for name in WALKERS[: WALKERS.index(self.visitor.name)]}
        return [
            f"{door.name}: nothing opens it for {self.visitor.name}. Seed a row in tests/world.py, or say in "
            f"tests/matrix.py what its form sends, so that it can be walked."
            for door in self.doors
            if door.name not in self.opened and not door.roles & before
        ]

    def unlogged(self) -> list[str]:
        def is_of_the_log(fault):
            return fault.split(" ")[1] in OF_THE_LOG and fault.endswith("known by cases_citizen")

        return [fault for fault in self.count.unlogged if not is_of_the_log(fault)]

    def telling_rows(self) -> list[str]:
        """Rows of the log that hold a name, another free text of a citizen, or a CPR number."""
        return [row for row in self.log_rows if CPR.search(row) or self.world.canaries.seen_in(row)]


def visitor_of(world, name) -> matrix.Visitor:
    return next(member for member in matrix.members(world) if member.name == name)


def whither(response) -> Step | None:
    """The page that an answer sends on to, inside the house."""
    location = response.headers.get("HX-Redirect") or response.headers.get("Location") or ""
    return Step("GET", location) if location.startswith("/") else None


def give_reason(world) -> None:
    """The coordinator has said today why the colleague's case is opened."""
    anna, case = world.a.people["anna"], world.a.colleagues["case"]
    who = SimpleNamespace(municipality_id=anna.municipality_id, membership_id=anna.id)
    with acting_for(anna.municipality_id):
        note_reads(who, [case.citizen_id], kind=Look.READ, route="case_reason", purpose="covering")
    end_tenant()


@contextmanager
def log_out_of_order():
    """The runtime role may not write into the read log: revoked by the owner, for all to see."""
    owner = psycopg2.connect(**connections["owner"].get_connection_params())
    owner.autocommit = True
    try:
        owner.cursor().execute("REVOKE INSERT ON audit_readlog FROM igu_app")
        yield
    finally:
        owner.cursor().execute("GRANT INSERT ON audit_readlog TO igu_app")
        owner.close()


@pytest.mark.parametrize("name", ["anna A", "erik A", "lis A", "bo A", pytest.param("dorte A", marks=pytest.mark.e2e)])
@pytest.mark.long
def test_whoever_is_shown_is_in_the_log_and_without_it_nobody_is_shown(world, name, figure):
    check(world, name, figure)


def test_a_managers_own_pages_are_in_the_log_too(world, figure):
    """Those that a coordinator has not walked; all of them are in `make e2e`."""
    walked = {door.name for door in matrix.closed_doors() if "coordinator" in door.roles}

    check(world, "dorte A", figure, only={door.name for door in matrix.closed_doors()} - walked)


def check(world, name, figure, only=None):
    give_reason(world)
    walker = Walker.named(world, name)

    walker.walk(at_the_doors(walker.doors, world, walker.visitor), only)
    served, kept_shut = without_log(walker)

    figure(f"{walker.count}, log rows {len(walker.log_rows)} (with a name or CPR {len(walker.telling_rows())}): {name}")
    figure(f"P5: with the log out of order {len(walker.logged)} pages of citizens, served {len(served)}: {name}")
    faults = walker.unopened() + walker.breaks + walker.unlogged() + walker.telling_rows() + served + kept_shut
    assert not faults, "\n".join(faults)


def without_log(walker: Walker) -> tuple[list[str], list[str]]:
    """What was walked once more, while no log can be written: citizens that are shown, other pages that are not."""
    served, kept_shut = [], []
    with log_out_of_order():
        for step in once_a_page(walker.logged):
            if (status := status_of(walker, step)) not in (503, 404):  # 404: what a POST had made was taken back
                served.append(f"{step.method} {step.path}: {status}")
        for step in once_a_page(step for step, _status in walker.silent):
            if (status := status_of(walker, step)) >= 500:
                kept_shut.append(f"{step.method} {step.path}: {status}")
    return served, kept_shut


def once_a_page(steps) -> list[Step]:
    return list({(step.method, step.name, step.htmx, bool(step.data)): step for step in steps}.values())


def status_of(walker: Walker, step: Step) -> int:
    with transaction.atomic():
        status = walker.ask(step).status_code
        transaction.set_rollback(True)
    end_tenant()
    return status


def test_before_a_reason_is_given_the_colleagues_case_is_named_only_in_the_log(world):
    walker = Walker.named(world, "anna A")

    walker.walk(at_the_doors(walker.doors, world, walker.visitor), only={"case_reason", "case_detail"})

    assert "case_reason" in walker.opened
    assert walker.count.unlogged == walker.breaks == []


@pytest.mark.django_db(databases=["default", "task"])
def test_pages_before_the_tenant_read_nobody(world, figure):
    """Log-in, one's own log-in, health: there is no municipality yet, and so there are no citizens."""
    walker = Walker.named(world, "anna A")
    doors = [door for door in matrix.doors() if door.policy in ("public", "signed_in")]

    for door in doors:
        path = reverse(door.name, kwargs=dict.fromkeys(door.parameters, "x") or matrix.KEYS.get(door.name))
        walker.walk([Step("GET", path), Step("POST", path)], only={door.name})

    figure(f"P5: {len(doors)} pages without a tenant, citizens materialised {walker.count.citizens}")
    assert (walker.count.citizens, walker.breaks) == (0, [])


# --- holes that we plant: each must be found ---------------------------------------------------------


def plant(monkeypatch, name, view):
    """Put a body of our own behind a door that is there."""
    from cases import urls
    from igu.accounts.policy import policy

    pattern = next(pattern for pattern in (*urls.of_all, *urls.of_one) if getattr(pattern, "name", "") == name)
    monkeypatch.setattr(pattern, "callback", policy(*pattern.callback.policy_roles)(view))


def hole_a_view_goes_past_access(monkeypatch):
    cases = models.Case.objects.all
    plant(monkeypatch, "case_list", lambda request: HttpResponse(str(list(cases()))))


def hole_ids_are_fetched_as_plain_values(monkeypatch):
    ids = models.Agreement.objects.values_list
    plant(monkeypatch, "case_list", lambda request: HttpResponse(str(len(ids("citizen_id", flat=True)))))


def hole_names_are_fetched_without_ids(monkeypatch):
    names = models.Citizen.objects.values_list
    plant(monkeypatch, "case_list", lambda request: HttpResponse(str(list(names("first_name", flat=True)))))


def hole_ids_come_as_json(monkeypatch):
    def view(request):
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT json_agg(id) FROM cases_citizen")
            return HttpResponse(str(cursor.fetchone()))

    plant(monkeypatch, "case_list", view)


def hole_one_of_those_shown_is_not_noted(monkeypatch):
    note = access.note
    monkeypatch.setattr(access, "note", lambda request, ids, **how: note(request, list(ids)[1:], **how))


def hole_the_log_is_written_by_nobody(monkeypatch):
    monkeypatch.setattr(access, "note_reads", lambda *args, **how: None)


HOLES = [value for name, value in list(globals().items()) if name.startswith("hole_")]


@pytest.mark.usefixtures("statements_anew")
@pytest.mark.parametrize("hole", HOLES, ids=lambda hole: hole.__name__.removeprefix("hole_"))
def test_a_planted_hole_is_found(hole, world, monkeypatch, figure):
    hole(monkeypatch)
    walker = Walker.named(world, "dorte A")

    walker.walk([Step("GET", reverse("case_list"))], only={"case_list"})

    figure(f"P5: planted hole found, {len(walker.count.unlogged)} faults: {hole.__name__.removeprefix('hole_')}")
    assert walker.count.unlogged != []


def test_a_view_that_shows_on_when_the_log_fails_is_found(world, monkeypatch):
    def forgiving(request):
        try:
            with transaction.atomic():
                access.note(request, [world.a.own["citizen"].id], kind=Look.READ)
        except Exception:
            return HttpResponse("shown all the same")
        return HttpResponse("shown")

    plant(monkeypatch, "case_list", forgiving)
    walker = Walker.named(world, "dorte A")
    walker.walk([Step("GET", reverse("case_list"))], only={"case_list"})

    served, _kept_shut = without_log(walker)

    assert served != []


def test_a_door_that_nobody_could_open_is_told_with_what_to_seed(world):
    told = Walker.named(world, "anna A").unopened()

    assert next(text for text in told if text.startswith("case_list:")).endswith("so that it can be walked.")
