"""The manager's page."""

import re

import pytest
from django.urls import reverse
from lxml import html

from reports.figures import REPORTS
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(demo_until_taken_back):
    with demo_until_taken_back(TODAY):
        yield


@pytest.fixture
def manager(demo, client, db):
    from igu.accounts.models import User

    client.force_login(User.objects.get(email="dorte@demo.test"))
    return client


def test_the_manager_sees_a_conclusion_a_chart_and_the_numbers(manager):
    page = manager.get(reverse("overview")).text

    assert "åbne sager." in page
    assert page.count('<svg class="draw chart"') == 8
    assert page.count("Tal i tabel") == 8


def test_the_key_figures_are_those_of_the_cards(manager):
    page = html.fromstring(manager.get(reverse("overview")).text)
    figures = {
        figure.findtext("dt"): " ".join(dd.text for dd in figure.findall("dd"))
        for figure in page.xpath("//dl[@class='kpis']/div")
    }
    leads = [lead.text for lead in page.xpath("//p[@class='lead']")]

    assert list(figures) == [
        "Aftaler i gang",
        "Opfølgninger til tiden",
        "Gennemført eller positivt frafald",
        "For sent i dag",
        "Må starte en IGU i dag",
    ]
    share, done, of = re.match(r"(\d+ %) (\d+) af (\d+), mål 90 %", figures["Opfølgninger til tiden"]).groups()
    assert leads[1].startswith(f"{share} af det, der skulle nås, blev nået til tiden: {done} af {of}.")
    may, of = re.match(r"(\d+) af (\d+) uden aftale", figures["Må starte en IGU i dag"]).groups()
    assert leads[3].startswith(f"{may} af {of} borgere uden aftale må starte i dag.")


def test_calls_to_the_two_parties_are_told_apart(manager):
    page = html.fromstring(manager.get(reverse("overview")).text)
    rows = [row.text for row in page.xpath("//th[@scope='row']")]

    assert (rows.count("Opkald til borger"), rows.count("Opkald til virksomhed")) == (1, 1)
    assert not [row for row in rows if row.startswith("after ")]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("name", sorted(REPORTS))
def test_each_report_is_there_as_a_file(manager, name, kind):
    answer = manager.get(reverse("report_file", args=[name, kind]))

    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith(f'attachment; filename="{name}-')


def test_a_report_that_does_not_exist_is_not_found(manager):
    assert manager.get("/overblik/horoskop.csv").status_code == 404


@pytest.mark.parametrize("query", ["first=31-02-2026", "first=01-01-2027&last=01-01-2026", "first=&last=", "last=x%EF"])
def test_a_period_that_cannot_be_read_leaves_the_usual_one(manager, query):
    assert manager.get(f"{reverse('overview')}?{query}").status_code == 200


def test_coordinators_have_no_such_page(client, anna):
    client.force_login(anna.user)

    assert client.get(reverse("overview")).status_code == 404


def test_the_page_asks_few_queries_however_many_cases(manager, django_assert_max_num_queries):
    with django_assert_max_num_queries(22):
        manager.get(reverse("overview"))
