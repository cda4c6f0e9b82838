"""»Skabeloner«: what the municipality's own scales, checklists, goals and kinds say. No page shows a citizen."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases.definitions import access, kinds, services
from cases.definitions.forms import DefinitionForm, NewDefinitionForm, differences
from cases.definitions.kinds import BadBody
from cases.definitions.texts import LANGUAGES, said
from igu.accounts.errors import Outdated, RuleBroken
from igu.accounts.models import Role
from igu.accounts.policy import policy


@policy(Role.ADMINISTRATOR, methods=("GET", "HEAD"))
def definition_list(request):
    known = kinds.kinds()
    offers = access.offers_of(request.actor.municipality_id, *(kind.key for kind in known), all_of_them=True)
    by_kind = [(kind, [offer for offer in offers if offer.kind == kind.key]) for kind in known]
    return render(request, "cases/definition_list.html", {"by_kind": by_kind})


@policy(Role.ADMINISTRATOR)
def definition_new(request, definition_kind):
    kind, language = _kind(definition_kind), _language(request)
    if action := request.POST.get("do"):
        form = NewDefinitionForm(kind=kind, language=language, draft=request.POST)
        form.do(action)
        return _shown(request, form)
    form = NewDefinitionForm(request.POST or None, kind=kind, language=language)
    if form.is_valid():
        try:
            services.define(request.actor, kind=kind.key, key=form.key, title=form.new_title, body=form.new_body)
        except BadBody as fault:
            form.add_error(None, fault.args[0])
        except RuleBroken:  # sent twice: it is there already
            return redirect("definition_list")
        else:
            messages.success(request, _("It is saved and can be used at once."))
            return redirect("definition_list")
    return _shown(request, form)


@policy(Role.ADMINISTRATOR)
def definition_edit(request, definition_kind, definition_key):
    kind, language = _kind(definition_kind), _language(request)
    offer = access.offer_for(request.actor.municipality_id, kind.key, definition_key)
    stands = {"kind": kind, "language": language, "title": offer.title, "body": offer.body}
    if action := request.POST.get("do"):
        form = DefinitionForm(**stands, draft=request.POST)
        form.do(action)
        return _shown(request, form, offer=offer)
    form = DefinitionForm(request.POST or None, **stands, edition=offer.edition)
    if form.is_valid():
        return _saved(request, form, offer)
    return _shown(request, form, offer=offer)


@policy(Role.ADMINISTRATOR, methods=("POST",))
def definition_use(request, definition_kind, definition_key):
    """Put away, or take into use again; old records stay as they are."""
    offer = access.offer_for(request.actor.municipality_id, _kind(definition_kind).key, definition_key)
    services.use(request.actor, offer=offer, is_in_use=request.POST.get("in_use") != "no")
    return redirect("definition_list")


def _saved(request, form, offer):
    try:
        services.rewrite_from(
            request.actor,
            offer=offer,
            edition=form.cleaned_data["edition"],
            title=form.new_title,
            body=form.new_body,
        )
    except BadBody as fault:
        form.add_error(None, fault.args[0])
        return _shown(request, form, offer=offer)
    except Outdated:
        return _somebody_was_first(request, form, offer)
    messages.success(request, _("The new edition is saved. It holds for what is made from now on."))
    return redirect("definition_list")


def _somebody_was_first(request, form, offer):
    """What was typed stands beside what has been saved meanwhile; saving once more takes what is typed."""
    form.data = form.data.copy()
    form.data["edition"] = offer.edition
    theirs = differences(form, offer.title, offer.body)
    return _shown(request, form, offer=offer, theirs=theirs, status=409)


def _shown(request, form, *, offer=None, theirs=(), status=None):
    editions = access.editions_of(request.actor.municipality_id, offer.kind, offer.key) if offer else []
    context = {
        "form": form,
        "kind": form.kind,
        "offer": offer,
        "editions": [(row, [said(text) for text in form.kind.texts_of(row.body)]) for row in editions],
        "theirs": theirs,
        "languages": LANGUAGES,
        "language": form.language,
    }
    template = "cases/_definition_form.html" if request.htmx else "cases/definition_edit.html"
    return render(request, template, context, status=status or (422 if form.errors else 200))


def _kind(key: str) -> kinds.Kind:
    try:
        return kinds.kind_of(key)
    except KeyError:
        raise Http404 from None


def _language(request) -> str:
    language = request.GET.get("sprog", "")
    return language if language in LANGUAGES else next(iter(LANGUAGES))
