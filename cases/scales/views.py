"""Measuring: the page that answers fast, the sheet for the talk, and putting an answer right."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import access as case_access
from cases.definitions.texts import DANISH, LANGUAGES, direction
from cases.scales import access, curves, services
from cases.scales.forms import MeasurementEditForm, MeasurementForm
from igu.accounts.errors import Outdated, RuleBroken
from igu.accounts.models import CASE_WORKERS
from igu.accounts.policy import policy
from igu.web.conflict import conflict_page


@policy(*CASE_WORKERS)
def measurement_new(request, case_id, scale_key):
    case, scale = case_access.case_for(request, case_id), access.scale_for(request.actor, scale_key)
    today, language = timezone.localdate(), _language(request, scale)
    form = MeasurementForm(request.POST or None, scale=scale.content, today=today, language=language)
    if form.is_valid():
        try:
            services.measure(
                request.actor, case=case, scale=scale, today=today, token=form.cleaned_data["token"], **form.measured
            )
            return redirect("goal_panel", case.id)
        except RuleBroken as refusal:
            form.add_codes(refusal.codes)
    context = {"case": case, "scale": scale, "form": form} | _languages(scale, language)
    return render(request, "cases/measurement_new.html", context, status=422 if form.errors else 200)


@policy(*CASE_WORKERS)
def measurement_edit(request, case_id, measurement_id):
    case, measurement = access.measurement_for(request, case_id, measurement_id)
    back = reverse("goal_panel", args=[case.id])
    form = MeasurementEditForm(request.POST or None, instance=measurement, scale=access.scale_of(measurement))
    if form.is_valid():
        try:
            services.change_measurement(
                request.actor,
                measurement=measurement,
                version=form.typed_version,
                today=timezone.localdate(),
                **form.measured,
            )
            return redirect(back)
        except RuleBroken as refusal:
            form.add_codes(refusal.codes)
        except Outdated:
            return conflict_page(request, form, access.newest(measurement), what=_("the measurement"), back=back)
    context = {"case": case, "measurement": measurement, "form": form}
    return render(request, "cases/measurement_edit.html", context, status=422 if form.errors else 200)


@policy(*CASE_WORKERS, methods=("GET", "HEAD"))
def measurement_sheet(request, case_id, scale_key):
    """One page on paper to talk over, with the last answers beside it."""
    case, scale = case_access.case_for(request, case_id), access.scale_for(request.actor, scale_key)
    language, today = _language(request, scale), timezone.localdate()
    before = access.measurements_of(case, scale.key)
    context = {
        "case": case,
        "scale": scale,
        "picture": curves.picture_of(scale, before, today) if before else None,
        "lines": curves.sheet_lines(scale.content, before, language),
        "today": today,
    }
    return render(request, "cases/measurement_sheet.html", context | _languages(scale, language))


def _language(request, scale) -> str:
    language = request.GET.get("sprog", "")
    return language if language in _spoken(scale) else ""


def _spoken(scale) -> dict[str, str]:
    """The languages that this scale has words in, by their own names."""
    names = {DANISH: "Dansk"} | LANGUAGES
    used = {code for line in scale.content.lines for code in line.text}
    return {code: name for code, name in names.items() if code in used}


def _languages(scale, language) -> dict:
    return {"languages": _spoken(scale), "language": language, "direction": direction(language)}
