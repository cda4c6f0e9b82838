"""What is typed about a language plan."""

from crispy_forms.layout import Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from cases.models import LanguagePlan, LanguageSession
from igu.web.forms import ModelForm, NumberInput, Once, VersionedForm

SENTENCES = {
    "ends_before_it_starts": ("ends_on", _("The last day lies before the first. Nothing is saved. Write a later day.")),
    "hours_outside_a_week": ("hours_per_week", _("The hours lie between 0 and 37 a week. Nothing is saved.")),
    "hours_outside_a_day": ("hours", _("A session lasts more than 0 and at most 24 hours. Nothing is saved.")),
    "held_ahead": ("held_on", _("The date lies ahead. Nothing is saved. Write the day on which you trained.")),
    "signed_ahead": (None, _("A signature lies ahead. Nothing is saved. Write the day on which it was given.")),
    "signer_missing": ("workplace_signer", _("Write who signed for the workplace.")),
}
FIELDS = (
    "place",
    "teacher",
    "starts_on",
    "ends_on",
    "hours_per_week",
    "aim",
    "situations",
    "citizen_wishes",
    "workplace_wishes",
    "workplace_does",
)
SIGNED = ("citizen_signed_on", "workplace_signed_on", "workplace_signer")
SHORT = forms.Textarea({"rows": 3})


class PlanFacts:
    sentences = SENTENCES

    class Meta:
        model = LanguagePlan
        fields = FIELDS
        widgets = {
            "hours_per_week": NumberInput(suffix=_("hours"), decimals=True),
            **dict.fromkeys(("aim", "situations", "citizen_wishes", "workplace_wishes", "workplace_does"), SHORT),
        }
        help_texts = {
            "situations": _("One a line: instructions, the break, customers, asking somebody to repeat."),
        }

    def lay_out(self, *first):
        self.helper.layout = Layout(
            *first,
            Row("place", "teacher"),
            Row("starts_on", "ends_on", "hours_per_week"),
            "aim",
            "situations",
            Row("citizen_wishes", "workplace_wishes"),
            "workplace_does",
        )


class NewPlanForm(PlanFacts, Once, ModelForm):
    class Meta(PlanFacts.Meta):
        pass

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lay_out()


class PlanForm(PlanFacts, VersionedForm):
    class Meta(PlanFacts.Meta):
        pass

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lay_out("version")


class SignForm(VersionedForm):
    sentences = SENTENCES

    class Meta:
        model = LanguagePlan
        fields = SIGNED

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("version", "citizen_signed_on", Row("workplace_signed_on", "workplace_signer"))


class SessionForm(Once, ModelForm):
    sentences = SENTENCES

    class Meta:
        model = LanguageSession
        fields = ("held_on", "hours", "trained", "led_by")
        widgets = {"hours": NumberInput(suffix=_("hours"), decimals=True), "trained": SHORT}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(Row("held_on", "hours", "led_by"), "trained")
