"""The plan tab."""

import datetime as dt

import pytest
from django.urls import reverse

from education.models import PlanLine
from igu.accounts.tenancy import acting_for
from tests.education.conftest import COURSE

pytestmark = pytest.mark.django_db
TYPED = COURSE | {"start_on": "13-04-2026", "end_on": "17-04-2026", "hours": "37"}


@pytest.fixture
def case(anna, aalborg, make_case):
    with acting_for(aalborg.id):
        return make_case()


@pytest.fixture
def line(aalborg, case):
    with acting_for(aalborg.id):
        return PlanLine.objects.create(municipality=aalborg, agreement=case.agreement, **COURSE)


def lines_of(municipality):
    with acting_for(municipality.id):
        return list(PlanLine.objects.values_list("title", "hours", "status"))


def test_a_course_is_added_and_shown(client, anna, aalborg, case):
    client.force_login(anna.user)

    answer = client.post(reverse("plan_line_new", args=[case.id]), TYPED, follow=True)

    assert answer.redirect_chain == [(reverse("plan_panel", args=[case.id]), 302)]
    assert "Rengøringsteknik" in answer.text
    assert lines_of(aalborg) == [("Rengøringsteknik", 37, "planned")]


def test_a_course_that_ends_before_it_starts_is_kept_in_the_form(client, anna, aalborg, case):
    client.force_login(anna.user)

    answer = client.post(reverse("plan_line_new", args=[case.id]), TYPED | {"end_on": "01-04-2026"})

    assert answer.status_code == 422
    assert 'value="Rengøringsteknik"' in answer.text
    assert lines_of(aalborg) == []


def test_a_line_somebody_else_changed_is_shown_beside_what_was_typed(client, anna, aalborg, case, line):
    client.force_login(anna.user)
    url = reverse("plan_line_edit", args=[case.id, line.id])
    client.post(url, TYPED | {"title": "Hygiejne", "version": 1})

    answer = client.post(url, TYPED | {"title": "Ergonomi", "version": 1})

    assert answer.status_code == 409
    assert "Hygiejne" in answer.text
    assert 'value="Ergonomi"' in answer.text
    assert lines_of(aalborg) == [("Hygiejne", 37, "planned")]


def test_a_line_is_found_only_through_its_own_case(client, anna, aalborg, line, make_case):
    with acting_for(aalborg.id):
        other = make_case(number="2026-0002")
    client.force_login(anna.user)

    assert client.get(reverse("plan_line_edit", args=[other.id, line.id])).status_code == 404


@pytest.mark.parametrize("count", [1, 50])
def test_the_tab_asks_the_same_number_of_queries(client, anna, aalborg, case, count, django_assert_max_num_queries):
    with acting_for(aalborg.id):
        for week in range(count):
            day = dt.date(2026, 4, 13) + dt.timedelta(weeks=week)
            fields = COURSE | {"start_on": day, "end_on": day}
            PlanLine.objects.create(municipality=aalborg, agreement=case.agreement, **fields)
    client.force_login(anna.user)

    with django_assert_max_num_queries(14):
        assert client.get(reverse("plan_panel", args=[case.id])).status_code == 200


def test_the_plan_is_made_by_the_worker_behind_the_same_walls(client, anna, carla, aalborg, case, line):
    from cases import documents
    from cases.models import Document

    client.force_login(anna.user)
    client.post(reverse("plan_document_ask", args=[case.id]))
    with acting_for(aalborg.id):
        document = Document.objects.get()
    url = reverse("document_download", args=[case.id, document.id])
    assert client.get(url).status_code == 404

    documents.make(aalborg.id, document.id)

    answer = client.get(url)
    assert answer["Content-Disposition"] == 'attachment; filename="2026-0001-education_plan.pdf"'
    assert answer.content.startswith(b"%PDF-")
    client.force_login(carla.user)
    assert client.get(url).status_code == 404
