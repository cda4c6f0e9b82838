"""The plan as a PDF: tagged Danish, its title the case number, the same walls and read log as the page."""

import io

import pikepdf
import pytest
from pypdf import PdfReader

from cases import documents
from cases.models import Document
from education.documents import KIND
from education.models import PlanLine
from igu.accounts.tenancy import acting_for
from igu.audit.models import ReadLog
from tests.education.conftest import COURSE

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(anna, aalborg, make_case):
    with acting_for(aalborg.id):
        case = make_case(danish_test="PD1")
        PlanLine.objects.create(municipality=aalborg, agreement=case.agreement, **COURSE | {"title": "Ærlig rengøring"})
        return documents.ask_for(anna.actor, case=case, kind=KIND, subject_id=case.agreement_id)


@pytest.fixture
def made(aalborg, asked):
    documents.make(aalborg.id, asked.id)
    with acting_for(aalborg.id):
        return Document.objects.get(id=asked.id)


def tags_of(element, found):
    if isinstance(element, pikepdf.Array):
        for part in element:
            tags_of(part, found)
    elif isinstance(element, pikepdf.Dictionary):
        if "/S" in element:
            found.add(str(element["/S"]))
        tags_of(element.get("/K"), found)
    return found


def test_the_plan_is_tagged_danish_after_pdf_ua(made):
    with pikepdf.open(io.BytesIO(bytes(made.content))) as pdf:
        tags = tags_of(pdf.Root.StructTreeRoot, set())
        assert str(pdf.Root.Lang) == "da"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
    assert {"/H1", "/H2", "/Table", "/Caption", "/THead", "/TH", "/TD"} <= tags


def test_the_plan_says_what_is_counted_and_names_nobody_in_its_data(made):
    reader = PdfReader(io.BytesIO(bytes(made.content)))
    text = reader.pages[0].extract_text()

    assert "Ærlig rengøring" in text
    assert "37 af 851, 814 mangler" in text
    assert reader.metadata.title == "2026-0001"
    assert "Tekle" not in str(reader.metadata)


def test_making_the_plan_is_a_read_of_the_citizen(aalborg, anna, made):
    with acting_for(aalborg.id):
        row = ReadLog.objects.get(kind="document")

        assert (row.citizen_id, row.membership_id) == (made.case.citizen_id, anna.membership.id)


def test_asking_twice_while_it_waits_gives_one_document(aalborg, anna, asked):
    with acting_for(aalborg.id):
        again = documents.ask_for(anna.actor, case=asked.case, kind=KIND, subject_id=asked.subject_id)
        assert again.id == asked.id


def test_a_plan_is_made_once_however_often_the_worker_is_woken(aalborg, made):
    documents.make(aalborg.id, made.id)

    with acting_for(aalborg.id):
        assert Document.objects.get(id=made.id).made_at == made.made_at


def test_a_writer_that_fails_is_shown_as_failed(aalborg, asked, monkeypatch):
    broken = documents.Writer(KIND, "", lambda document: 1 / 0)
    monkeypatch.setitem(documents.writers, KIND, broken)

    with pytest.raises(ZeroDivisionError):
        documents.make(aalborg.id, asked.id)

    with acting_for(aalborg.id):
        assert Document.objects.get(id=asked.id).has_failed


@pytest.mark.parametrize("address", ["file:///etc/passwd", "https://example.org/x.css", "static://../igu/settings.py"])
def test_a_document_opens_only_our_static_files(address):
    from igu.web.pdf import _engine

    _weasyprint, fetcher, _fonts, _sheet = _engine()

    with pytest.raises(Exception, match=r"static file|outside"):
        fetcher.fetch(address)
