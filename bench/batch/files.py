"""Files: the list as CSV beside the csv module on a cursor and as Excel beside xlsxwriter, and the plan as PDF beside
WeasyPrint alone."""

import csv
import gc
import io
import zipfile
from types import SimpleNamespace

from django.db import connection

from bench import machine
from bench.batch.beside import beside, manager_of_the_big_one
from bench.today import TODAY

CASES = """
SELECT c.number, p.first_name, p.last_name, c.stage, c."group", u.name, e.name, e.cvr, a.start_on, c.ends_on,
       c.counted_hours, c.planned_hours, c.next_due_on, c.last_contact_on, c.opened_on
  FROM cases_case c
  JOIN cases_citizen p ON p.id = c.citizen_id
  LEFT JOIN accounts_membership m ON m.id = c.coordinator_id
  LEFT JOIN accounts_user u ON u.id = m.user_id
  LEFT JOIN cases_agreement a ON a.id = c.agreement_id
  LEFT JOIN employers_employer e ON e.id = a.employer_id
 WHERE c.municipality_id = %s ORDER BY c.number
"""
DOCUMENTS, MANY_DOCUMENTS = 20, 200


def measure(*, full: bool):
    from cases import access
    from igu.accounts.tenancy import acting_for

    actor = manager_of_the_big_one()
    with acting_for(actor.municipality_id):
        cases = access.cases_for(actor)
        our_csv(cases.filter(number=""))  # what is loaded for the first file is not of the file
        figures = {("CSV", "MB"): growth(lambda: our_csv(cases))}  # what the raw form leaves would hide it
        laps = beside({"CSV, raw": lambda: raw_csv(actor), "CSV": lambda: our_csv(cases)})
        laps |= beside(
            {"Excel, raw": lambda: raw_xlsx(actor), "Excel": lambda: our_xlsx(cases)}, repeats=1 if full else 3
        )
    plan_laps, plan_figures = plan(MANY_DOCUMENTS if full else DOCUMENTS)
    return laps | plan_laps, figures | plan_figures


def raw_csv(actor):
    with connection.cursor() as cursor:
        cursor.execute(CASES, [actor.municipality_id])
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=";").writerows(cursor)
    return lambda: _numbers_and_names(text.getvalue())


def our_csv(cases):
    from cases import exports
    from igu.web import spreadsheets

    rows = exports.rows_of(cases, lambda citizen_ids: None)
    content = spreadsheets.csv_bytes(exports.head(), rows)
    return lambda: _numbers_and_names(content.decode("utf-8-sig").partition("\n")[2])


def raw_xlsx(actor):
    """The library that writes workbooks fastest, a row at a time."""
    import xlsxwriter

    content = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "default_date_format": "dd-mm-yyyy"}
    with xlsxwriter.Workbook(content, options) as book, connection.cursor() as cursor:
        sheet = book.add_worksheet()
        cursor.execute(CASES, [actor.municipality_id])
        sheet.write_row(0, 0, [column.name for column in cursor.description])
        for number, row in enumerate(cursor, start=1):
            sheet.write_row(number, 0, row)
    return lambda: _rows_of(content.getvalue())


def our_xlsx(cases):
    from cases import exports
    from igu.web import spreadsheets

    content = spreadsheets.xlsx_bytes("", exports.head(), exports.rows_of(cases, lambda citizen_ids: None))
    return lambda: _rows_of(content)


def _rows_of(content: bytes) -> int:
    """How many rows a workbook has: what stands in them is compared as CSV."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return book.read("xl/worksheets/sheet1.xml").count(b"<row ")


def _numbers_and_names(text: str) -> list:
    """What both write alike; words and dates are said in Danish in ours."""
    return [row[:3] + row[5:8] for row in csv.reader(io.StringIO(text), delimiter=";")]


def growth(work) -> float:
    """How much more memory the work takes at its peak."""
    gc.collect()
    machine.forget_peak()
    before = machine.resident_mb()
    work()
    return machine.peak_mb() - before


def plan(times: int):
    """A plan of one of the ordinary municipalities: the big one has none."""
    from cases.models import Agreement
    from education import documents
    from education.models import PlanLine
    from igu.accounts.models import Municipality
    from igu.accounts.tenancy import acting_for
    from igu.web import pdf

    municipality = Municipality.objects.order_by("code").first()
    with acting_for(municipality.id):
        agreement = Agreement.objects.filter(id__in=PlanLine.objects.values("agreement")).order_by("id").first()
        asked = SimpleNamespace(subject_id=agreement.id, case=agreement.case_id, asked_at=_noon())
        html = _html_of(documents.context_of(asked))
        weasyprint, fetcher, fonts, sheet = pdf._engine()

        def raw():
            page = weasyprint.HTML(string=html, base_url="static:", url_fetcher=fetcher)
            return len(page.write_pdf(pdf_variant="pdf/ua-1", stylesheets=[sheet], font_config=fonts))

        def ours():
            return len(documents.write_plan(asked))

        raw(), ours()  # fonts are read with the first one
        laps = beside({"plan as PDF, raw": raw, "plan as PDF": ours})
        before = machine.resident_mb()
        for _ in range(times):
            ours()
    return laps, {("plan as PDF", "MB"): machine.resident_mb() - before}


def _html_of(context) -> str:
    from django.template.loader import render_to_string
    from django.utils import translation

    with translation.override("da"):
        return render_to_string("education/plan_document.html", context | {"language": "da"})


def _noon():
    import datetime as dt

    return dt.datetime.combine(TODAY, dt.time(12), dt.UTC)
