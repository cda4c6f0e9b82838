"""P1 inside a form: an id that is not theirs is worth as little as one that never existed, alone or in a list.

The forms are found by walking the pages; every field that carries an id of a row is tried, so that a formset or a list
of ticked rows on a page that is added tomorrow is tried too. A further kind of row that somebody may not reach (a
protected case) is one more line in `out_of_reach`.
"""

import re
import uuid
from dataclasses import replace
from http.cookies import SimpleCookie

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases import models
from igu.accounts.tenancy import acting_for
from tests import matrix
from tests.conftest import TenantClient, end_tenant
from tests.walk import Step, offers, rows_behind
from tests.world import build_world

pytestmark = pytest.mark.django_db
MANY = 10_000


@pytest.fixture
def world():
    return build_world()


@pytest.fixture
def as_anna(world):
    client = TenantClient(raise_request_exception=False)
    client.force_login(world.a.people["anna"].user)
    return client


def own_rows(world) -> dict[str, str]:
    """id → what it is, of the rows that can be reached."""
    rows = {str(row.pk): name for name, row in world.a.own.items() if hasattr(row, "pk")}
    return rows | {str(membership.pk): name for name, membership in world.a.people.items()}


def out_of_reach(world) -> dict[str, dict[str, str]]:
    """Kind → name of a row → its id."""
    foreign = {name: str(row.pk) for name, row in world.b.own.items() if hasattr(row, "pk")}
    foreign |= {name: str(membership.pk) for name, membership in world.b.people.items()}
    return {"foreign": foreign, "never": {name: str(uuid.uuid4()) for name in foreign}}


def forms_with_ids(client, world, visitor) -> dict[tuple, tuple[Step, str]]:
    """(URL, field, button) → a way to send it with one of the own ids, and that id."""
    mine, found = own_rows(world), {}
    for door in (door for door in matrix.closed_doors() if visitor.role in door.roles):
        path = reverse(door.name, kwargs=rows_behind(door, world, visitor)[0])
        answer = client.get(path)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html") and answer.content:
            for step in offers(answer.content, path, world.a):
                for name, value in step.data:
                    if value in mine and step.method == "POST" and step.name:
                        found.setdefault((step.name, name, step.data[-1][0]), (step, value))
    return found


def mixes(step: Step, name: str, mine: str, other: str) -> dict[str, Step]:
    """The other's id instead of mine, before it, behind it, twice, and among what is no id at all."""
    others = tuple(pair for pair in step.data if pair != (name, mine))
    lists = {
        "instead": [other],
        "before": [other, mine],
        "behind": [mine, other],
        "twice": [mine, other, other, mine],
        "among rubbish": ["", "x", "0", mine, other, "%00", f"{other}'"],
    }
    return {how: replace(step, data=(*others, *((name, value) for value in ids))) for how, ids in lists.items()}


def answer_of(client, world, step: Step) -> tuple:
    """Status, text, and whether a row of the other municipality has changed; the step is taken back."""
    before, cookies = matrix.fingerprint(world.b), SimpleCookie(client.cookies)
    with transaction.atomic():
        answer = step.ask(client)
        told = matrix.normalised((answer.status_code, matrix.text_of(answer)))
        if answer.content[:2] == b"PK":  # a workbook holds the moment of its making
            told = answer.status_code, " ".join(sorted(sheets_of(matrix.unzipped(answer.content))))
        changed = matrix.fingerprint(world.b) != before
        transaction.set_rollback(True)
    client.cookies = cookies  # another role, a log-out: taken back too
    end_tenant()
    return told, changed


@pytest.mark.parametrize("name", ["anna A", "dorte A", "erik A", "bo A"])
def test_an_id_out_of_reach_is_like_one_that_never_existed(world, name, figure):
    visitor = next(member for member in matrix.members(world) if member.name == name)
    client = TenantClient(raise_request_exception=False)
    client.force_login(visitor.user)
    names, unreached, asked, faults = own_rows(world), out_of_reach(world), 0, []

    for (view, field, _button), (step, mine) in forms_with_ids(client, world, visitor).items():
        steps = {
            (kind, how): mixed
            for kind, ids in unreached.items()
            for how, mixed in mixes(step, field, mine, ids[names[mine]]).items()
        }
        answers = {key: answer_of(client, world, mixed) for key, mixed in steps.items()}
        asked += len(answers)
        for (kind, how), (told, changed) in answers.items():
            where = f"{view}: {field} {how} {kind}"
            faults += [f"{where}: a foreign row has changed"] if changed else []
            faults += [f"{where}: {told[0]}"] if told[0] >= 500 else []
            if told != answers["never", how][0]:  # what only a random token made is gone the second time
                again = [answer_of(client, world, steps[key, how])[0] for key in (kind, "never")]
                faults += [f"{where}: differs from never existed"] if again[0] != again[1] else []
            seen = world.canaries.seen_in(told[1]).values()
            faults += [f"{where}: shows {place}" for place in seen if place[0] == world.b.letter]

    figure(f"P1: ids in forms {asked} combinations, faults {len(faults)}: {name}")
    assert not faults, "\n".join(faults)


