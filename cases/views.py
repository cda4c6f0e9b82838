"""The pages about citizens and cases."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from cases import access, forms, frame
from igu.accounts.models import CASE_WORKERS
from igu.accounts.policy import policy
from igu.audit.models import Look


@policy(*CASE_WORKERS, methods=("GET", "HEAD"))
def case_list(request):
    cases = list(access.cases_for(request.actor).select_related("citizen").order_by("next_due_on", "id")[:50])
    access.note(request, [case.citizen_id for case in cases], kind=Look.LIST)
    return render(request, "cases/case_list.html", {"cases": cases})


@policy(*CASE_WORKERS, methods=("GET", "HEAD"))
def case_detail(request, case_id):
    case = access.case_for(request, case_id)
    return frame.render_panel(request, case, "overview", "cases/_overview_panel.html")


@policy(*CASE_WORKERS)
def case_reason(request, case_id):
    """Ask once a day why a colleague's case is opened, and go on to it."""
    case = access.colleagues_case_for(request, case_id)
    back = request.POST.get("next") or request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = reverse("case_detail", args=[case.id])
    form = forms.ReasonForm(request.POST or None)
    if not access.needs_purpose(request.actor, case):
        return redirect(back)
    if form.is_valid():
        access.give_purpose(request, case, form.purpose)
        return redirect(back)
    status = 422 if form.is_bound else 200
    return render(request, "cases/case_reason.html", {"case": case, "form": form, "next": back}, status=status)
