"""The journal tab of a case: writing, reading, searching, correcting and taking back."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from cases import access as case_access
from cases.definitions.access import content_of, offers_of
from cases.drafts.access import draft_of, if_not_too_old, kept_at, typed_of
from cases.drafts.notice import said_at
from cases.drafts.services import drop_draft, keep_draft
from cases.frame import render_panel
from cases.journal import access, forms, services
from cases.journal.kinds import KEY
from cases.journal.lines import line_of, lines_of, points_of
from cases.listing import coordinators
from cases.tasks import wake_for_scan
from igu.accounts.errors import Outdated, RuleBroken
from igu.accounts.models import CASE_WORKERS
from igu.accounts.policy import policy
from igu.web.conflict import conflict_page
from igu.web.keyset import place_of


@policy(*CASE_WORKERS)
def journal_panel(request, case_id):
    """The entries with the form above them. A press on another kind brings the form with its points, unsaved."""
    case = case_access.case_for(request, case_id, draft_at=kept_at(KEY))
    if request.method != "POST":
        return show_panel(request, case)
    form = entry_form(request, request.POST, request.FILES)
    if "choose" not in request.POST and form.is_valid():
        try:
            entry = services.write_entry(
                request.actor,
                case=case,
                kind=form.offer,
                today=timezone.localdate(),
                token=form.cleaned_data["token"],
                files=form.cleaned_data["files"],
                **form.values,
            )
            wake_for_scan(entry)
            drop_draft(request.actor, case=case, form=KEY)
            return redirect("journal_panel", case.id)
        except RuleBroken as refusal:
            form.add_codes(refusal.codes)
    return show_panel(request, case, form)


def entry_form(request, typed=None, files=None):
    """The form for the kind that was chosen. A draft, and what was typed before another kind was pressed, stand in it
    unjudged."""
    actor, today = request.actor, timezone.localdate()
    kinds = offers_of(actor.municipality_id, KEY) or offers_of(actor.municipality_id, KEY, all_of_them=True)
    people = [person for person in coordinators(actor, today) if person[0] != str(actor.membership_id)]
    typed = typed or MultiValueDict()
    chosen = typed.get("choose") or typed.get("kind", "")
    given = {"kinds": kinds, "chosen": chosen, "people": people, "today": today}
    if (typed and files is None) or "choose" in typed:
        return forms.EntryForm.with_typed(typed, **given)
    return forms.EntryForm(typed or None, files or None, **given)


def show_panel(request, case, form=None):
    actor, now = request.actor, timezone.now()
    draft_at = None if request.method == "POST" else if_not_too_old(case.draft_at, now)
    is_resumed = bool(draft_at and request.GET.get("kladde"))
    form = form or entry_form(request, typed_of(draft_of(actor, case, KEY, now)) if is_resumed else asked_kind(request))
    filters = forms.JournalFilter(request.GET or None, kinds=form.kinds)
    place = place_of(request.GET)
    page = access.page_of(actor, case, **filters.filters, after=place and place.row_id)
    context = {
        "filter": filters,
        "search": forms.SearchForm(),
        "lines": lines_of(actor, page.rows),
        "page": page,
        "older": older_query(request, page),
        "draft_at": said_at(draft_at, now) if draft_at else "",
        "is_resumed": is_resumed,
    }
    return render_journal(request, case, form, context)


def render_journal(request, case, form, context):
    status = 422 if form.errors else 200
    return render_panel(request, case, "journal", "cases/_journal_panel.html", {"form": form} | context, status=status)


def asked_kind(request) -> MultiValueDict | None:
    """A link elsewhere may ask for the form of a kind."""
    kind = request.GET.get("ny", "")
    return MultiValueDict({"kind": [kind]}) if kind else None


def older_query(request, page) -> str:
    query = request.GET.copy()
    query["efter"] = str(page.last)
    return query.urlencode()


@policy(*CASE_WORKERS, methods=("POST",))
def journal_draft(request, case_id):
    """Keep what stands in the form, sealed and for its owner alone; or throw it away."""
    case = case_access.case_for(request, case_id)
    if "drop" in request.POST:
        drop_draft(request.actor, case=case, form=KEY)
        return redirect("journal_panel", case.id)
    now = timezone.now()
    draft = keep_draft(request.actor, case=case, form=KEY, typed=request.POST, now=now)
    if draft is None:
        return HttpResponse(status=413)
    return HttpResponse(_("Draft kept %(at)s") % {"at": said_at(now, now)}, content_type="text/plain; charset=utf-8")


@policy(*CASE_WORKERS, methods=("POST",))
def journal_search(request, case_id):
    """The entries that hold the words. They are posted: what was searched for stands in no address."""
    case = case_access.case_for(request, case_id)
    search = forms.SearchForm(request.POST)
    words = search.cleaned_data["words"] if search.is_valid() else ""
    if not words:
        return redirect("journal_panel", case.id)
    form = entry_form(request)
    context = {
        "filter": forms.JournalFilter(None, kinds=form.kinds),
        "search": search,
        "words": words,
        "lines": lines_of(request.actor, access.searched(request.actor, case, words)),
        "page": None,
        "draft_at": "",
    }
    return render_journal(request, case, form, context)


@policy(*CASE_WORKERS, methods=("POST",))
def journal_reveal(request, case_id, entry_id):
    """Show the words of a restricted entry: the look is logged."""
    case, entry = access.entry_for(request, case_id, entry_id)
    access.note_look(request, entry)
    if request.htmx:
        line = line_of(request.actor, entry, is_opened=True)
        return render(request, "cases/_journal_entry.html", {"line": line, "case": case})
    return show_entry(request, case, entry)


@policy(*CASE_WORKERS, methods=("GET", "HEAD"))
def journal_entry(request, case_id, entry_id):
    """One entry with all its wordings. The words of a restricted one are shown by a click alone."""
    case, entry = access.entry_for(request, case_id, entry_id)
    return show_entry(request, case, entry, is_opened=False)


def show_entry(request, case, entry, *, is_opened=True):
    line = line_of(request.actor, entry, is_opened=is_opened)
    kind = content_of(entry.definition)
    wordings = [(one, points_of(kind, one.points)) for one in access.wordings_of(entry)] if line.is_open else []
    return render(request, "cases/journal_entry.html", {"case": case, "line": line, "wordings": wordings})


@policy(*CASE_WORKERS)
def journal_correct(request, case_id, entry_id):
    case, entry = access.entry_for(request, case_id, entry_id)
    back = reverse("journal_panel", args=[case.id])
    if _is_closed_to(request, entry):
        return redirect("journal_entry", case.id, entry.id)
    access.note_look(request, entry)
    people = coordinators(request.actor, timezone.localdate())
    kind = content_of(entry.definition)
    form = forms.CorrectForm(request.POST or None, request.FILES or None, entry=entry, kind=kind, people=people)
    if form.is_valid():
        try:
            services.correct_entry(
                request.actor,
                entry=entry,
                version=form.typed_version,
                today=timezone.localdate(),
                files=form.cleaned_data["files"],
                **form.values,
            )
            wake_for_scan(entry)
            return redirect(back)
        except RuleBroken as refusal:
            form.add_codes(refusal.codes)
        except Outdated:
            return conflict_page(request, form, case_access.newest(entry), what=_("the entry"), back=back)
    line = line_of(request.actor, entry, is_opened=True)
    context = {"case": case, "line": line, "form": form}
    return render(request, "cases/journal_correct.html", context, status=422 if form.errors else 200)


@policy(*CASE_WORKERS)
def journal_take_back(request, case_id, entry_id):
    case, entry = access.entry_for(request, case_id, entry_id)
    if _is_closed_to(request, entry):
        return redirect("journal_entry", case.id, entry.id)
    form = forms.TakeBackForm(request.POST or None, initial={"version": entry.version})
    if form.is_valid():
        try:
            services.take_back(request.actor, entry=entry, **form.cleaned_data)
            return redirect("journal_panel", case.id)
        except Outdated:
            newest = case_access.newest(entry)
            back = reverse("journal_panel", args=[case.id])
            return conflict_page(request, form, newest, what=_("the entry"), back=back)
    context = {"case": case, "line": line_of(request.actor, entry), "form": form}
    return render(request, "cases/journal_take_back.html", context, status=422 if form.errors else 200)


def _is_closed_to(request, entry) -> bool:
    """Who sends a form for what a colleague has taken back meanwhile gets an answer to it: nothing typed is lost."""
    may = access.has_say if request.method == "POST" else access.may_change
    return not may(request.actor, entry)
