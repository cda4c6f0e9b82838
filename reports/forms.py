"""The period above the manager's page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from igu.web.forms import FilterForm


class PeriodForm(FilterForm):
    first = forms.DateField(label=_("From"))
    last = forms.DateField(label=_("To"))

    def clean(self):
        typed = self.cleaned_data
        if typed.get("first") and typed.get("last") and typed["last"] < typed["first"]:
            self.add_error("last", _("The last day must not lie before the first."))
        return typed
