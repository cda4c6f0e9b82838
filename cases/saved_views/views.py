"""Keeping a view of the list, and looking after the ones there are."""

from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.access import newest
from cases.saved_views import access, forms, services
from igu.accounts.errors import Outdated, RuleBroken
from igu.accounts.models import CASE_WORKERS
from igu.accounts.policy import policy
from igu.web.conflict import conflict_page


@policy(*CASE_WORKERS, methods=("GET", "HEAD"))
def view_list(request):
    views = access.views_for(request.actor).select_related("owner__user")
    return render(request, "cases/view_list.html", {"views": views, "own_id": request.actor.membership_id})


@policy(*CASE_WORKERS)
def view_new(request):
    """Keep what the list shows now; the list's own query stands in this page's URL."""
    form = forms.NewViewForm(request.POST or None, initial={"query": access.kept(request.GET)})
    if form.is_valid():
        query = access.kept(QueryDict(form.cleaned_data["query"]))
        try:
            view = services.keep_view(request.actor, query=query, token=form.cleaned_data["token"], **form.values)
            return redirect(f"{reverse('case_list')}?{query}&gemt={view.id}")
        except RuleBroken as refusal:
            form.add_codes(refusal.codes)
    return _shown(request, "cases/view_new.html", form)


@policy(*CASE_WORKERS)
def view_edit(request, view_id):
    view = access.own_view_for(request.actor, view_id)
    form = forms.ViewForm(request.POST or None, instance=view)
    if form.is_valid():
        try:
            services.change_view(request.actor, view=view, version=form.typed_version, **form.values)
            return redirect("view_list")
        except RuleBroken as refusal:
            form.add_codes(refusal.codes)
        except Outdated:
            return conflict_page(request, form, newest(view), what=_("the view"), back=reverse("view_list"))
    return _shown(request, "cases/view_edit.html", form, view=view)


@policy(*CASE_WORKERS, methods=("POST",))
def view_delete(request, view_id):
    view = access.own_view_for(request.actor, view_id)
    services.throw_view_away(request.actor, view=view, version=view.version)
    return redirect("view_list")


def _shown(request, template, form, **context):
    return render(request, template, {"form": form} | context, status=422 if form.errors else 200)
