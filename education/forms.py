"""What is typed about a plan line."""

from crispy_forms.layout import Div, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from education.models import PlanLine
from education.services import FIELDS
from igu.web.forms import ModelForm, NumberInput, Once

WORDS = {
    "before_agreement": (
        "start_on",
        _("The course starts before the agreement. Nothing is saved yet. Choose a later date."),
    ),
    "type_not_allowed": (
        "type",
        _("That type does not count for an agreement with this start date. Nothing is saved yet. Choose another type."),
    ),
}


class PlanLineForm(ModelForm):
    class Meta:
        model = PlanLine
        fields = FIELDS
        help_texts = {
            "hours": _("As the provider counts them. The factor is applied here: AMU counts once, the others twice."),
        }

        widgets = {"hours": NumberInput(suffix=_("hours"), decimals=True)}

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            "title",
            Div("type", "provider", css_class="form-row"),
            Div("start_on", "end_on", css_class="form-row"),
            Div("hours", "status", css_class="form-row"),
            "version",
        )

    def add_codes(self, codes):
        """Say a service's reason codes in words, each at its field."""
        for code in codes:
            self.add_error(*WORDS[code])

    @property
    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in FIELDS}


class NewPlanLineForm(Once, PlanLineForm):
    pass
