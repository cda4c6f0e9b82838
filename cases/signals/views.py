"""The signals of a case, and the list of the cases to look at."""

from django.shortcuts import redirect, render
from django.utils import timezone

from cases import access as case_access
from cases.access import EDITORS
from cases.signals import access, forms, services
from igu.accounts.models import CASE_WORKERS
from igu.accounts.policy import policy
from igu.audit.models import Look


@policy(*CASE_WORKERS, methods=("GET", "HEAD"))
def signal_list(request):
    """The watch list: whose case shows what, in words."""
    watch = access.watch_list(request.actor, request.GET, timezone.localdate())
    case_access.note(request, watch.citizen_ids, kind=Look.LIST)
    return render(request, "cases/signal_list.html", {"watch": watch})


@policy(*CASE_WORKERS)
def case_signals(request, case_id):
    """What there is to look at in one case; a decision about it is noted here."""
    case = case_access.case_for(request, case_id)
    may_edit = request.actor.role in EDITORS
    form = forms.WatchForm(request.POST or None) if may_edit else None
    if form and form.is_valid():
        services.decide_watch(request.actor, case=case, today=timezone.localdate(), **form.cleaned_data)
        return redirect("case_signals", case.id)
    context = {"case": case, "signals": access.signals_of(request, case), "form": form, "may_edit": may_edit}
    return render(request, "cases/case_signals.html", context, status=422 if form and form.errors else 200)


@policy(*EDITORS)
def signal_dismiss(request, case_id, signal_id):
    case, signal = access.signal_for(request, case_id, signal_id)
    form = forms.DismissForm(request.POST or None)
    if form.is_valid():
        services.dismiss_signal(request.actor, signal=signal, why=form.cleaned_data["why"], today=timezone.localdate())
        return redirect("case_signals", case.id)
    context = {"case": case, "said": access.said(signal, case.id), "form": form}
    return render(request, "cases/signal_dismiss.html", context, status=422 if form.errors else 200)


@policy(*EDITORS, methods=("POST",))
def signal_undo(request, case_id, signal_id):
    """Take a dismissal back."""
    case, signal = access.signal_for(request, case_id, signal_id)
    services.take_dismissal_back(request.actor, signal=signal)
    return redirect("case_signals", case.id)
