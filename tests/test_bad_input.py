"""P8: bad input never breaks anything, and nothing is half saved. Every form of every page is found and ill-treated."""

from functools import partial

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings

from tests import bad_input
from tests.bad_input import Request, Tally
from tests.conftest import TenantClient, end_tenant
from tests.filled_forms import all_forms
from tests.world import build_world

pytestmark = pytest.mark.django_db
ROLES = {"dorte": "manager", "erik": "administrator", "bo": "employer", "lis": "log_reviewer"}


def ill_treat(requests: int, *, always_new: bool = False) -> Tally:
    """Send so many bad requests, each in a savepoint that is taken back: the same each time, or new ones."""
    world, tally, forms, clients = build_world(), Tally(), [], {}
    for name, role in ROLES.items():
        clients[name] = TenantClient(raise_request_exception=False)
        clients[name].force_login(world.a.people[name].user)
        forms += [(name, form) for form in all_forms(world, clients[name], role, links=True)]
    home = world.a.municipality.id
    before = bad_input.fingerprint(home)

    def changed():
        end_tenant()
        now = bad_input.fingerprint(home)
        return [table for table in now if now[table] != before[table]]

    tickets = {name: client.cookies.copy() for name, client in clients.items()}

    def try_one(name, request):
        clients[name].cookies = tickets[name].copy()  # one of the requests logs out
        with transaction.atomic():
            bad_input.judge(request, bad_input.send(clients[name], request), changed, tally)
            transaction.set_rollback(True)
        end_tenant()

    def try_cpr(name, form, text):
        clients[name].cookies = tickets[name].copy()
        with transaction.atomic():
            answer = bad_input.send(clients[name], bad_input.with_cpr(form, text.name))
            bad_input.judge_cpr(form, text.name, answer, tally)
            transaction.set_rollback(True)
        end_tenant()

    for name, form in forms:
        for text in form.free_texts:
            try_cpr(name, form, text)
    for name in clients:
        own = [form for whose, form in forms if whose == name]
        hammer(own, max(requests * len(own) // len(forms), 10), partial(try_one, name), always_new)
    tally.forms = len(forms)
    return tally


def hammer(forms, times: int, try_one, always_new: bool) -> None:
    """Draw so many bad requests to these forms and hand each on."""

    @settings(
        max_examples=times,
        deadline=None,
        database=None,
        derandomize=not always_new,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(bad_input.bad_requests(forms))
    def one(request):
        try_one(request)

    one()


def check(tally: Tally, figure) -> None:
    figure(tally)
    assert tally.faults[:5] == []
    assert tally.half_saved[:5] == []
    assert tally.wordless[:5] == []
    assert tally.texts > 35
    assert tally.keeps_cpr == []


@pytest.mark.long
def test_bad_input_gets_words_and_saves_nothing(figure):
    check(ill_treat(500), figure)


@pytest.mark.e2e
def test_bad_input_by_the_thousand(figure):
    tally = ill_treat(6_000, always_new=True)

    check(tally, figure)
    assert tally.cases >= 5_000


def test_the_judge_sees_a_half_save_a_fault_and_foreign_words():
    """The scale itself is weighed: each kind of failure is seen."""
    from django.http import HttpResponse

    tally, request = Tally(), Request("POST", "/x/")
    page = "<html><main><div class='error-summary'>{}</div></main></html>"
    good = page.format("Startdato mangler. Intet er gemt. Skriv datoen.")

    bad_input.judge(request, HttpResponse(status=500), list, tally)
    bad_input.judge(request, HttpResponse(good, status=422), lambda: ["cases_case"], tally)
    bad_input.judge(request, HttpResponse(page.format("Enter a valid date."), status=422), list, tally)
    bad_input.judge(request, HttpResponse(good, status=422), list, tally)

    assert (len(tally.faults), len(tally.half_saved), len(tally.wordless), tally.refused) == (1, 1, 1, 3)
