"""The list of cases, its files and its search."""

import csv
import io
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from cases import listing, models, search
from employers.models import Employer
from igu.accounts.tenancy import acting_for
from igu.audit.models import Look, ReadLog
from tests.cases.many import empty, make_many

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_read_is_logged")]
FILTERS = [
    "",
    "?visning=alle",
    "?visning=uden-koordinator",
    "?visning=slutter",
    "?visning=stille",
    "?visning=bagud",
    "?fase=running",
    "?fase=closed",
    "?koordinator=ingen",
    "?virksomhed=36977191",
    "?gruppe=ukraine",
    "?slutter=31-12-2026",
    "?sorter=navn",
    "?sorter=-slutter",
    "?sorter=sag",
]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-11-25T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def as_anna(client, anna):
    client.force_login(anna.user)
    return client


def names(page):
    return [row.name for row in page.context["cases"].rows]


def listed(client, query=""):
    return names(client.get(f"/sager/{query}"))


def test_the_list_shows_the_own_cases_and_notes_whom(as_anna, anna, bent, aalborg, make_case, make_agreement):
    own = make_case(anna, first_name="Åse")
    make_agreement(anna, own)
    make_case(bent, first_name="Bo")

    page = as_anna.get("/sager/")

    assert names(page) == ["Åse Tekle"]
    [row] = page.context["cases"].rows
    assert (row.day, row.of_days, row.stage, row.employer, row.ends) == (
        "269",
        "731",
        "I gang",
        "Klintholm Rengøring ApS",
        "01-03-2028",
    )
    with acting_for(aalborg.id):
        assert list(ReadLog.objects.values_list("citizen_id", "kind")) == [(own.citizen_id, Look.LIST)]


def test_colleagues_of_one_role_ask_with_one_statement_and_each_sees_the_own_cases(client, anna, bent, make_case):
    make_case(anna, first_name="Anna")
    make_case(bent, first_name="Bo", is_protected=True, protected_on="2026-11-01")
    lists = []
    for person in (anna, bent, anna):
        client.force_login(person.user)
        lists.append((listed(client), sorted(listed(client, "?visning=alle"))))
        written = [kept.cache_info().misses for kept in (listing._asked, listing._counted)]
        lists[-1] += (written,)

    assert [(own, everybodys) for own, everybodys, _written in lists] == [
        (["Anna Tekle"], ["Anna Tekle"]),
        (["Bo Tekle"], ["Anna Tekle", "Bo Tekle"]),
        (["Anna Tekle"], ["Anna Tekle"]),
    ]
    assert lists[0][2] == lists[2][2]


def test_a_manager_begins_with_all_cases(client, dorte, anna, bent, make_case):
    make_case(anna, first_name="Anna")
    make_case(bent, first_name="Bo")
    client.force_login(dorte.user)

    assert sorted(listed(client)) == ["Anna Tekle", "Bo Tekle"]


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("?visning=uden-koordinator", {"coordinator": None}),
        ("?visning=slutter", {"ends_on": "2027-02-23"}),
        ("?visning=stille", {"last_contact_on": "2026-10-13"}),
        ("?fase=paused", {"stage": "paused"}),
        ("?fase=closed", {"stage": "closed", "closed_on": "2026-11-01"}),
        ("?gruppe=ukraine", {"group": "ukraine"}),
        ("?slutter=31-12-2026", {"ends_on": "2026-12-31"}),
        ("?koordinator=ingen&visning=alle", {"coordinator": None}),
    ],
)
def test_a_view_or_filter_narrows_the_list(as_anna, anna, make_case, query, fields):
    make_case(anna, first_name="Other", last_contact_on="2026-11-20")
    make_case(anna, first_name="Found", **{"last_contact_on": "2026-11-20"} | fields)

    assert listed(as_anna, query) == ["Found Tekle"]


