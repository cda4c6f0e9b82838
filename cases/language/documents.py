"""The language plan on paper, for both to sign."""

from django.utils.translation import gettext_lazy as _

from cases.documents import Writer, register
from cases.models import Document, LanguagePlan
from igu.web.pdf import write_pdf

KIND = "language_plan"


def write_plan(document: Document) -> bytes:
    plan = LanguagePlan.objects.select_related("case__citizen", "municipality").get(
        id=document.subject_id, case=document.case
    )
    context = {"plan": plan, "case": plan.case, "citizen": plan.case.citizen, "written_at": document.asked_at}
    return write_pdf("cases/language_document.html", context)


def register_documents() -> None:
    register(Writer(KIND, _("Language plan"), write_plan))
