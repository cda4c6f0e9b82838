"""Going on with the newest draft, wherever it was written."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from cases import access as case_access
from cases.drafts import access
from igu.accounts.models import CASE_WORKERS
from igu.accounts.policy import policy
from igu.audit.models import Look

PAGES = {"journal": "journal_panel"}  # the form's name → the page it stands on


@policy(*CASE_WORKERS, methods=("GET", "HEAD"))
def draft_open(request):
    draft = access.newest_of(request.actor, timezone.now())
    if draft is None:
        return redirect("home")
    case_access.note(request, [draft.case.citizen_id], kind=Look.LIST)
    return redirect(f"{reverse(PAGES[draft.form], args=[draft.case_id])}?kladde=1")