def test_who_chooses_a_coordinator_looks_beyond_the_own_cases(as_anna, anna, bent, make_case):
    make_case(anna, first_name="Anna")
    make_case(bent, first_name="Bo")

    page = as_anna.get(f"/sager/?visning=mine&koordinator={bent.membership.id}")

    assert names(page) == ["Bo Tekle"]
    assert page.context["cases"].view.key == "alle"


def test_a_plan_is_behind_at_more_than_the_municipalitys_hours(as_anna, anna, make_case, make_agreement, make_employer):
    employer = make_employer(anna)
    for name, counted in (("Behind", 223), ("Even", 224)):  # 851 * 269 / 731 = 313.2, less 90 is 223.2
        case = make_case(anna, first_name=name)
        make_agreement(anna, case, employer=employer)
        with acting_for(case.municipality_id):
            models.Case.objects.filter(id=case.id).update(counted_hours=counted)

    behind = as_anna.get("/sager/?visning=bagud").context["cases"].rows

    assert [(row.name, row.is_behind, row.hours) for row in behind] == [("Behind Tekle", True, "223")]
    assert [row.is_behind for row in as_anna.get("/sager/?sorter=navn").context["cases"].rows] == [True, False]


def test_what_the_url_asks_for_and_nobody_knows_is_told(as_anna, anna, make_case):
    make_case(anna)

    page = as_anna.get("/sager/?fase=xyz&farve=blaa&visning=hvad&sorter=bagvendt&koordinator=0702701236")

    assert page.status_code == 200
    assert names(page) == ["Selam Tekle"]
    assert sorted(page.context["cases"].unknown) == ["bagvendt", "farve", "hvad", "xyz", "…"]
    assert "Filteret »xyz« kendes ikke" in page.content.decode()


def test_a_date_that_is_none_stays_in_its_field(as_anna):
    page = as_anna.get("/sager/?slutter=31-02-2027").content.decode()

    assert 'value="31-02-2027" aria-invalid="true"' in page
    assert "Filteret »31-02-2027« kendes ikke" in page
    assert "aria-invalid" not in as_anna.get("/sager/?slutter=28-02-2027").content.decode()


def test_what_is_chosen_above_the_list_is_shown_as_chosen(as_anna, anna, make_employer, make_case, make_agreement):
    make_agreement(anna, make_case(anna), employer=make_employer(anna, name="Bager & Søn"))
    query = f"?fase=running&gruppe=ukraine&koordinator={anna.membership.id}&virksomhed=36977191"

    page = as_anna.get(f"/sager/{query}")

    assert page.context["cases"].unknown == []
    for value in ("running", "ukraine", anna.membership.id, "36977191"):
        assert f'<option value="{value}" selected>' in page.content.decode()
    assert page.content.decode().count(" selected>") == 4
    assert "Bager &amp; Søn" in page.content.decode()


def test_the_list_sorts_both_ways_as_danes_expect(as_anna, anna, make_case):
    for name in ("Åse", "Anna", "Ærø"):
        make_case(anna, first_name=name)

    assert listed(as_anna, "?sorter=navn") == ["Anna Tekle", "Ærø Tekle", "Åse Tekle"]
    assert listed(as_anna, "?sorter=-navn") == ["Åse Tekle", "Ærø Tekle", "Anna Tekle"]


@pytest.mark.parametrize("sort", ["naeste", "-naeste", "navn", "-sag", "slutter"])
def test_paging_shows_every_case_once_there_and_back(as_anna, anna, make_employer, sort):
    make_many(anna, make_employer(anna), 120)
    pages, at = [], f"?sorter={sort}"
    while at:
        cases = as_anna.get(f"/sager/{at}").context["cases"]
        pages.append([row.number for row in cases.rows])
        at = cases.page.next and f"?sorter={sort}&efter={cases.page.next}"

    assert [len(page) for page in pages] == [50, 50, 20]
    assert len({number for page in pages for number in page}) == 120
    back = as_anna.get(f"/sager/?sorter={sort}&foer={cases.page.previous}").context["cases"]
    assert [row.number for row in back.rows] == pages[1]


