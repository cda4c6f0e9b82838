"""The stock people of every test, and a client that ends its tenant with the request, as production does."""

import datetime as dt
import functools
import gc
import os
import re
from contextlib import nullcontext, suppress
from dataclasses import dataclass

import pytest
import time_machine
from django.db import OperationalError, connection, connections
from django.test import Client
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation
from hypothesis import settings

from tests.browser import (  # noqa: F401
    assert_accessible,
    base_url,
    browser_context_args,
    browser_type_launch_args,
    complaints,
    leave_out_without_chromium,
    page,
    visit,
)
from tests.reads import every_read_is_logged  # noqa: F401

settings.register_profile("untimed", deadline=None)  # no test fails because the machine is busy
settings.load_profile("untimed")

TODAY = dt.date(2026, 11, 25)
OUR_APPS = {"employers", "cases", "education", "followup", "portal", "reports"}


@pytest.hookimpl(trylast=True)  # after they were shuffled
def pytest_collection_modifyitems(items):
    """Long tests begin. Tests with real transactions flush as the owner, as do browser tests: who runs owns nothing."""
    leave_out_without_chromium(items)
    for item in items:
        if item.get_closest_marker("browser") and not item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.django_db(transaction=True))
        marker = item.get_closest_marker("django_db")
        if marker and marker.kwargs.get("transaction"):
            marker.kwargs.setdefault("databases", ["default", "owner", "task"])
    items.sort(key=lambda item: (has_real_transactions(item), not item.get_closest_marker("long")))


def has_real_transactions(item) -> bool:
    """Such tests come last: what they flush others stand on, and an open browser keeps the thread's event loop."""
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))


@pytest.fixture(scope="session")
def django_db_setup(
    request,
    django_test_environment,
    django_db_modify_db_settings,
    django_db_blocker,
    django_db_keepdb,
    django_db_createdb,
):
    """The runtime roles' database is the owner's: made also when the chosen tests ask for a role alone."""
    with django_db_blocker.unblock():
        made = setup_databases(
            verbosity=request.config.option.verbose,
            interactive=False,
            keepdb=django_db_keepdb and not django_db_createdb,
        )
        with connections["owner"].cursor() as cursor:  # no job is late, at the end of a long run either
            cursor.execute("UPDATE outbox_jobrun SET known_since = now() + interval '1 day'")
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            connections.close_all()  # the runtime roles let go before the owner drops it
            with suppress(OperationalError):  # a browser still waits for a page: the next run takes the database away
                teardown_databases(made, verbosity=request.config.option.verbose)


@pytest.fixture(autouse=True)
def own_language():
    """A page in English leaves its language to the thread; the next test must not read it."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def clock():
    """The day on which tests/clocks.py wants this run to be; else today."""
    day = os.environ.get("IGU_TEST_CLOCK")
    with time_machine.travel(dt.datetime.fromisoformat(f"{day}T12:00+01:00")) if day else nullcontext():
        yield


@pytest.fixture
def statements_anew():
    """Statements are written once (decision 0023): where a wall is taken away, none is kept before it or after it."""
    forget_statements()
    yield
    forget_statements()


def forget_statements():
    for function in [thing for thing in gc.get_objects() if type(thing) is functools._lru_cache_wrapper]:
        if function.__module__.partition(".")[0] in OUR_APPS:
            function.cache_clear()


def end_tenant():
    """In a test the request's transaction is a savepoint, after which a LOCAL setting lives on: wipe it, uncounted."""
    if connection.connection and connection.in_atomic_block and not connection.needs_rollback:
        with connection.connection.cursor() as cursor:
            cursor.execute("SELECT set_config('igu.municipality', '', true)")


class TenantClient(Client):
    def request(self, **request):
        end_tenant()
        try:
            answer = super().request(**request)
        finally:
            end_tenant()
        assert answer.streaming or "‽".encode() not in answer.content, unknown_variables(answer)
        return answer


def unknown_variables(answer):
    """A page names a variable that nobody gave it: an empty place in production, where something was meant to stand."""
    return set(re.findall("‽.*?‽", answer.content.decode()))


@pytest.fixture
def client():
    return TenantClient()


@dataclass
class Person:
    """A stock person: log in by `client.force_login(anna.user)`; services take `anna.actor`."""

    user: object
    membership: object
    actor: object


@pytest.fixture
def aalborg(db):
    from igu.accounts.models import Municipality

    return Municipality.objects.get(code="0851")


@pytest.fixture
def odense(db):
    from igu.accounts.models import Municipality

    return Municipality.objects.get(code="0461")


