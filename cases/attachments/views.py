"""A file of the journal: how far its scan is, and the file itself, as a download and nothing else."""

from django.http import HttpResponse
from django.shortcuts import render

from cases.attachments import access, services
from igu.accounts.models import CASE_WORKERS
from igu.accounts.policy import policy

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "jpg": "image/jpeg",
    "png": "image/png",
}


@policy(*CASE_WORKERS, methods=("GET", "HEAD"))
def attachment_state(request, case_id, attachment_id):
    """The line of a file; it asks again by itself while the file waits."""
    case, attachment = access.attachment_for(request, case_id, attachment_id)
    return render(request, "cases/_attachment_line.html", {"case": case, "file": attachment})


@policy(*CASE_WORKERS, methods=("GET", "HEAD"))
def attachment_download(request, case_id, attachment_id):
    case, attachment = access.clean_attachment_for(request, case_id, attachment_id)
    response = HttpResponse(services.content_of(attachment), content_type=TYPES[attachment.kind])
    name = f"{case.number}-{attachment.id.hex[:8]}.{attachment.kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response