# --- the ticked rows of the list --------------------------------------------------------------------------


def ticked(client, world, ids):
    """Hand the ticked cases to Amir."""
    data = (*(("sag", str(one)) for one in ids), ("koordinator", str(world.a.people["amir"].pk)))
    return Step("POST", reverse("case_bulk"), data).ask(client)


def hand_over(client, world, ids):
    """The same, with whose the cases of both municipalities are afterwards."""
    answer = ticked(client, world, ids)
    return answer, {tenant.letter: coordinators(tenant) for tenant in (world.a, world.b)}


def coordinators(tenant) -> dict:
    with acting_for(tenant.municipality.id):
        return dict(models.Case.objects.order_by("id").values_list("id", "coordinator_id"))


def test_a_mixed_list_changes_the_own_cases_and_nothing_else(world, as_anna):
    mine, foreign = world.a.own["case"].pk, [world.b.own["case"].pk, world.b.colleagues["case"].pk]
    before, amir = coordinators(world.b), world.a.people["amir"].pk

    answer, after = hand_over(as_anna, world, [*foreign, mine, uuid.uuid4(), "no id", mine])

    assert answer.status_code == 302
    assert (after["B"], after["A"][mine]) == (before, amir)


@pytest.mark.parametrize("reverse_order", [False, True])
def test_in_any_order_the_own_alone_is_handed_over(world, as_anna, reverse_order):
    ids, before = [world.a.own["case"].pk, world.b.own["case"].pk, uuid.uuid4()], coordinators(world.a)

    _answer, after = hand_over(as_anna, world, reversed(ids) if reverse_order else ids)

    assert {case for case in before if after["A"][case] != before[case]} == {ids[0]}


def test_a_coordinator_of_another_municipality_gets_no_case(world, as_anna):
    mine = world.a.own["case"].pk
    before = coordinators(world.a)

    for stranger in (world.b.people["anna"].pk, uuid.uuid4()):
        data = (("sag", str(mine)), ("koordinator", str(stranger)))
        assert Step("POST", reverse("case_bulk"), data).ask(as_anna).status_code == 302

    assert coordinators(world.a) == before


def test_the_file_of_a_mixed_list_is_that_of_the_own_alone(world, as_anna):
    mine = ("sag", str(world.a.own["case"].pk))
    files = [
        Step("POST", reverse("case_bulk"), (mine, ("sag", str(other)), ("xlsx", "1"))).ask(as_anna)
        for other in (world.b.own["case"].pk, uuid.uuid4(), world.a.own["case"].pk)
    ]

    foreign, never, alone = (matrix.unzipped(file.content) for file in files)
    assert sheets_of(foreign) == sheets_of(never) == sheets_of(alone)
    assert all(place[0] != "B" for place in world.canaries.seen_in(foreign.decode(errors="replace")).values())


def sheets_of(content: bytes) -> set[str]:
    """The canaries and numbers that stand in a workbook: the moment of its making stands there too."""
    return set(re.findall(r"k[ab][0-9a-f]{5}|2026-\w+", content.decode(errors="replace")))


def test_ten_thousand_ids_are_refused_with_help_and_change_nothing(world, as_anna, figure):
    before = coordinators(world.a), coordinators(world.b)
    mine, foreign = world.a.own["case"].pk, world.b.own["case"].pk

    for other in (foreign, uuid.uuid4()):
        answer, after = hand_over(as_anna, world, [mine, *[other] * (MANY - 1)])
        assert (answer.status_code, (after["A"], after["B"])) == (400, before)
        assert "<h1" in answer.content.decode()
    figure(f"P1: {MANY} ids in one list: refused with help, changed 0")


def test_as_many_ids_as_are_let_in_cost_no_more_statements_than_one(world, as_anna):
    mine, asked = world.a.own["case"].pk, []

    for others in (0, 1_900):
        with transaction.atomic(), CaptureQueriesContext(connection) as queries:
            ticked(as_anna, world, [mine, *(uuid.uuid4() for _ in range(others))])
            asked.append(len(queries))
            assert coordinators(world.a)[mine] == world.a.people["amir"].pk
            transaction.set_rollback(True)

    assert asked[0] == asked[1]