@pytest.fixture
def person(db):
    """Make a person in a municipality: `person("anna@igu.test", aalborg, Role.COORDINATOR)`."""

    def make(email, municipality, role, scope="", **user_fields):
        from igu.accounts.models import Membership, User
        from igu.accounts.policy import find_actor
        from igu.accounts.tenancy import acting_for

        fields = {"name": email.split("@")[0].title(), "is_demo": True} | user_fields
        user = User.objects.filter(email=email).first() or User.objects.create_user(
            email, "a long pass phrase", **fields
        )
        with acting_for(municipality.id):
            membership = Membership.objects.create(
                municipality=municipality, user=user, role=role, scope=str(scope), from_on=dt.date(2020, 1, 1)
            )
            actor = find_actor(user.pk, str(membership.pk))
        return Person(user, membership, actor)

    return make


@pytest.fixture
def anna(person, aalborg):
    return person("anna@igu.test", aalborg, "coordinator")


@pytest.fixture
def dorte(person, aalborg):
    return person("dorte@igu.test", aalborg, "manager")


@pytest.fixture
def erik(person, aalborg):
    return person("erik@igu.test", aalborg, "administrator")


@pytest.fixture
def lis(person, aalborg):
    return person("lis@igu.test", aalborg, "log_reviewer")


@pytest.fixture
def carla(person, odense):
    """Coordinator of another municipality: must see nothing of Aalborg's."""
    return person("carla@igu.test", odense, "coordinator")


@pytest.fixture
def make_case(db):
    """Open a case with its citizen as this person: `make_case(anna, last_name="Tekle", cpr="7403910001")`.

    Fields of the case (stage, counted_hours …) are set on it afterwards, as services of upper apps would.
    """

    def make(person, *, coordinator="own", cpr="", today=TODAY, first_name="Selam", last_name="Tekle", **fields):
        from cases import models, services
        from igu.accounts.tenancy import acting_for

        on_case = {field.name for field in models.Case._meta.local_fields} & set(fields)
        citizen = {"first_name": first_name, "last_name": last_name, "birth_on": dt.date(1991, 3, 14)}
        citizen |= {"no_cpr_reason": "" if cpr else "new arrival"}
        citizen |= {name: value for name, value in fields.items() if name not in on_case}
        coordinator = person.membership if coordinator == "own" else coordinator
        with acting_for(person.actor.municipality_id):
            case = services.open_case(
                person.actor,
                citizen=citizen,
                cpr=cpr,
                coordinator_id=coordinator and coordinator.id,
                today=today,
            )
            if on_case:
                models.Case.objects.filter(id=case.id).update(**{name: fields[name] for name in on_case})
                case.refresh_from_db()
            return case

    return make


@pytest.fixture
def make_employer(db):
    """Make a firm as this person's municipality knows it: `make_employer(anna, name="Klintholm")`."""

    def make(person, *, cvr="36977191", name="Klintholm Rengøring ApS", **fields):
        from employers.models import Employer
        from igu.accounts.tenancy import acting_for

        with acting_for(person.actor.municipality_id):
            return Employer.objects.create(municipality_id=person.actor.municipality_id, cvr=cvr, name=name, **fields)

    return make


@pytest.fixture
def make_agreement(make_employer):
    """Make the agreement of a case: `make_agreement(anna, case, start_on=…)`; the firm is made where none is given."""

    def make(person, case, *, employer=None, start_on=dt.date(2026, 3, 2), today=TODAY, **fields):
        from cases import services
        from igu.accounts.tenancy import acting_for

        with acting_for(person.actor.municipality_id):
            return services.make_agreement(
                person.actor,
                case=case,
                employer=employer or make_employer(person),
                start_on=start_on,
                today=today,
                **fields,
            )

    return make


@pytest.fixture
def ask():
    """Make the request that a person's access functions get, outside any view: `ask(anna)`."""

    def make(person, path="/", **kwargs):
        from types import SimpleNamespace

        from django.test import RequestFactory

        request = RequestFactory().get(path, **kwargs)
        request.actor, request.id = person.actor, "0" * 32
        request.resolver_match = SimpleNamespace(view_name="a_page")
        return request

    return make


@pytest.fixture
def bent(person, aalborg):
    """Anna's colleague."""
    return person("bent@igu.test", aalborg, "coordinator")


@pytest.fixture
def figure(record_property):
    """Say a promise's figure aloud: `figure("P1: 4,000 combinations, leaks 0")` stands under the run."""

    def say(text):
        record_property("figure", str(text))

    return say


def pytest_terminal_summary(terminalreporter):
    reports = [report for reports in terminalreporter.stats.values() for report in reports]
    figures = [
        value
        for report in reports
        if getattr(report, "when", "") == "call"
        for name, value in report.user_properties
        if name == "figure"
    ]
    if figures:
        terminalreporter.section("figures")
        for text in sorted(figures):
            terminalreporter.line(text)
