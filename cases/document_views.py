"""Documents on a case: how far one is, and the file itself."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from cases import access
from igu.accounts.models import CASE_WORKERS
from igu.accounts.policy import policy
from igu.audit.models import Look


@policy(*CASE_WORKERS, methods=("GET", "HEAD"))
def document_state(request, case_id, document_id):
    """The line that shows how far a document is; it asks again by itself until the document is there."""
    case = access.case_for(request, case_id)
    return render(
        request, "cases/_document_state.html", {"document": access.document_of(case, document_id), "case": case}
    )


@policy(*CASE_WORKERS, methods=("GET", "HEAD"))
def document_download(request, case_id, document_id):
    case = access.case_for(request, case_id, kind=Look.DOCUMENT)
    document = access.document_of(case, document_id)
    if not document.is_ready:
        raise Http404
    response = HttpResponse(bytes(document.content), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{case.number}-{document.kind}.pdf"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
