"""A sheet in the browser: choose it, see what would happen, save it, read the receipt."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRefresh

from cases import tasks
from cases.sheets import access, imports, pages
from cases.sheets.corrected import corrected_copy
from cases.sheets.forms import ReadingForm, SheetForm
from igu.accounts.models import Role
from igu.accounts.policy import policy
from igu.web import spreadsheets

WHO = (Role.COORDINATOR, Role.MANAGER)


@policy(*WHO)
def sheet_import(request):
    """Choose a file. It is read at once, or by the worker where it is long."""
    is_sent = request.method == "POST"
    form = SheetForm(request.POST, request.FILES) if is_sent else SheetForm()
    if is_sent and form.is_valid():
        file = form.cleaned_data["file"]
        sheet = imports.send_in(request.actor, file_name=file.name, content=file.read(), today=timezone.localdate())
        return _go_on(sheet)
    context = {"form": form, "saved": access.saved_lately(request.actor), "columns": pages.columns()}
    return render(request, "cases/sheet_import.html", context, status=422 if form.errors else 200)


@policy(*WHO, methods=("GET", "HEAD"))
def sheet_empty(request):
    """A sheet with our headings, for whoever has none yet."""
    return _file(pages.empty_sheet(), "xlsx", _("empty-sheet"))


@policy(*WHO, methods=("GET", "HEAD"))
def sheet_result(request, import_id):
    """What would happen, what has happened, or that the worker is at it."""
    sheet = access.sheet_for(request, import_id)
    if request.htmx:
        if sheet.is_at_work:
            return render(request, "cases/_sheet_progress.html", {"sheet": sheet})
        return HttpResponseClientRefresh()
    context = {"sheet": sheet, "form": SheetForm(), "reading_form": ReadingForm()} | pages.result(sheet)
    return render(request, "cases/sheet_result.html", context)


@policy(*WHO, methods=("POST",))
def sheet_save(request, import_id):
    sheet = access.sheet_for(request, import_id)
    imports.save_as_shown(request.actor, sheet, today=timezone.localdate())
    return _go_on(access.sheet_for(request, import_id))


@policy(*WHO, methods=("POST",))
def sheet_read_again(request, import_id):
    """Read the file as the person says it is written."""
    sheet = access.sheet_with_file_for(request, import_id)
    form = ReadingForm(request.POST)
    if form.is_valid():
        imports.read_again(request.actor, sheet, choices=form.chosen, today=timezone.localdate())
    return _go_on(access.sheet_for(request, import_id))


@policy(*WHO, methods=("POST",))
def sheet_throw_away(request, import_id):
    imports.throw_away(access.sheet_for(request, import_id))
    messages.success(request, _("The sheet is thrown away. Nothing was saved."))
    return redirect("sheet_import")


@policy(*WHO, methods=("GET", "HEAD"))
def sheet_corrected(request, import_id):
    """The sheet with the column »Hvad skal rettes«."""
    sheet = access.sheet_with_file_for(request, import_id)
    checked = imports.checked_again(request.actor, sheet, today=timezone.localdate())
    return _file(corrected_copy(checked), checked.sheet.table.kind, _("to-be-corrected"))


def _file(content, kind, name):
    content_type = spreadsheets.XLSX_TYPE if kind == "xlsx" else spreadsheets.CSV_TYPE
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


def _go_on(sheet):
    if sheet.is_at_work:
        tasks.wake_for_sheet(sheet)
    return redirect("sheet_result", import_id=sheet.id)
