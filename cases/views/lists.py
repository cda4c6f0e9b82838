"""The list of cases, its files and its search."""

from functools import partial
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cases import access, exports, listing, search, services, words
from cases.access import EDITORS
from cases.protection import tries
from cases.saved_views import access as saved_views
from igu.accounts.models import CASE_WORKERS
from igu.accounts.policy import policy
from igu.audit.models import Look
from igu.web import spreadsheets


@policy(*CASE_WORKERS, methods=("GET", "HEAD"))
def case_list(request):
    cases = listing.case_list(request.actor, request.GET, timezone.localdate())
    access.note(request, cases.citizen_ids, kind=Look.LIST)
    return render(request, "cases/case_list.html", {"cases": cases, "may_edit": request.actor.role in EDITORS})


@policy(*CASE_WORKERS, methods=("GET", "HEAD"))
def case_columns(request):
    """The list as it was, with the columns that were ticked."""
    query = QueryDict(saved_views.kept(QueryDict(request.GET.get("query", ""))), mutable=True)
    query["uden"] = listing.left_out(request.GET.getlist("vis"))
    return redirect(f"{reverse('case_list')}?{query.urlencode()}")


@policy(*EDITORS, methods=("GET", "HEAD"))
def case_export(request, kind):
    """The list that the URL asks for, whole, as a file."""
    today = timezone.localdate()
    return _file(request, listing.narrowed(request.GET, request.actor, today), kind)


@policy(*EDITORS, methods=("POST",))
def case_bulk(request):
    """What is done to the ticked rows: hand them over, or fetch them as a file."""
    ids = listing.readable_ids(request.POST.getlist("sag"))
    back = redirect(f"{reverse('case_list')}?{request.POST.get('query', '')}")
    if not ids:
        messages.warning(request, _("No case was ticked. Tick the rows first."))
        return back
    hidden = access.hidden_among(request.actor, ids)
    tries.note_tries(request.actor, hidden, how=tries.How.TICKED, today=timezone.localdate())
    if "xlsx" in request.POST:
        return _file(request, access.cases_for(request.actor).filter(id__in=ids), "xlsx")
    coordinator_id = request.POST.get("koordinator", "")
    if coordinator_id not in dict(listing.coordinators(request.actor, timezone.localdate())):
        messages.warning(request, _("Nothing is changed. Choose who takes the cases over."))
        return back
    return _handed_over(request, ids, coordinator_id, back)


def _handed_over(request, ids, coordinator_id, back):
    """On to the note about the open items; back to the list where every case was that person's already."""
    batch_id, reason = uuid4(), request.POST.get("aarsag", "")
    changed = services.hand_over(
        request.actor,
        case_ids=ids,
        coordinator_id=coordinator_id,
        today=timezone.localdate(),
        reason=reason if reason in dict(words.REASONS_TO_CHOOSE) else "",
        batch_id=batch_id,
    )
    access.note(request, changed, kind=Look.LIST)
    if not changed:
        messages.info(request, _("Nothing is changed: the cases are that person's already."))
        return back
    return redirect("handover_note", batch_id)


@policy(*CASE_WORKERS)
def case_search(request):
    """Words are posted, never put in the URL: the results are found again by a sealed token of ten minutes."""
    if request.method == "POST":
        return _searched(request, search.read(request.POST.get("q", "")))
    words = search.words_of(request.actor, request.GET.get("t", ""), timezone.now())
    if words is None:
        messages.warning(request, _("The search has expired after ten minutes. Write the name again."))
        return redirect("case_list")
    found = listing.search_list(request.actor, words, request.GET, timezone.localdate())
    access.note(request, found.citizen_ids, kind=Look.SEARCH)
    return render(request, "cases/case_search.html", {"found": found, "words": words})


def _searched(request, typed):
    if typed.cvr:
        return redirect(f"{reverse('employer_list')}?{urlencode({'cvr': typed.cvr})}")
    if typed.case_number or typed.cpr:
        return _one_case(request, typed)
    if not typed.words:
        messages.info(request, _("Write a name, a case number, a CPR number or a CVR number."))
        return redirect("case_list")
    token = search.token_of(request.actor, typed.words, timezone.now())
    return redirect(f"{reverse('case_search')}?{urlencode({'t': token})}")


def _one_case(request, typed):
    if typed.cpr and request.actor.role not in EDITORS:
        messages.warning(request, _("Only coordinators and managers can search by CPR number. Search by name instead."))
        return redirect("case_list")
    found = search.one(request.actor, typed)
    if found is None:
        tries.note_tries(
            request.actor, search.hidden_ids(request.actor, typed), how=tries.How.SEARCHED, today=timezone.localdate()
        )
        messages.info(request, _("No case in your municipality has that number."))
        return redirect("case_list")
    access.note(request, [found.citizen_id], kind=Look.SEARCH)
    return redirect("case_detail", found.id)


def _file(request, cases, kind):
    rows = exports.rows_of(cases, partial(access.note, request, kind=Look.EXPORT))
    name = f"sager-{timezone.localdate():%Y-%m-%d}.{kind}"
    if kind == "csv":
        response = HttpResponse(spreadsheets.csv_bytes(exports.head(), rows), content_type=spreadsheets.CSV_TYPE)
    else:
        content = spreadsheets.xlsx_bytes(_("Cases"), exports.head(), rows)
        response = HttpResponse(content, content_type=spreadsheets.XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
