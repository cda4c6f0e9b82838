"""What is typed to protect a case."""

from crispy_forms.layout import Layout, Row
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import models
from igu.web.forms import VersionedForm


class ProtectForm(VersionedForm):
    second_id = forms.TypedChoiceField(
        label=gettext_lazy("Second person"),
        required=False,
        empty_value=None,
        coerce=str,
        help_text=gettext_lazy("Besides the coordinator and the managers, only this person sees that the case exists."),
    )

    class Meta:
        model = models.Case
        fields = ("protected_on",)
        help_texts = {
            "protected_on": gettext_lazy(
                "The day the civil register registered it. It lapses after a year, and you are reminded."
            )
        }

    def __init__(self, *args, people, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["protected_on"].required = True
        self.fields["second_id"].choices = [("", _("Nobody")), *people]
        self.initial["second_id"] = str(self.instance.second_id or "")
        self.helper.layout = Layout("version", Row("protected_on", "second_id"))

    def clean_protected_on(self):
        day = self.cleaned_data["protected_on"]
        if day and day > self.today:
            raise forms.ValidationError(
                _("That day has not come yet. Nothing is saved. Write the day it was registered.")
            )
        return day
