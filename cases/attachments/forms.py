"""Several files in one box, each looked at before anything is saved."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.attachments.checking import check
from cases.attachments.harmless import MOST_BYTES
from cases.attachments.words import REASONS
from igu.accounts.errors import RuleBroken
from igu.web.logs import TEN_DIGITS

MOST_FILES = 5


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Its value is a list of checked files."""

    def __init__(self, **kwargs):
        given = {
            "label": _("Attach files"),
            "help_text": _("PDF, Word, JPG or PNG, at most 10 MB each and 5 at a time."),
            "widget": ManyFiles({"accept": ".pdf,.docx,.jpg,.jpeg,.png", "class": "form-input"}),
            "required": False,
        }
        super().__init__(**given | kwargs)

    def clean(self, data, initial=None):
        files = [file for file in data or [] if file]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("At most 5 files at a time. None is saved. Attach the others afterwards."))
        found, faults = [], []
        for file in files:
            try:
                found.append(_checked(file))
            except RuleBroken as refusal:
                faults.append(forms.ValidationError(f"»{TEN_DIGITS.sub('…', file.name)}«: {REASONS[refusal.codes[0]]}"))
        if faults:
            raise forms.ValidationError(faults)
        return found


def _checked(file):
    if TEN_DIGITS.search(file.name):
        raise RuleBroken("cpr_in_name")
    if file.size > MOST_BYTES:
        raise RuleBroken("file_too_big")
    return check(file.name, file.read())
