from django import forms
from django.utils.translation import gettext_lazy as _

from cases.models import SavedView
from igu.web.forms import ModelForm, Once, VersionedForm

FIELDS = ("name", "is_shared", "is_start")
SENTENCES = {"view_taken": ("name", _("You have a view of that name already. Choose another name."))}
HELP = {
    "name": _("For example »Ends before summer«."),
    "is_shared": _("Your colleagues see it beside their own. Each sees the cases that he or she may see."),
}


class NewViewForm(Once, ModelForm):
    sentences = SENTENCES
    query = forms.CharField(widget=forms.HiddenInput, required=False, max_length=500)

    class Meta:
        model = SavedView
        fields = FIELDS
        help_texts = HELP


class ViewForm(VersionedForm):
    sentences = SENTENCES

    class Meta:
        model = SavedView
        fields = FIELDS
        help_texts = HELP
