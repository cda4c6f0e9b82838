"""The list of those who will lose the chance to start an IGU, and when."""

import datetime as dt
import io

import pytest
import time_machine
from django.urls import reverse
from openpyxl import load_workbook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_read_is_logged")]
TODAY = dt.date(2026, 11, 25)
FITS = {"basis": "7", "address_since": dt.date(2015, 5, 1)}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-11-25T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def as_anna(client, anna):
    client.force_login(anna.user)
    return client


def rows(client, **query):
    found = client.get(reverse("chance_list"), query).context["chances"]
    return [(row.name, row.why, row.last_on) for row in found.rows]


def test_who_loses_the_chance_first_stands_on_top_with_the_reason(as_anna, anna, make_case):
    make_case(anna, first_name="Scheme", **FITS)
    make_case(anna, first_name="Address", **FITS | {"address_since": dt.date(2007, 2, 1)})
    make_case(anna, first_name="Age", birth_on=dt.date(1977, 1, 10), **FITS)
    make_case(anna, first_name="Permit", permit_until=dt.date(2029, 5, 31), **FITS)

    assert rows(as_anna) == [
        ("Age Tekle", "Fylder 50", dt.date(2027, 1, 9)),
        ("Address Tekle", "20 år med adresse: så skal et menneske vurdere", dt.date(2027, 1, 31)),
        ("Permit Tekle", "Opholdstilladelsen bliver kortere end de to år", dt.date(2027, 6, 1)),
        ("Scheme Tekle", "Ordningen tager ikke flere ind", dt.date(2027, 12, 31)),
    ]
    assert [row[0] for row in rows(as_anna, inden="3")] == ["Age Tekle", "Address Tekle"]
    assert [row[0] for row in rows(as_anna, aarsag="opholdstilladelse")] == ["Permit Tekle"]
    assert [row[0] for row in rows(as_anna, inden="3", aarsag="ordning")] == []


def test_who_may_not_start_stands_in_a_view_of_their_own(as_anna, anna, make_case):
    make_case(anna, birth_on=dt.date(1970, 1, 10), **FITS)

    assert rows(as_anna) == []
    assert rows(as_anna, inden="kan-ikke") == [("Selam Tekle", "Er 50 eller ældre", None)]


def test_a_course_under_way_and_a_closed_case_are_left_out(as_anna, anna, make_case, make_agreement):
    begun = make_agreement(anna, make_case(anna, **FITS))
    make_case(anna, closed_on=TODAY, closed_why="done", **FITS)
    ahead = make_case(anna, first_name="Olena", **FITS | {"birth_on": dt.date(1977, 1, 10)})
    make_agreement(anna, ahead, employer=begun.employer, start_on=dt.date(2027, 2, 1))

    [row] = as_anna.get(reverse("chance_list")).context["chances"].rows
    assert row.name == "Olena Tekle" and row.comes_too_late
    assert "For sent" in as_anna.get(reverse("chance_list")).content.decode()


def test_a_coordinator_sees_the_own_cases_first_and_never_a_colleagues_protected(as_anna, anna, bent, make_case):
    make_case(bent, first_name="Open", **FITS)
    make_case(bent, first_name="Secret", is_protected=True, protected_on=TODAY, **FITS)

    assert rows(as_anna) == []
    assert "Ingen her" in as_anna.get(reverse("chance_list")).content.decode()
    assert [row[0] for row in rows(as_anna, alle="1")] == ["Open Tekle"]
    body = as_anna.get(reverse("chance_export_csv"), {"alle": "1"}).content.decode()
    assert "Open" in body and "Secret" not in body


def test_an_unknown_filter_shows_everything(as_anna, anna, make_case):
    make_case(anna, **FITS)

    assert len(rows(as_anna, inden="x", aarsag="=1")) == 1


def test_the_file_holds_the_same_rows_and_runs_no_formula(as_anna, anna, make_case):
    make_case(anna, first_name="=1+1", **FITS)

    csv = as_anna.get(reverse("chance_export_csv")).content.decode()
    book = load_workbook(io.BytesIO(as_anna.get(reverse("chance_export_xlsx")).content))

    assert "'=1+1 Tekle" in csv and "31-12-2027" in csv
    head, row = book.active.iter_rows(min_row=1, max_row=2)
    assert head[4].value == "Sidste mulige start" and row[4].value.date() == dt.date(2027, 12, 31)
    assert row[0].value == "=1+1 Tekle" and row[0].data_type == "s"


def test_the_list_costs_the_same_however_long_it_is(as_anna, anna, make_case, django_assert_max_num_queries):
    for count in (1, 12):
        for n in range(count):
            make_case(anna, first_name=f"Selam{n}", **FITS)
        with django_assert_max_num_queries(12):
            as_anna.get(reverse("chance_list"))


def test_more_than_the_page_can_judge_is_said(as_anna, anna, make_case, monkeypatch):
    monkeypatch.setattr("cases.chances.access.AT_MOST", 1)
    make_case(anna, first_name="Younger", **FITS)
    make_case(anna, first_name="Older", **FITS | {"birth_on": dt.date(1980, 1, 1)})

    page = as_anna.get(reverse("chance_list"))

    assert [row.name for row in page.context["chances"].rows] == ["Older Tekle"]
    assert "ældste borgere" in page.content.decode()
