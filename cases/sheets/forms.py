"""The file, and how a person says it is written."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.sheets.delimited import ENCODINGS
from cases.sheets.reading import MOST_BYTES
from cases.sheets.table import MEGABYTE
from igu.web.forms import Form

AS_READ = ("", _("Recognise it"))


class SheetForm(Form):
    file = forms.FileField(
        label=_("Sheet"),
        help_text=_("Excel (.xlsx) or CSV, at most 10 MB and 20,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
        error_messages={"empty": _("The file is empty. Choose the file with the sheet.")},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                _("The file is larger than %(limit)s MB. Nothing is read in. Split it into several sheets."),
                params={"limit": MOST_BYTES // MEGABYTE},
            )
        return file


class ReadingForm(Form):
    encoding = forms.ChoiceField(label=_("Character set"), choices=[AS_READ, *ENCODINGS.items()], required=False)
    separator = forms.ChoiceField(
        label=_("Separator"),
        choices=[AS_READ, (";", _("semicolon")), (",", _("comma")), ("tab", _("tab"))],
        required=False,
    )

    marks_optional = False

    @property
    def chosen(self) -> dict[str, str]:
        separator = self.cleaned_data["separator"]
        return {"encoding": self.cleaned_data["encoding"], "separator": "\t" if separator == "tab" else separator}