def test_a_place_that_is_gone_begins_again(as_anna, anna, make_case):
    make_case(anna)

    assert listed(as_anna, "?efter=00000000-0000-0000-0000-000000000000") == ["Selam Tekle"]
    assert listed(as_anna, "?efter=rubbish") == ["Selam Tekle"]


def test_the_list_asks_the_database_as_often_for_one_case_as_for_five_thousand(client, anna, dorte, make_employer):
    """A manager's page asks for the warnings of the clock too."""
    employer, counts = make_employer(anna), {}
    for total in (1, 50, 5000):
        empty(anna)
        make_many(anna, employer, total)
        for who in (anna, dorte):
            client.force_login(who.user)
            for query in FILTERS:
                with CaptureQueriesContext(connection) as asked:
                    page = client.get(f"/sager/{query}")
                assert len(asked) <= 12, (query, total)
                counts.setdefault((who.user.name, query), set()).add(len(asked))
                assert len(page.content) <= 60_000
    # an empty answer needs no row in the read log; else the number is one and the same
    assert {query: max(found) - min(found) for query, found in counts.items() if max(found) - min(found) > 1} == {}


def test_whatever_a_name_holds_is_words_in_the_list(as_anna, anna, aalborg, make_case, make_agreement):
    case = make_case(anna, first_name="<b onclick='x'>", last_name="Te{url}kle")
    make_agreement(anna, case)
    with acting_for(aalborg.id):
        models.Case.objects.update(next_what="<i>Call</i>", next_due_on="2026-11-01")
        Employer.objects.update(name="<u>Firm</u>")

    found = as_anna.post("/sager/soeg/", {"q": "Te"}, follow=True)

    for page in (as_anna.get("/sager/").content.decode(), found.content.decode()):
        assert "&lt;b onclick=&#x27;x&#x27;&gt; Te{url}kle</a>" in page
        assert not any(tag in page for tag in ("<b onclick", "<i>", "<u>"))
        assert "&lt;i&gt;Call&lt;/i&gt;" in page


def test_the_list_has_the_columns_that_are_asked_for(as_anna, anna, make_case):
    make_case(anna)

    page = as_anna.get("/sager/?uden=dag,timer,kontakt").content.decode()

    row = page[page.index("<tr data-row>") : page.index("</tr>", page.index("<tr data-row>"))]
    assert row.count("<td") + row.count("<th") == page.count('<th scope="col"') == 8
    assert "c-hours" not in row
    assert "c-firm" in row


# --- files -----------------------------------------------------------------------------------------------


def test_the_list_is_fetched_whole_as_csv_with_harmless_cells(as_anna, anna, aalborg, make_case):
    make_case(anna, first_name="=cmd|calc", last_name="+45 Tekle")

    answer = as_anna.get(reverse("case_export_csv"))

    head, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    assert dict(zip(head, row, strict=True))["Fornavn"] == "'=cmd|calc"
    assert dict(zip(head, row, strict=True))["Efternavn"] == "'+45 Tekle"
    assert answer["Content-Disposition"] == 'attachment; filename="sager-2026-11-25.csv"'
    with acting_for(aalborg.id):
        assert ReadLog.objects.get().kind == Look.EXPORT


def test_the_filtered_list_is_fetched_as_a_workbook(as_anna, anna, make_case):
    make_case(anna, first_name="=1+1", group="ukraine")
    make_case(anna, first_name="Other")

    answer = as_anna.get(f"{reverse('case_export_xlsx')}?gruppe=ukraine")

    head, *rows = load_workbook(io.BytesIO(answer.content)).active.iter_rows()
    assert [cell.value for cell in head][:3] == ["Sag", "Fornavn", "Efternavn"]
    assert [(row[1].value, row[1].data_type) for row in rows] == [("=1+1", "s")]


