"""The education plan as a document: to read, to sign, to type into VITAS from."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.documents import Writer, register
from cases.models import Agreement, Document
from education.access import lines_of
from education.ledger import ledger_of
from igu.web.pdf import write_pdf

KIND = "education_plan"


def context_of(document: Document) -> dict:
    """Everything the plan's template names. One gate: the agreement, read inside the document's municipality."""
    agreement = Agreement.objects.select_related("case", "citizen", "employer", "workplace", "municipality").get(
        id=document.subject_id, case=document.case
    )
    lines = lines_of(agreement)
    return {
        "agreement": agreement,
        "case": agreement.case,
        "citizen": agreement.citizen,
        "lines": lines,
        "ledger": ledger_of(agreement, lines, today=timezone.localdate(document.asked_at)),
        "written_at": document.asked_at,
    }


def write_plan(document: Document) -> bytes:
    return write_pdf("education/plan_document.html", context_of(document))


def register_documents() -> None:
    register(Writer(KIND, _("Education plan"), write_plan))
