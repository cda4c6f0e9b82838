"""Every place where something of a person could have stuck after a day, with what must not stand there."""

import io

from django.contrib.sessions.models import Session
from django.db import connections
from pypdf import PdfReader

from tests.leaks.scanner import CPR, NAME, Sink


def sinks_of(site, trace, mails, *, waiting=(), plan=b"") -> list[Sink]:
    """`waiting` is what lay in the broker before the worker came, `plan` the document that it made."""
    return [*said(site), *stored(site, waiting), *sent(trace, mails), *shown(trace), *written(site, plan)]


def said(site):
    yield from (Sink(f"{name} output", [site.log_of(name).read_bytes()]) for name in site.commands)
    yield Sink("broker output", [site.valkey.log.read_bytes()])
    if site.database.is_private:
        # Told all it can tell, it tells the statements with what is in them: names, but never a CPR number.
        yield Sink("database output", [site.database.log()], (CPR,) if site.database.is_loud else (CPR, NAME))


def stored(site, waiting):
    yield Sink("broker, waiting", list(waiting))
    yield Sink("broker, ever told", [bytes(site.told)])
    yield Sink("broker, kept", site.in_the_broker())
    yield Sink("task arguments", [site.heard.read_bytes()])
    sessions = Session.objects.order_by("pk")
    yield Sink("sessions", [text for one in sessions for text in (one.session_data, str(one.get_decoded()))])
    tables = rows_of_every_table()
    yield Sink("tables", list(tables.values()), (CPR,))
    yield Sink("log of reads and refusals", [rows for table, rows in tables.items() if table.startswith("audit_")])


def sent(trace, mails):
    yield Sink("mails", [content for mail in mails for content in (mail.content, mail.body)])
    yield Sink("addresses", ["\n".join(trace.urls)])
    yield Sink("headers", ["\n".join(trace.headers)])


def shown(trace):
    """A page is there to show names. A CPR number is shown by one answer alone, and that one is not in here."""
    yield Sink("pages", trace.pages, (CPR,))
    yield Sink("flash messages", ["\n".join(trace.flashes)])
    yield Sink("error pages", trace.error_pages)
    yield Sink("browser", trace.kept_by_browser)


def written(site, plan):
    yield Sink("temporary files", [file.read_bytes() for file in site.scratch.rglob("*") if file.is_file()])
    pdf = PdfReader(io.BytesIO(plan))
    yield Sink("plan, text", [page.extract_text() for page in pdf.pages], (CPR,))
    yield Sink("plan, title and data", [str(pdf.metadata), pdf.xmp_metadata.stream.get_data()])


def rows_of_every_table() -> dict[str, str]:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        tables = {}
        for (name,) in cursor.fetchall():
            cursor.execute(f'SELECT string_agg(whole::text, chr(10)) FROM "{name}" whole')
            tables[name] = cursor.fetchone()[0] or ""
        return tables