def test_the_links_to_the_files_ask_for_what_the_list_shows_and_for_nothing_else(as_anna):
    page = as_anna.get(reverse("case_list"), {"visning": "alle", "fase": "igang", "ukendt": "x", "efter": "1"})

    assert f'href="{reverse("case_export_csv")}?visning=alle&amp;fase=igang"' in page.content.decode()
    assert f'href="{reverse("case_export_xlsx")}?visning=alle&amp;fase=igang"' in page.content.decode()


def test_a_consultant_fetches_no_file(client, person, aalborg):
    client.force_login(person("carl@igu.test", aalborg, "consultant").user)

    assert client.get(reverse("case_export_csv")).status_code == 404


# --- ticked rows ---------------------------------------------------------------------------------------------


def test_ticked_cases_are_handed_over_and_nobody_elses(as_anna, anna, bent, carla, odense, make_case):
    mine, foreign = make_case(anna), make_case(carla)

    answer = as_anna.post(
        reverse("case_bulk"),
        {"sag": [mine.id, foreign.id, "rubbish"], "koordinator": bent.membership.id, "query": "visning=alle"},
    )

    assert answer.url.startswith("/sager/overdraget/")
    with acting_for(mine.municipality_id):
        assert models.Case.objects.get().coordinator_id == bent.membership.id
    with acting_for(odense.id):
        assert models.Case.objects.get().coordinator_id == carla.membership.id


def test_cases_are_not_handed_to_a_stranger(as_anna, anna, carla, make_case):
    mine = make_case(anna)

    as_anna.post(reverse("case_bulk"), {"sag": [mine.id], "koordinator": carla.membership.id})

    with acting_for(mine.municipality_id):
        assert models.Case.objects.get().coordinator_id == anna.membership.id


def test_ticked_cases_are_fetched_as_a_workbook(as_anna, anna, make_case):
    one, _other = make_case(anna, first_name="One"), make_case(anna, first_name="Other")

    answer = as_anna.post(reverse("case_bulk"), {"sag": [one.id], "xlsx": "1"})

    rows = list(load_workbook(io.BytesIO(answer.content)).active.values)
    assert [row[1] for row in rows[1:]] == ["One"]


# --- search --------------------------------------------------------------------------------------------------


def searched(client, text):
    return client.post(reverse("case_search"), {"q": text}, follow=False)


def found(client, text):
    answer = client.get(searched(client, text).url)
    return [row.name for row in answer.context["found"].rows]


@pytest.mark.parametrize("typed", ["åse", "Aase", "ås øst", "ØSTERGÅRD åse", "aa oe", "øst"])
def test_a_name_is_found_by_the_beginnings_of_its_words(as_anna, anna, bent, make_case, typed):
    make_case(bent, first_name="Åse", last_name="Østergård")
    make_case(anna, first_name="Anna", last_name="Vester")

    assert found(as_anna, typed) == ["Åse Østergård"]


def test_a_closed_case_is_found_too(as_anna, anna, make_case):
    make_case(anna, first_name="Åse", stage="closed", closed_on="2026-01-01")

    assert found(as_anna, "åse") == ["Åse Tekle"]


def test_what_was_searched_for_stands_in_no_url_and_no_session(as_anna, anna, make_case):
    make_case(anna, first_name="Zephyrine")

    answer = searched(as_anna, "Zephyrine")

    assert answer.status_code == 302
    assert "ephyrine" not in answer.url.lower()
    assert "ephyrine" not in str(dict(as_anna.session)).lower()


def test_the_token_of_a_search_is_old_after_ten_minutes(as_anna):
    url = searched(as_anna, "Selam").url
    assert as_anna.get(url).status_code == 200

    with time_machine.travel("2026-11-25T10:10:01+01:00"):
        assert as_anna.get(url).url == "/sager/"


def test_somebody_elses_token_says_nothing(as_anna, bent, client):
    url = searched(as_anna, "Selam").url
    client.force_login(bent.user)

    assert client.get(url).url == "/sager/"
    assert client.get("/sager/soeg/?t=rubbish").url == "/sager/"


