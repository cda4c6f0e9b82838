"""The profile, the consent, and the CV that is made of both."""

import datetime as dt
import io

import pytest
import time_machine
from pypdf import PdfReader

from cases import documents
from cases.models import CvConsent, CvShare, Document, Profile
from cases.profile.documents import NoConsent, lines_of
from igu.accounts.tenancy import acting_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_read_is_logged")]

PROFILE = {
    "summary": "Jeg er rolig og møder til tiden.",
    "functions": "• vaske op\n- anrette mad\n\n tage imod varer ",
    "experience": "Kok i Asmara 2010–2014",
    "languages": "Tigrinya, dansk",
    "has_licence": "on",
    "wishes": "Arbejde i et køkken",
    "limits": "KANARIE kan ikke løfte tungt",
    "motivation": "KANARIE vil forsørge sig selv",
    "version": 1,
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
    return f"/sager/{case.id}/profil/"


def consent(client, base, **typed):
    return client.post(f"{base}samtykke/", {"given_on": "24-11-2026", "how": "spoken"} | typed)


def rows(case, model):
    with acting_for(case.municipality_id):
        return list(model.objects.filter(case=case))


def test_an_empty_profile_is_looked_at_without_being_made(as_anna, base, case):
    assert "Profilen er tom" in as_anna.get(base).content.decode()
    assert rows(case, Profile) == []


def test_functions_are_kept_and_shown_one_by_one(as_anna, base, case):
    assert as_anna.post(f"{base}ret/", PROFILE)["Location"] == base

    page = as_anna.get(base).content.decode()
    assert page.count('<li class="badge badge-info">') == 3
    assert "anrette mad" in page


def test_two_who_write_at_once_lose_nothing(as_anna, base):
    as_anna.post(f"{base}ret/", PROFILE)

    answer = as_anna.post(f"{base}ret/", PROFILE | {"wishes": "Arbejde i en have"})

    assert answer.status_code == 409
    assert "Arbejde i et køkken" in answer.content.decode()
    assert "Arbejde i en have" in answer.content.decode()


def test_without_consent_no_cv_is_made_and_none_is_given_to_a_firm(as_anna, base, case):
    as_anna.post(f"{base}ret/", PROFILE)

    as_anna.post(f"{base}cv/")
    assert "Borgeren har ikke givet samtykke." in as_anna.get(base).content.decode()
    refused = as_anna.post(f"{base}givet/", {"recipient": "Klintholm", "shared_on": "25-11-2026"})

    assert refused.status_code == 422
    assert rows(case, Document) == rows(case, CvShare) == []


def test_with_consent_the_cv_is_one_page_without_what_is_the_teams_alone(as_anna, base, case):
    as_anna.post(f"{base}ret/", PROFILE)
    assert consent(as_anna, base)["Location"] == base
    as_anna.post(f"{base}cv/")
    [document] = rows(case, Document)
    documents.make(case.municipality_id, document.id)

    content = as_anna.get(f"/sager/{case.id}/dokumenter/{document.id}/").content

    reader = PdfReader(io.BytesIO(content))
    text = reader.pages[0].extract_text()
    assert len(reader.pages) == 1
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "da"
    for words in ("Selam Tekle", "vaske op", "Kok i Asmara", "Arbejde i et køkken"):
        assert words in text
    assert "KANARIE" not in text


def test_a_withdrawn_consent_takes_the_files_along_and_stops_those_under_way(as_anna, base, case):
    as_anna.post(f"{base}ret/", PROFILE)
    consent(as_anna, base)
    as_anna.post(f"{base}cv/")
    [document] = rows(case, Document)

    with acting_for(case.municipality_id):
        CvConsent.objects.update(withdrawn_on=dt.date(2026, 11, 25))
    with pytest.raises(NoConsent):
        documents.make(case.municipality_id, document.id)
    with acting_for(case.municipality_id):
        CvConsent.objects.update(withdrawn_on=None)

    as_anna.post(f"{base}samtykke/tilbage/")
    assert rows(case, Document) == []
    assert as_anna.get(f"/sager/{case.id}/dokumenter/{document.id}/").status_code == 404
    assert rows(case, CvConsent)[0].withdrawn_on == dt.date(2026, 11, 25)
    assert "trukket tilbage 25-11-2026" in as_anna.get(base).content.decode()


def test_a_second_consent_waits_until_the_first_is_withdrawn(as_anna, base, case):
    consent(as_anna, base)

    assert consent(as_anna, base, given_on="25-11-2026").status_code == 422

    as_anna.post(f"{base}samtykke/tilbage/")
    assert consent(as_anna, base, given_on="25-11-2026").status_code == 302
    assert len(rows(case, CvConsent)) == 2


def test_whom_the_cv_was_given_to_is_noted_with_the_version(as_anna, base, case):
    as_anna.post(f"{base}ret/", PROFILE)
    consent(as_anna, base)

    as_anna.post(f"{base}givet/", {"recipient": "Kirsten Bak, Klintholm", "shared_on": "25-11-2026"})

    [share] = rows(case, CvShare)
    assert (share.recipient, share.profile_version) == ("Kirsten Bak, Klintholm", 2)


@pytest.mark.parametrize(
    ("where", "typed"),
    [
        ("samtykke/", {"given_on": "26-11-2026", "how": "spoken"}),
        ("samtykke/", {"given_on": "25-11-2026", "how": "moon"}),
        ("givet/", {"recipient": "Klintholm", "shared_on": "26-11-2026"}),
        ("givet/", {"recipient": "Klintholm", "shared_on": "01-11-2026"}),
        ("givet/", {"recipient": "", "shared_on": "25-11-2026"}),
        ("ret/", PROFILE | {"summary": "CPR 0101901234"}),
        ("ret/", PROFILE | {"summary": "x" * 601}),
    ],
)
def test_what_makes_no_sense_is_refused(as_anna, base, where, typed):
    as_anna.post(f"{base}ret/", PROFILE | {"summary": ""})
    if where == "givet/":
        consent(as_anna, base)

    assert as_anna.post(base + where, typed).status_code == 422


def test_lines_lose_their_marks():
    assert lines_of("• vaske op\n- anrette\n\n  – skære ") == ["vaske op", "anrette", "skære"]
