"""Saved views in the list of cases."""

import pytest
import time_machine

from cases.models import SavedView
from igu.accounts.tenancy import acting_for
from tests.cases.many import make_many

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_read_is_logged")]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-11-25T10:00:00+01:00", tick=False):
        yield


def tabs(page):
    return {tab.label: tab for tab in page.context["cases"].tabs}


def save(client, query="visning=alle&gruppe=ukraine", **typed):
    return client.post("/sager/visninger/ny/", {"name": "Ukraine", "query": query} | typed)


def test_the_list_offers_to_keep_what_it_shows(client, anna):
    client.force_login(anna.user)

    page = client.get("/sager/?gruppe=ukraine&sorter=navn&efter=x")

    assert b'href="/sager/visninger/ny/?gruppe=ukraine&amp;sorter=navn"' in page.content


def test_a_kept_view_stands_above_the_list_and_shows_what_it_showed(client, anna, make_case):
    client.force_login(anna.user)
    make_case(anna, first_name="Olena", group="ukraine")
    make_case(anna, first_name="Selam")

    page = client.get(save(client)["Location"])

    assert [row.name for row in page.context["cases"].rows] == ["Olena Tekle"]
    assert tabs(page)["Ukraine"].is_current and not tabs(page)["Alle"].is_current


def test_a_list_begins_with_the_view_its_owner_has_chosen(client, anna, bent, make_case):
    client.force_login(anna.user)
    make_case(bent, first_name="Olena", group="ukraine")
    save(client, is_start="on", is_shared="on")

    assert [row.name for row in client.get("/sager/").context["cases"].rows] == ["Olena Tekle"]
    assert client.get("/sager/?visning=mine").context["cases"].rows == []

    client.force_login(bent.user)
    page = client.get("/sager/")
    assert page.context["cases"].view.key == "mine" and "Ukraine" in tabs(page)


def test_the_next_page_of_the_chosen_view_is_its_next_page(client, anna, bent, make_employer):
    client.force_login(anna.user)
    make_many(bent, make_employer(bent), 60)
    save(client, query="visning=alle", is_start="on")
    first = client.get("/sager/").context["cases"]

    next_page = client.get(f"/sager/{first.next}").context["cases"]
    by_name = client.get(f"/sager/{first.columns[0].link}").context["cases"]

    assert {len(page.rows): page.view.key for page in (first, next_page, by_name)} == {50: "alle", 10: "alle"}


def test_a_colleague_sees_a_shared_view_and_cannot_change_it(client, anna, bent, aalborg):
    client.force_login(anna.user)
    save(client, is_shared="on")
    with acting_for(aalborg.id):
        view = SavedView.objects.get()

    client.force_login(bent.user)
    page = client.get("/sager/visninger/")
    assert "Ukraine" in page.content.decode() and f"/sager/visninger/{view.id}/".encode() not in page.content
    assert client.get(f"/sager/visninger/{view.id}/").status_code == 404
    assert client.post(f"/sager/visninger/{view.id}/slet/").status_code == 404


def test_a_name_that_is_taken_is_said_and_what_was_typed_stays(client, anna):
    client.force_login(anna.user)
    save(client)

    page = save(client, query="visning=alle")

    assert page.status_code == 422
    assert "Du har allerede en visning" in page.content.decode()
    assert 'value="visning=alle"' in page.content.decode()


def test_a_view_is_renamed_and_thrown_away(client, anna, aalborg):
    client.force_login(anna.user)
    save(client)
    with acting_for(aalborg.id):
        view = SavedView.objects.get()

    client.post(f"/sager/visninger/{view.id}/", {"name": "Ukraine-loven", "version": 1})
    assert "Ukraine-loven" in client.get("/sager/visninger/").content.decode()
    client.post(f"/sager/visninger/{view.id}/slet/")
    assert "Ukraine-loven" not in client.get("/sager/visninger/").content.decode()


def test_saved_views_cost_the_list_no_query(client, anna, django_assert_max_num_queries):
    client.force_login(anna.user)
    for number in range(5):
        save(client, name=f"Ukraine {number}")

    with django_assert_max_num_queries(12):
        assert {f"Ukraine {number}" for number in range(5)} <= set(tabs(client.get("/sager/?visning=alle")))


def test_a_view_that_is_sent_twice_is_kept_once(client, anna, aalborg):
    client.force_login(anna.user)
    token = "7b6ea1c2-9f0e-4a8e-a7a5-0c7e2f1f9d11"

    assert save(client, token=token)["Location"] == save(client, token=token)["Location"]
    with acting_for(aalborg.id):
        assert SavedView.objects.count() == 1