@pytest.mark.parametrize("typed", ["2026-0001", "2026 - 1", " 2026-01 "])
def test_a_case_number_leads_straight_to_the_case(as_anna, anna, make_case, typed):
    case = make_case(anna)

    assert searched(as_anna, typed).url == reverse("case_detail", args=[case.id])


def test_a_cpr_number_leads_straight_to_the_case(as_anna, anna, aalborg, make_case):
    case = make_case(anna, cpr="0702701236")

    assert searched(as_anna, "070270-1236").url == reverse("case_detail", args=[case.id])
    with acting_for(aalborg.id):
        assert ReadLog.objects.get().kind == Look.SEARCH


def test_a_number_that_is_not_here_is_not_shown_back(as_anna, carla, make_case):
    make_case(carla, cpr="0702701236")

    answer = as_anna.post(reverse("case_search"), {"q": "070270-1236"}, follow=True)

    page = answer.content.decode()
    assert "Ingen sag i din kommune har det nummer" in page
    assert "070270" not in page


def test_a_consultant_cannot_search_by_cpr_number(client, person, aalborg, anna, make_case):
    make_case(anna, cpr="0702701236")
    client.force_login(person("carl@igu.test", aalborg, "consultant").user)

    assert searched(client, "0702701236").url == "/sager/"


def test_a_cvr_number_leads_to_the_firm(as_anna, anna, make_employer):
    firm = make_employer(anna)

    answer = as_anna.post(reverse("case_search"), {"q": "36 97 71 91"}, follow=True)

    assert answer.redirect_chain[-1][0] == reverse("employer_detail", args=[firm.id])


def test_firms_with_such_a_name_are_found_beside_the_cases(as_anna, anna, make_employer):
    make_employer(anna, name="Klintholm Rengøring ApS")

    answer = as_anna.get(searched(as_anna, "reng klint").url)

    assert [name for _id, name in answer.context["found"].firms] == ["Klintholm Rengøring ApS"]


def test_an_empty_search_says_what_can_be_searched_for(as_anna):
    assert searched(as_anna, " ?! ").url == "/sager/"


def test_the_pages_of_a_search_keep_the_token(as_anna, anna, make_employer):
    make_many(anna, make_employer(anna), 60)
    url = searched(as_anna, "anna").url
    first = as_anna.get(url).context["found"]

    second = as_anna.get(f"{url}&efter={first.page.next}").context["found"]

    assert (len(first.rows), len(second.rows), first.count) == (50, 10, "60")
    assert parse_qs(urlsplit(url).query).keys() == {"t"}


def test_a_search_is_no_get(as_anna, anna, make_case):
    make_case(anna)

    assert as_anna.get("/sager/soeg/?q=Selam").url == "/sager/"
    assert search.read("Selam").words == "Selam"


def heads(page):
    return [cell.label for cell in page.context["cases"].columns]


def test_the_columns_are_chosen_and_stay_with_filters_views_and_pages(as_anna, anna, make_case):
    make_case(anna)

    page = as_anna.get("/sager/kolonner/", {"query": "visning=alle&fase=run_up", "vis": ["sag", "fase"]}, follow=True)

    assert page.redirect_chain[0][0].startswith("/sager/?visning=alle&fase=run_up&uden=virksomhed")
    assert heads(page) == ["Borger", "Sag", "Fase"]
    body = page.content.decode()
    assert body.count("<td") == 3 and "Koordinator</th>" not in body  # tick, number and stage
    assert all("uden=" in tab.query for tab in page.context["cases"].tabs)
    assert 'name="uden" value="virksomhed' in body


def test_a_column_that_nobody_knows_changes_nothing(as_anna, anna, make_case):
    make_case(anna)

    assert len(heads(as_anna.get("/sager/?uden=navn,cpr,%F0%9F"))) == 10


def test_whose_the_own_cases_are_goes_without_saying(as_anna, anna, make_case):
    make_case(anna)

    assert "Koordinator" not in heads(as_anna.get("/sager/"))
    assert "Koordinator" in heads(as_anna.get("/sager/?visning=alle"))
