"""What is typed about competences, consent, and whom the CV was given to."""

from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from cases.models import CvConsent, CvShare, Profile
from igu.web.forms import ModelForm, Once, Pills, VersionedForm

SENTENCES = {
    "consent_ahead": ("given_on", _("The date lies ahead. Nothing is saved. Write the day of the talk.")),
    "consent_there": (None, _("A consent is noted already. Nothing is saved. Withdraw it before you note another.")),
    "no_consent": (None, _("The citizen has not consented. Nothing is saved. Note the consent first.")),
    "no_profile": (None, _("The profile is empty. Nothing is saved. Write what the citizen can first.")),
    "shared_ahead": ("shared_on", _("The date lies ahead. Nothing is saved. Write the day on which it was given.")),
    "shared_before_consent": (
        "shared_on",
        _("The date lies before the consent. Nothing is saved. A CV may only be shown from the day of the consent."),
    ),
}
ON_CV = ("summary", "functions", "experience", "education", "languages", "has_licence", "wishes")
FOR_TEAM = ("motivation", "limits", "tasks")


class ProfileForm(VersionedForm):
    class Meta:
        model = Profile
        fields = (*ON_CV, *FOR_TEAM)
        widgets = dict.fromkeys(
            (name for name in (*ON_CV, *FOR_TEAM) if name != "has_licence"), forms.Textarea({"rows": 3})
        )
        help_texts = {
            "functions": _("One a line, what the citizen can do rather than a title: »vaske op«, »tage imod varer«."),
            "experience": _("One a line, the newest first."),
            "limits": _("For the team alone: it never stands on the CV. Write nothing about health."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            "version",
            Fieldset(_("On the CV"), *(name for name in ON_CV)),
            Fieldset(_("For the team alone"), *(name for name in FOR_TEAM)),
        )


class ConsentForm(Once, ModelForm):
    sentences = SENTENCES

    class Meta:
        model = CvConsent
        fields = ("given_on", "how", "about")
        widgets = {"how": Pills}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["how"].choices = CvConsent.How.choices
        self.helper.layout = Layout("given_on", "how", "about")


class ShareForm(Once, ModelForm):
    sentences = SENTENCES

    class Meta:
        model = CvShare
        fields = ("recipient", "shared_on")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(Row("recipient", "shared_on"))
