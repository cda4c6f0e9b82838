"""The joint language plan: made, signed by both, changed, trained, and on paper."""

import datetime as dt
import io
from decimal import Decimal

import pytest
import time_machine
from pypdf import PdfReader

from cases import documents
from cases.models import Document, LanguagePlan, LanguageSession
from followup.models import FollowUp
from igu.accounts.tenancy import acting_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_read_is_logged")]

PLAN = {
    "place": "Plejehjemmet Solsiden",
    "teacher": "Mette",
    "starts_on": "01-12-2026",
    "ends_on": "01-06-2027",
    "hours_per_week": "2,5",
    "aim": "Tage imod beskeder ved vagtskifte",
    "situations": "Pausen\nBede om at få gentaget",
}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def as_anna(client, anna):
    client.force_login(anna.user)
    return client


@pytest.fixture
def base(case):
    return f"/sager/{case.id}/sprogplan/"


@pytest.fixture
def made(as_anna, base, case):
    as_anna.post(f"{base}ny/", PLAN)
    return plans(case)[0]


def plans(case):
    with acting_for(case.municipality_id):
        return list(LanguagePlan.objects.filter(case=case))


def test_a_plan_is_made_once_and_asks_to_be_looked_at_when_it_ends(as_anna, base, case):
    token = as_anna.get(f"{base}ny/").context["form"].initial["token"]

    for _click in range(2):
        assert as_anna.post(f"{base}ny/", PLAN | {"token": token})["Location"] == base

    [plan] = plans(case)
    assert (plan.place, plan.hours_per_week) == ("Plejehjemmet Solsiden", Decimal("2.5"))
    assert "Bede om at få gentaget" in as_anna.get(base).content.decode()
    with acting_for(case.municipality_id):
        assert FollowUp.objects.get(case=case).due_on == dt.date(2027, 6, 1)


def test_both_signatures_are_noted_and_a_change_asks_for_them_again(as_anna, base, case, made):
    signed = {"citizen_signed_on": "25-11-2026", "workplace_signed_on": "24-11-2026", "workplace_signer": "Kirsten Bak"}
    as_anna.post(f"{base}{made.id}/underskrift/", signed | {"version": 1})
    assert plans(case)[0].is_signed
    assert "Underskrevet af begge" in as_anna.get(base).content.decode()

    as_anna.post(f"{base}{made.id}/ret/", PLAN | {"version": 2})
    assert plans(case)[0].is_signed  # nothing was changed

    as_anna.post(f"{base}{made.id}/ret/", PLAN | {"version": 3, "aim": "Skrive i vagtbogen"})
    assert not plans(case)[0].is_signed


@pytest.mark.parametrize(
    ("where", "typed"),
    [
        ("underskrift/", {"version": 1, "citizen_signed_on": "26-11-2026"}),
        ("underskrift/", {"version": 1, "workplace_signed_on": "25-11-2026"}),
        ("ret/", PLAN | {"version": 1, "ends_on": "01-11-2026"}),
        ("ret/", PLAN | {"version": 1, "hours_per_week": "40"}),
        ("ret/", PLAN | {"version": 1, "aim": "CPR 010190-1234"}),
        ("gang/", {"held_on": "26-11-2026", "hours": "2", "trained": "Pausen"}),
        ("gang/", {"held_on": "25-11-2026", "hours": "25", "trained": "Pausen"}),
        ("gang/", {"held_on": "25-11-2026", "hours": "nan", "trained": "Pausen"}),
        ("gang/", {"held_on": "25-11-2026", "hours": "2", "trained": ""}),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_saved(as_anna, base, case, made, where, typed):
    assert as_anna.post(f"{base}{made.id}/{where}", typed).status_code == 422

    with acting_for(case.municipality_id):
        assert LanguagePlan.objects.get().version == 1
        assert not LanguageSession.objects.exists()


def test_the_second_to_change_sees_both(as_anna, base, made):
    as_anna.post(f"{base}{made.id}/ret/", PLAN | {"version": 1, "aim": "Skrive i vagtbogen"})

    answer = as_anna.post(f"{base}{made.id}/ret/", PLAN | {"version": 1, "aim": "Tale i telefon"})

    assert answer.status_code == 409
    assert "Skrive i vagtbogen" in answer.content.decode()
    assert "Tale i telefon" in answer.content.decode()


def test_sessions_are_listed_with_their_hours_together(as_anna, base, case, made):
    for day, hours in (("23-11-2026", "1,5"), ("24-11-2026", "2")):
        as_anna.post(f"{base}{made.id}/gang/", {"held_on": day, "hours": hours, "trained": f"Pausen {day}"})

    page = as_anna.get(base).content.decode()
    assert "3,5 timer i alt" in page
    assert "Pausen 24-11-2026" in page


def test_the_plan_is_written_on_paper_for_both_to_sign(as_anna, base, case, made):
    as_anna.post(f"{base}{made.id}/pdf/")
    with acting_for(case.municipality_id):
        document = Document.objects.get(kind="language_plan")

    documents.make(case.municipality_id, document.id)

    answer = as_anna.get(f"/sager/{case.id}/dokumenter/{document.id}/")
    text = text_of(answer.content)
    assert "Fælles sprogplan" in text
    assert "Selam Tekle" in text
    assert "Bede om at få gentaget" in text


def text_of(content: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


@pytest.mark.parametrize("count", [1, 20])
def test_the_tab_asks_the_same_number_of_queries(as_anna, base, case, made, django_assert_max_num_queries, count):
    for _time in range(count):
        as_anna.post(f"{base}{made.id}/gang/", {"held_on": "25-11-2026", "hours": "1", "trained": "Pausen"})

    with django_assert_max_num_queries(14):
        as_anna.get(base)
