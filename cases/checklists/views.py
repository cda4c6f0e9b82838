"""The tab »Tjeklister« and the page of one list, which is also the one to print."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import access as case_access
from cases import frame
from cases.checklists import access, pictures, services
from cases.checklists.forms import ChecklistForm, TickForm
from cases.models import Checklist
from igu.accounts.errors import Outdated, RuleBroken
from igu.accounts.models import CASE_WORKERS
from igu.accounts.policy import policy
from igu.web.conflict import conflict_page


@policy(*CASE_WORKERS, methods=("GET", "HEAD"))
def checklist_panel(request, case_id):
    case = case_access.case_for(request, case_id)
    begun, ticks = access.checklists_of(case), access.ticks_of(case)
    lists = pictures.pictures_of(access.templates_of(request.actor), begun, ticks)
    return frame.render_panel(request, case, "checklists", "cases/_checklist_panel.html", {"lists": lists})


@policy(*CASE_WORKERS)
def checklist_detail(request, case_id, checklist_key):
    """Tick, and take a tick back: each button of a point is a form of its own."""
    case, template = case_access.case_for(request, case_id), access.template_for(request.actor, checklist_key)
    today = timezone.localdate()
    form = TickForm(request.POST or None, today=today)
    if form.is_valid() and form.cleaned_data["do"]:
        what, point, party = form.action
        spot = {"case": case, "template": template, "point": point, "party": party}
        try:
            if what == "tick":
                services.tick(request.actor, ticked_on=form.cleaned_data["ticked_on"], today=today, **spot)
            else:
                services.take_back(request.actor, **spot)
        except RuleBroken as refusal:
            form.add_codes(refusal.codes)
        else:
            if not request.htmx:
                return redirect("checklist_detail", case.id, template.key)
    return _page(request, case, template, form=form)


@policy(*CASE_WORKERS, methods=("POST",))
def checklist_note(request, case_id, checklist_key):
    """Who took part in the meeting, and what was said."""
    case, template = case_access.case_for(request, case_id), access.template_for(request.actor, checklist_key)
    row = access.checklist_of(case, template.key)
    form = ChecklistForm(request.POST, instance=row or Checklist(version=0))
    if form.is_valid():
        try:
            services.note_on_checklist(
                request.actor, case=case, template=template, version=form.typed_version, **form.values
            )
        except Outdated:
            back = reverse("checklist_detail", args=[case.id, template.key])
            newest = access.checklist_of(case, template.key)
            return conflict_page(request, form, newest, what=_("the checklist"), back=back)
        return redirect("checklist_detail", case.id, template.key)
    return _page(request, case, template, note_form=form)


def _page(request, case, template, *, form=None, note_form=None):
    row, ticks = access.checklist_of(case, template.key), access.ticks_of(case)
    former = access.former_checklists_of(case, template.key)
    context = {
        "case": case,
        "picture": pictures.picture_of(template, row, pictures.of_list(ticks, row)),
        "former": [pictures.picture_of(template, one, pictures.of_list(ticks, one)) for one in former],
        "form": form or TickForm(today=timezone.localdate()),
        "note_form": note_form or ChecklistForm(instance=row or Checklist(version=0)),
    }
    part = request.htmx and note_form is None
    page = "cases/_checklist_points.html" if part else "cases/checklist_detail.html"
    faults = [one for one in (form, note_form) if one is not None and one.errors]
    return render(request, page, context, status=422 if faults else 200)
