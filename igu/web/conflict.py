"""Two people saved the same thing: show both versions, keep what was typed, and let the second one decide."""

from dataclasses import dataclass

from django.shortcuts import render
from django.utils.translation import gettext as _

from igu.accounts.models import User
from igu.web.days import plain

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that stands otherwise in the database than on the page."""

    label: str
    mine: str
    theirs: str


def conflict_page(request, form, newest, *, what: str, back: str):
    """The answer 409: what differs, who saved last and when, and the form with everything typed, ready to save again.

    form: a bound form with a `version`; newest: the row as it stands now; what: what both have changed, in words.
    """
    carry_on(form, newest)
    context = {
        "form": form,
        "what": what,
        "back": back,
        "differences": differences(form, newest),
        "last_change": last_change(newest),
        "is_taken_back": bool(getattr(newest, "taken_back_at", None)),
    }
    return render(request, "web/conflict.html", context, status=409)


def carry_on(form, newest) -> None:
    """Let a bound form carry on from the row as it stands now: saved once more, it is not outdated."""
    form.data = form.data.copy()
    form.data[form.add_prefix("version")] = newest.version


def differences(form, newest) -> list[Difference]:
    """Field by field; first that the row was taken back, with the reason beside the one that was typed."""
    found = []
    if getattr(newest, "taken_back_at", None):
        found.append(Difference(_("Taken back"), form.cleaned_data.get("why") or NOTHING, newest.taken_back_why))
    for name, field in form.fields.items():
        if name == "version" or not hasattr(newest, name):
            continue
        mine, theirs = form.cleaned_data.get(name), getattr(newest, name)
        if hasattr(theirs, "all"):  # rows of their own, which the form says
            continue
        if mine != theirs and str(mine or "") != str(theirs or ""):  # ids are typed as text
            found.append(Difference(field.label, _shown(field, mine), _shown(field, theirs)))
    return found


def last_change(row) -> tuple[str, object] | None:
    """Name and moment of the newest change in the row's history."""
    event = type(row).pgh_event_model.objects.filter(pgh_obj_id=row.pk).order_by("-pgh_created_at", "-version").first()
    if event is None:
        return None
    user_id = (event.pgh_context or {}).get("user")
    name = User.objects.filter(id=user_id).values_list("name", flat=True).first() if user_id else None
    return name or _("Somebody"), event.pgh_created_at


def _shown(field, value) -> str:
    if value in (None, ""):
        return NOTHING
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if hasattr(value, "strftime"):
        return plain(value)
    choices = dict(getattr(field, "choices", ()) or ()) if not hasattr(field, "queryset") else {}
    return str(choices.get(str(value), value))
