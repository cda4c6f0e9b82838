"""The note about cases that were handed over together, and taking them back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext

from cases import services
from cases.access import EDITORS, note
from cases.handovers import access
from cases.models import NEVER
from igu.accounts.policy import policy
from igu.audit.models import Look


@policy(*EDITORS, methods=("GET", "HEAD"))
def handover_note(request, batch_id):
    handover = access.handover_for(request, batch_id)
    cases = access.cases_of(request, batch_id)
    context = {
        "handover": handover,
        "cases": cases,
        "may_take_back": access.can_be_taken_back(handover, cases),
        "never": NEVER,
        "today": timezone.localdate(),
    }
    return render(request, "cases/handover_note.html", context)


@policy(*EDITORS, methods=("POST",))
def handover_take_back(request, batch_id):
    access.may_see(request, batch_id)
    changed = services.take_back(request.actor, batch_id=batch_id, today=timezone.localdate())
    note(request, changed, kind=Look.LIST)
    count = len(changed)
    said = ngettext("%(n)d case is back where it was.", "%(n)d cases are back where they were.", count)
    messages.success(request, said % {"n": count})
    return redirect("case_list")
